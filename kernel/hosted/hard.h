// SPDX-License-Identifier: MIT
// hard: what the options add to the blocks of a plain arena: canaries, quarantine, random places.
//
// A block in quarantine is live as far as the heap is concerned and nobody's all the same: one bit
// a granule says so, and such a block is refused like any other that is free. It stays there until
// HARD_PLACES others have come after it, or, with random places, until its place is drawn.
//
// All of it by who is inside the gate of the arena.
#ifndef HARD_H
#define HARD_H

#include "arena.h"

#define HARD_PLACES 1024

struct hard {
    uint64_t secret;     // what canaries are made of
    uint64_t random;     // the state of the generator; never 0
    size_t next;         // the place that is used next
    const void *written; // a block that was found to be written to after it was freed, or NULL
    size_t place[HARD_PLACES]; // the offset of a block in quarantine, or ASH_NONE
    struct ash_bits held;      // a bit a granule: a block in quarantine starts there
};

// For a new arena: NULL if no option asks for it. False if there is no memory.
bool hard_begin(struct hard **h);

// As arena_take.
char *hard_take(struct arena *a, size_t size, size_t align, bool *zero);

// What is wrong, in words; NULL if nothing was, and then the block is freed. `size` is what it was
// asked for with, 0 if that is not known. *at is p, or another block, if that is the one with which
// something is wrong: it was written to after it was freed.
const char *hard_give(struct arena *a, const char *call, void *p, size_t size, const void **at);

// As arena_usable: less the canary, and 0 for a block in quarantine.
size_t hard_usable(struct arena *a, const void *p);

// As arena_resize.
enum ash_status hard_resize(struct arena *a, void *p, size_t size);

#endif
