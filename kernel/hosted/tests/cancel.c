// SPDX-License-Identifier: MIT
// malloc and free cancel no thread, whatever they wait for or write: it might hold a lock for ever.
// Run with misuse=report and canary=on.
#include "ashlar-malloc.h"
#include "check.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 40

static void *call_everything(void *ignored)
{
    (void)ignored;
    int local;
    pthread_cancel(pthread_self());
    free(malloc(100)); // a new arena
    void *volatile bad = &local;
    free(bad); // a line on stderr
    return &check_line;
}

static bool is_not_cancelled(void *(*act)(void *), void *argument)
{
    pthread_t thread;
    void *result = NULL;
    if (pthread_create(&thread, NULL, act, argument) != 0) return false;
    pthread_join(thread, &result);
    return result == &check_line;
}

static void *wait_for_it(void *ignored)
{
    for (;;) nanosleep(&(struct timespec){1, 0}, NULL);
    return ignored;
}

// The first of all takes blocks, for a library that it loads.
static void cancel_one(void)
{
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, wait_for_it, NULL) == 0);
    CHECK(pthread_cancel(thread) == 0);
    pthread_join(thread, NULL);
}

static void a_new_arena_and_a_message(void)
{
    cancel_one();
    CHECK(is_not_cancelled(call_everything, NULL));
}

static _Atomic int stop, halted;
static _Atomic unsigned steps;

// The owner of an arena stands still, most often in the middle of a call.
static void halt(int number)
{
    (void)number;
    atomic_store(&halted, 1);
    nanosleep(&(struct timespec){0, 3000000}, NULL);
}

static void *own(void *ignored)
{
    while (atomic_load(&stop) == 0) {
        free(malloc(100));
        atomic_fetch_add(&steps, 1);
    }
    return ignored;
}

static void *blocks[ROUNDS];

static void *take_blocks_and_own(void *ignored)
{
    for (int i = 0; i < ROUNDS; i++) blocks[i] = malloc(100);
    return own(ignored);
}

// Frees the owner's blocks while it stands still.
static void *free_blocks(void *owner)
{
    pthread_cancel(pthread_self());
    for (int i = 0; i < ROUNDS; i++) {
        // So often that it goes into its arena by a step again.
        for (unsigned from = atomic_load(&steps); atomic_load(&steps) - from < 3000;) continue;
        atomic_store(&halted, 0);
        pthread_kill(*(pthread_t *)owner, SIGUSR1);
        while (atomic_load(&halted) == 0) continue;
        free(blocks[i]);
    }
    return &check_line;
}

static void a_wait_for_an_owner(void)
{
    pthread_t owner;
    signal(SIGUSR1, halt);
    CHECK(pthread_create(&owner, NULL, take_blocks_and_own, NULL) == 0);
    CHECK(is_not_cancelled(free_blocks, &owner));
    atomic_store(&stop, 1);
    pthread_join(owner, NULL);
    CHECK(ash_malloc_check() == 1);
}

int main(void)
{
    check_start();
    check_run("hosted/cancel", "a_new_arena_and_a_message", a_new_arena_and_a_message);
    check_run("hosted/cancel", "a_wait_for_an_owner", a_wait_for_an_owner);
    return check_finish();
}
