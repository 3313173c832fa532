// SPDX-License-Identifier: MIT
// fork while other threads are in the middle of everything: the child has a heap that is sound, and
// frees what the threads that it has not got had taken.
#include "ashlar-malloc.h"
#include "check.h"
#include "traffic.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define THREADS 3
#define FORKS 60
#define CHILD_STEPS 300
#define STREAM_FORKS 300
#define INTERRUPTIONS 50

static _Atomic int stop;

static void *work(void *seed)
{
    uint32_t state = (uint32_t)(uintptr_t)seed;
    while (atomic_load(&stop) == 0) traffic_step(&state);
    return NULL;
}

static void *work_a_little(void *seed)
{
    uint32_t state = (uint32_t)(uintptr_t)seed;
    for (int i = 0; i < CHILD_STEPS; i++) traffic_step(&state);
    return NULL;
}

static int child(void)
{
    pthread_t thread;
    alarm(20); // rather than wait for ever
    work_a_little((void *)(uintptr_t)getpid());
    if (pthread_create(&thread, NULL, work_a_little, (void *)5) != 0) return 1;
    pthread_join(thread, NULL);
    traffic_clear();
    return atomic_load(&traffic_spoilt) == 0 && ash_malloc_check() == 1 ? 0 : 1;
}

static bool ended_well(pid_t pid)
{
    int status;
    pid_t waited;
    do waited = waitpid(pid, &status, 0);
    while (waited < 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void in_the_middle_of_everything(void)
{
    pthread_t threads[THREADS];
    for (unsigned i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, work, (void *)(uintptr_t)(i + 1)) == 0);
    uint32_t state = 99;
    for (int i = 0; i < FORKS; i++) {
        for (int j = 0; j < 50; j++) traffic_step(&state);
        pid_t pid = fork();
        if (pid == 0) _exit(child());
        CHECK(pid > 0 && ended_well(pid));
    }
    atomic_store(&stop, 1);
    for (unsigned i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    traffic_clear();
    CHECK(atomic_load(&traffic_spoilt) == 0 && ash_malloc_check() == 1);
}

static volatile sig_atomic_t forked, failed;

static void fork_here(int number)
{
    (void)number;
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    forked++;
    if (pid < 0 || !ended_well(pid)) failed++;
}

// The handler interrupts a call now and then; its child only ends. The timer is set anew each time:
// where a fork takes longer than its period, one that repeats would leave no time for a call.
static void in_a_signal_handler(void)
{
    uint32_t state = 7;
    signal(SIGALRM, fork_here);
    for (int i = 0; i < INTERRUPTIONS; i++) {
        setitimer(ITIMER_REAL, &(struct itimerval){.it_value.tv_usec = 2000}, NULL);
        while (forked == i) traffic_step(&state);
    }
    CHECK(failed == 0);
    traffic_clear();
    CHECK(ash_malloc_check() == 1);
}

// Streams that are read, where each line needs a longer block, and all of them flushed at once.
static void *read_lines(void *ignored)
{
    (void)ignored;
    while (atomic_load(&stop) == 0) {
        char *line = NULL;
        size_t length = 0;
        FILE *in = fopen("/proc/self/maps", "r");
        while (in != NULL && getline(&line, &length, in) > 0) {
            free(line);
            line = NULL;
        }
        free(line);
        if (in != NULL) fclose(in);
    }
    return NULL;
}

static void *flush_all(void *ignored)
{
    (void)ignored;
    while (atomic_load(&stop) == 0) fflush(NULL);
    return NULL;
}

static void beside_streams(void)
{
    pthread_t reader, flusher;
    atomic_store(&stop, 0);
    CHECK(pthread_create(&reader, NULL, read_lines, NULL) == 0);
    CHECK(pthread_create(&flusher, NULL, flush_all, NULL) == 0);
    alarm(60); // rather than wait for ever
    for (int i = 0; i < STREAM_FORKS; i++) {
        pid_t pid = fork();
        if (pid == 0) _exit(fflush(NULL));
        CHECK(pid > 0 && ended_well(pid));
    }
    atomic_store(&stop, 1);
    pthread_join(reader, NULL);
    pthread_join(flusher, NULL);
    alarm(0);
}

int main(void)
{
    check_start();
    check_run("hosted/fork", "in_the_middle_of_everything", in_the_middle_of_everything);
    check_run("hosted/fork", "in_a_signal_handler", in_a_signal_handler);
    signal(SIGALRM, SIG_DFL);
    check_run("hosted/fork", "beside_streams", beside_streams);
    return check_finish();
}
