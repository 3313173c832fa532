// SPDX-License-Identifier: MIT
// traffic: what fills an arena until it refuses. The sequence of calls depends on the seed alone,
// and not on what the allocator answers, so two allocators are given the same for as long as
// neither refuses.
#ifndef BENCH_TRAFFIC_H
#define BENCH_TRAFFIC_H

#include "mix.h"
#include <stdbool.h>
#include <stddef.h>

enum traffic_kind {
    TWO_TO_ONE, // two allocs and a free of any block, over and over
    CHURN,      // a hundredth of the arena is added at a time, and many blocks are replaced
};

struct held {
    void *block;
    uint32_t size;
};

struct traffic {
    void *(*alloc)(size_t size);
    void (*free)(void *block);
    bool touch; // write to each page of each block
    enum mix mix;
    uint64_t random; // a state of random.h: the seed
    size_t arena;    // in bytes
    size_t most;     // stop after so many allocs

    struct held *held; // room for a block for each granule of the arena
    size_t blocks;     // how many are live
    size_t live;       // how many bytes they were asked for with
    size_t allocs;     // how many have succeeded
};

// Runs until the first refusal, or for t->most allocs.
void traffic_run(struct traffic *t, enum traffic_kind kind);

#endif
