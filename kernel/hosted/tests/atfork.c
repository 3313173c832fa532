// SPDX-License-Identifier: MIT
// What other libraries' handlers of pthread_atfork may do, which run while libashlar holds all its
// arenas: take and free blocks, of which there are so many that arenas are made and change hands,
// and be interrupted by a signal whose handler forks.
#include "ashlar-malloc.h"
#include "check.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIZE 65000
#define BLOCKS 5000 // more than an arena has room for

static volatile sig_atomic_t takes, interrupts; // what the handlers are to do
static void *blocks[BLOCKS];
static size_t count;

static void take_many(void)
{
    while (count < BLOCKS && (blocks[count] = malloc(SIZE)) != NULL) count++;
    CHECK(count == BLOCKS);
}

static void free_many(void)
{
    while (count > 0) free(blocks[--count]);
}

static bool ended_well(pid_t pid)
{
    int status = 1;
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static void before(void)
{
    if (takes) take_many();
    if (!interrupts) return;
    interrupts = 0;
    raise(SIGUSR1);
}

static void after(void)
{
    if (takes) free_many();
}

// Before libashlar registers its own: so before() runs after its handler, and after() before.
static void register_first(int number, char **arguments, char **environment)
{
    (void)number, (void)arguments, (void)environment;
    pthread_atfork(before, after, after);
}

__attribute__((section(".preinit_array"),
               used)) static void (*const first)(int, char **, char **) = register_first;

static void *look(void *sound)
{
    free(malloc(100));
    *(bool *)sound = ash_malloc_check() == 1;
    return NULL;
}

// Another thread gets into every arena.
static bool all_open(void)
{
    pthread_t thread;
    bool sound = false;
    if (pthread_create(&thread, NULL, look, &sound) != 0) return false;
    pthread_join(thread, NULL);
    return sound;
}

static void *fork_and_look(void *ignored)
{
    (void)ignored;
    alarm(20); // rather than wait for ever
    pid_t pid = fork();
    if (pid == 0) {
        alarm(20);
        _exit(all_open() ? 0 : 1);
    }
    CHECK(ended_well(pid) && all_open());
    alarm(0);
    return NULL;
}

static void handlers_that_take_blocks(void)
{
    takes = 1;
    fork_and_look(NULL);
    CHECK(count == 0);
}

static void *use_and_end(void *ignored)
{
    free(malloc(100));
    return ignored;
}

// The arena of the thread that has ended is there for it.
static void in_a_thread_without_an_arena(void)
{
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, use_and_end, NULL) == 0);
    pthread_join(thread, NULL);
    takes = 1;
    CHECK(pthread_create(&thread, NULL, fork_and_look, NULL) == 0);
    pthread_join(thread, NULL);
    CHECK(count == 0);
}

static volatile sig_atomic_t failed;

static void fork_here(int number)
{
    (void)number;
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (!ended_well(pid)) failed = 1;
}

static void a_fork_in_the_middle_of_a_fork(void)
{
    takes = 0;
    interrupts = 1;
    signal(SIGUSR1, fork_here);
    fork_and_look(NULL);
    CHECK(interrupts == 0 && failed == 0);
}

int main(void)
{
    check_start();
    check_run("hosted/atfork", "handlers_that_take_blocks", handlers_that_take_blocks);
    check_run("hosted/atfork", "in_a_thread_without_an_arena", in_a_thread_without_an_arena);
    check_run("hosted/atfork", "a_fork_in_the_middle_of_a_fork", a_fork_in_the_middle_of_a_fork);
    return check_finish();
}
