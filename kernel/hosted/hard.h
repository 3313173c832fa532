// SPDX-License-Identifier: MIT
// hard: what the options add to the blocks of a plain arena: canaries, quarantine, random places.
//
// A block in quarantine is live as far as the heap is concerned and nobody's all the same: one bit
// a granule says so, and such a block is refused like any other that is free. It stays there until
// HARD_PLACES others, or HARD_RUNS if it is a run, have come after it, or, with random places, until
// its place is drawn.
//
// With random places a new small block goes into a pool of HARD_POOL of its length, of which any
// comes out. Those in the pool are held in the same way.
//
// All of it by who is inside the gate of the arena.
#ifndef HARD_H
#define HARD_H

#include "arena.h"

#define HARD_PLACES 1024
#define HARD_RUNS 32 // more of them, for blocks above ARENA_SMALL
#define HARD_POOL 16
#define HARD_LENGTHS (ARENA_SMALL / ASH_GRANULE)
#define HARD_GRANULES (ARENA_SLOT / ASH_GRANULE)

// Blocks above this have pages of their own, and a quarantine of their own, with guard=on or
// quarantine=on (large.h).
#define HARD_LONG ((size_t)64 << 10)

struct hard {
    uint64_t secret;       // what canaries are made of
    uint64_t random;       // the state of the generator
    size_t next, next_run; // the places that are used next
    const void *written;   // a block that was found to be written to after it was freed, or NULL
    // Blocks in quarantine: the granule of one, and from bit 32 on its granules; 0 for none.
    uint64_t place[HARD_PLACES + HARD_RUNS];
    uint32_t pool[HARD_LENGTHS][HARD_POOL]; // by granules of a block, less one: its granule, or
                                            // HARD_GRANULES for none
    uint64_t held[HARD_GRANULES / 64]; // a bit a granule: a block starts there that is nobody's
};

// For a new arena: NULL if no option asks for it. False if there is no memory.
bool hard_begin(struct hard **h);

// Has `length` bytes from p on, which are committed, read as zero.
void hard_wipe(char *p, size_t length);

// As arena_take.
char *hard_take(struct arena *a, size_t size, size_t align, bool *zero);

// What is wrong, in words; NULL if nothing was, and then the block is freed. `size` is what it was
// asked for with, 0 if that is not known. *at is p, or another block, if that is the one with which
// something is wrong: it was written to after it was freed.
const char *hard_give(struct arena *a, const char *call, void *p, size_t size, const void **at);

// As arena_usable: less the canary, and 0 for a block in quarantine.
size_t hard_usable(struct arena *a, const void *p);

// Why no block starts at p, of which hard_usable has said 0. Nothing is changed.
enum ash_status hard_verdict(struct arena *a, const void *p);

// As arena_resize.
enum ash_status hard_resize(struct arena *a, void *p, size_t size);

#endif
