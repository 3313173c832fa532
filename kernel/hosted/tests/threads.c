// SPDX-License-Identifier: MIT
// Threads that free each other's blocks, and end while others still do: threads STEPS. A signal
// comes a thousand times a second meanwhile.
#include "ashlar-malloc.h"
#include "check.h"
#include "traffic.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

#define THREADS 4
#define GENERATIONS 6

static unsigned steps;
static _Atomic int signals;

static void on_signal(int number)
{
    (void)number;
    signals++;
}

static void *work(void *seed)
{
    uint32_t state = (uint32_t)(uintptr_t)seed;
    for (unsigned i = 0; i < steps; i++) traffic_step(&state);
    return NULL;
}

// Each generation of threads ends one after the other while the next begins.
static void they_free_each_others_blocks(void)
{
    pthread_t threads[THREADS];
    for (unsigned i = 0; i < THREADS * GENERATIONS; i++) {
        if (i >= THREADS) pthread_join(threads[i % THREADS], NULL);
        CHECK(pthread_create(&threads[i % THREADS], NULL, work, (void *)(uintptr_t)(i + 1)) == 0);
    }
    for (unsigned i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    traffic_clear();
    CHECK(atomic_load(&traffic_spoilt) == 0 && ash_malloc_check() == 1);
}

static void nothing_is_lost(void)
{
    struct mallinfo2 before = mallinfo2();
    they_free_each_others_blocks();
    struct mallinfo2 now = mallinfo2();
    // What a thread has of its own while it runs (its stack, its TLS) may stay for the next.
    CHECK(now.hblks == before.hblks && now.uordblks < before.uordblks + 65536);
}

// An arena whose thread has ended is taken over by the next: there are no more than threads at once.
static void arenas_are_taken_over(void)
{
    size_t before = mallinfo2().arena;
    for (int round = 0; round < 200; round++) {
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, work, (void *)(uintptr_t)(round + 1)) == 0);
        pthread_join(thread, NULL);
    }
    CHECK(mallinfo2().arena < before + ((size_t)64 << 20));
    traffic_clear();
}

static void *fill_one(void *argument)
{
    (void)argument;
    return memset(malloc(3000), 7, 3000);
}

static void blocks_outlive_their_thread(void)
{
    unsigned char *p[50];
    for (int i = 0; i < 50; i++) {
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, fill_one, NULL) == 0);
        pthread_join(thread, (void **)&p[i]);
    }
    for (int i = 0; i < 50; i++) {
        CHECK(p[i][0] == 7 && p[i][2999] == 7);
        free(p[i]);
    }
    CHECK(ash_malloc_check() == 1);
}

int main(int count, char **arguments)
{
    steps = count > 1 ? (unsigned)atoi(arguments[1]) : 50000;
    check_start();
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_signal, .sa_flags = SA_RESTART}, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 1000}, {0, 1000}}, NULL);
#define RUN(test) check_run("hosted/threads", #test, test)
    RUN(they_free_each_others_blocks);
    if (getenv("ASHLAR_OPTIONS") == NULL) RUN(nothing_is_lost); // not to quarantine
    steps /= 50;
    RUN(arenas_are_taken_over);
    RUN(blocks_outlive_their_thread);
    return check_finish();
}
