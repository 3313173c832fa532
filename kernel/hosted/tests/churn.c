// SPDX-License-Identifier: MIT
// What a free and a malloc cost in threads that do little else: churn KIND THREADS OPERATIONS
// prints nanoseconds of processor time for a pair. Which malloc it is, LD_PRELOAD says; see
// kernel/hosted/costs.
//
// own: each thread has 20,000 blocks of 10 to 500 bytes, any of which goes for each that comes.
// exchange: each new block goes to a place that all threads share, and what was there is freed.
// some: as own, but for one block in sixteen, which is exchanged.
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LIVE 20000
#define PLACES 2048
#define THREADS_MOST 64

static void *_Atomic places[PLACES];
static long operations;
static unsigned exchanged; // one in so many; 0: none

static uint32_t draw(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    return *state ^= *state << 5;
}

static char *take(uint32_t *state)
{
    char *p = malloc(10 + draw(state) % 490);
    if (p == NULL) exit(1);
    *p = 1;
    return p;
}

static void *work(void *seed)
{
    static _Thread_local void *own[LIVE];
    uint32_t state = (uint32_t)(uintptr_t)seed * 7919;
    for (long i = 0; i < operations; i++) {
        void **place = &own[draw(&state) % LIVE], *old = *place;
        if (exchanged == 1) old = take(&state);
        if (exchanged != 0 && draw(&state) % exchanged == 0)
            old = atomic_exchange(&places[draw(&state) % PLACES], old);
        free(old);
        if (exchanged != 1) *place = take(&state);
    }
    for (size_t i = 0; i < LIVE; i++) free(own[i]);
    return NULL;
}

int main(int count, char **arguments)
{
    pthread_t threads[THREADS_MOST];
    int many = count == 4 ? atoi(arguments[2]) : 0;
    if (many < 1 || many > THREADS_MOST || (operations = atol(arguments[3])) < 1) {
        fputs("usage: churn own|exchange|some THREADS OPERATIONS\n", stderr);
        return 2;
    }
    exchanged = strcmp(arguments[1], "exchange") == 0 ? 1
                : strcmp(arguments[1], "some") == 0   ? 16
                                                      : 0;
    for (int i = 0; i < many; i++)
        if (pthread_create(&threads[i], NULL, work, (void *)(uintptr_t)(i + 1)) != 0) return 1;
    for (int i = 0; i < many; i++) pthread_join(threads[i], NULL);
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    printf("%.1f\n",
           ((double)used.tv_sec * 1e9 + (double)used.tv_nsec) / (double)operations / many);
    return 0;
}
