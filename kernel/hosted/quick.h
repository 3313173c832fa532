// SPDX-License-Identifier: MIT
// quick: is the heap's own short way open? It asks the same itself: so, where the core is compiled
// together with the caller, the compiler leaves its long way out behind a yes, and who has no call left
// but at its end needs no frame.
//
// All of it by who is inside the gate.
#ifndef QUICK_H
#define QUICK_H

#include "ashlar.h"

// Will the heap take a block of `size` bytes, 1 .. ARENA_SMALL, in its short way?
static inline bool quick_take(const struct ash_heap *heap, size_t size)
{
    size_t r = heap->slabs.layout.shapes.row[(size - 1) / ASH_GRANULE];
    return heap->slabs.racks.held[r] != 0 ||
           ash_word_some(heap->slabs.racks.rest[r]) != ASH_WORD_BITS;
}

// Does a live block start at `at`?
static inline bool quick_live(const struct ash_heap *heap, size_t at)
{
    return ash_heap_has(heap, ash_heap_granule(at));
}

// Is it the last of its unit? With that one the heap has a look at the slab besides.
static inline bool quick_last(const struct ash_heap *heap, size_t at)
{
    size_t g = ash_heap_granule(at);
    return ash_word_clear(heap->slabs.live[g / ASH_WORD_BITS], g % ASH_WORD_BITS) == 0;
}

// Does the heap free it without a change to its sets? Then it lies in a slot, as the rack of runs
// counts as full.
static inline bool quick_room(const struct ash_heap *heap, size_t at)
{
    size_t u = ash_heap_granule(at) / ASH_WORD_BITS, r = heap->slabs.layout.row[u];
    return heap->slabs.racks.held[r] != ASH_RACK ||
           (r != 0 && ash_set_test(&heap->slabs.open[r], heap->slabs.layout.base[u]));
}

// Will the heap free what starts at `at` in its short way?
static inline bool quick_give(const struct ash_heap *heap, size_t at)
{
    return quick_live(heap, at) && !quick_last(heap, at) && quick_room(heap, at);
}

#endif
