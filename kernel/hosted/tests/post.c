// SPDX-License-Identifier: MIT
// Blocks that another thread than their owner's frees: freed for everybody when that call returns.
#include "ashlar-malloc.h"
#include "check.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCKS 3000
#define ROUNDS 100

static void *give_one(void *p)
{
    free(p);
    return NULL;
}

static char *blocks[BLOCKS];

static void *give_all(void *ignored)
{
    for (int i = 0; i < BLOCKS; i++) free(blocks[i]);
    return ignored;
}

static void elsewhere(void *(*act)(void *), void *argument)
{
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, act, argument) == 0);
    pthread_join(thread, NULL);
}

// What the owner gets of blocks that were freed for it is sound, and no more memory than it had.
static void they_are_used_again(void)
{
    size_t committed = 0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < BLOCKS; i++) {
            size_t size = 1 + (size_t)(i * 7919 + round) % (i % 50 == 0 ? 20000 : 1000);
            blocks[i] = malloc(size);
            CHECK(blocks[i] != NULL);
            memset(blocks[i], i, size);
        }
        for (int i = 0; i < BLOCKS; i++) CHECK(*blocks[i] == (char)i);
        elsewhere(give_all, NULL);
        if (round == 1) committed = mallinfo2().arena;
    }
    CHECK(mallinfo2().arena <= committed + committed / 4 && ash_malloc_check() == 1);
}

static void nothing_is_lost(void)
{
    // What threads leave behind themselves comes before.
    elsewhere(give_one, malloc(100));
    size_t before = mallinfo2().uordblks;
    for (int i = 0; i < BLOCKS; i++) blocks[i] = malloc((size_t)i);
    elsewhere(give_all, NULL);
    CHECK(mallinfo2().uordblks == before && ash_malloc_check() == 1);
}

static char *twice_by_others(char *p)
{
    elsewhere(give_one, p);
    elsewhere(give_one, p);
    return p;
}

static char *then_by_the_owner(char *p)
{
    elsewhere(give_one, p);
    free(p);
    return p;
}

static char *by_the_owner_first(char *p)
{
    elsewhere(give_one, NULL); // a first thread takes blocks, and might get this one
    free(p);
    elsewhere(give_one, p);
    return p;
}

static char *inside_it(char *p)
{
    elsewhere(give_one, p + 16);
    return p;
}

static char *then_resized(char *p)
{
    elsewhere(give_one, p);
    return realloc(p, 5000);
}

static char *then_measured(char *p)
{
    elsewhere(give_one, p);
    return p + malloc_usable_size(p);
}

// A child that does it to a block of that size, and to no other after: was it stopped?
static bool is_told(char *(*misuse)(char *), size_t size)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        close(STDERR_FILENO);
        char *volatile result = misuse(malloc(size));
        _exit(result == NULL);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFSIGNALED(status);
}

static void misuse_is_told_at_once(void)
{
    char *(*const all[])(char *) = {twice_by_others, then_by_the_owner, by_the_owner_first,
                                    inside_it,       then_resized,      then_measured};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t size = 100; size <= 1000000; size *= 10) CHECK(is_told(all[i], size));
}

int main(void)
{
    check_start();
    check_run("hosted/post", "misuse_is_told_at_once", misuse_is_told_at_once);
    check_run("hosted/post", "they_are_used_again", they_are_used_again);
    check_run("hosted/post", "nothing_is_lost", nothing_is_lost);
    return check_finish();
}
