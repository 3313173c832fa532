// SPDX-License-Identifier: MIT
// traffic: threads that take blocks and free each other's, for the tests of threads and of fork.
#ifndef HOSTED_TRAFFIC_H
#define HOSTED_TRAFFIC_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// A block knows its size and its own address, at both ends.
struct traffic_block {
    size_t size;
    struct traffic_block *self;
};

#define TRAFFIC_PLACES 512
static _Atomic(struct traffic_block *) traffic_places[TRAFFIC_PLACES];
static _Atomic int traffic_spoilt;

static inline uint32_t traffic_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    return *state ^= *state << 5;
}

static inline size_t traffic_size(uint32_t *state)
{
    uint32_t r = traffic_random(state);
    size_t least = sizeof(struct traffic_block) + sizeof(void *);
    if (r % 4096 == 0) return ((size_t)5 << 20) + r % 4096;
    if (r % 64 == 0) return least + (r >> 8) % 100000;
    return least + (r >> 8) % 1000;
}

static inline void traffic_mark(struct traffic_block *p, size_t size)
{
    *p = (struct traffic_block){size, p};
    // Where it is not aligned the compiler is told so.
    __builtin_memcpy((char *)p + size - sizeof p, &p, sizeof p);
}

static inline void traffic_look(struct traffic_block *p)
{
    struct traffic_block *end;
    __builtin_memcpy(&end, (char *)p + p->size - sizeof end, sizeof end);
    if (p->self != p || end != p) atomic_store(&traffic_spoilt, 1);
}

static inline void traffic_end(struct traffic_block *p)
{
    if (p == NULL) return;
    traffic_look(p);
    free(p);
}

// One block into a place and what was there out of it: freed, or made longer and put back.
static inline void traffic_step(uint32_t *state)
{
    size_t size = traffic_size(state);
    struct traffic_block *p = malloc(size);
    if (p == NULL) {
        atomic_store(&traffic_spoilt, 1);
        return;
    }
    traffic_mark(p, size);
    p = atomic_exchange(&traffic_places[traffic_random(state) % TRAFFIC_PLACES], p);
    if (p == NULL) return;
    traffic_look(p);
    if (traffic_random(state) % 8 == 0) {
        size = traffic_size(state);
        p = realloc(p, size);
        if (p == NULL) return;
        traffic_mark(p, size);
        p = atomic_exchange(&traffic_places[traffic_random(state) % TRAFFIC_PLACES], p);
    }
    traffic_end(p);
}

static inline void traffic_clear(void)
{
    for (int i = 0; i < TRAFFIC_PLACES; i++) traffic_end(atomic_exchange(&traffic_places[i], NULL));
}

#endif
