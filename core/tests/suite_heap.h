// SPDX-License-Identifier: MIT
// suite_heap: what the tests of heap share.
#ifndef ASH_SUITE_HEAP_H
#define ASH_SUITE_HEAP_H

#include "suite_test.h"

#define G ((size_t)ASH_GRANULE)
#define UNIT (ASH_WORD_BITS * G)
#define SLAB (ASH_SLAB_LEAST * UNIT) // of slots of a few granules

static inline struct ash_heap *suite_heap(const struct suite_run *r)
{
    return &r->port->state->heap;
}

// Granules of the slot that a block of n granules gets; n is at most ASH_SLOT_TOP.
static inline size_t suite_slot(size_t n)
{
    size_t step = n <= ASH_WORD_BITS / 2 ? 1 : n <= ASH_WORD_BITS ? ASH_STEP_2 : ASH_STEP_4;
    return (n + step - 1) / step * step;
}

// Units of a slab of such slots, as heap lays it out.
static inline size_t suite_slab_units(const struct suite_run *r, size_t slot)
{
    const struct ash_shapes *p = &suite_heap(r)->slabs.layout.shapes;
    return p->units[p->row[slot - 1]];
}

// Puts a number that is not in a set in, and takes out one that is.
static inline void suite_turn(struct ash_set *set, size_t i)
{
    if (ash_set_test(set, i))
        ash_set_remove(set, i);
    else
        ash_set_insert(set, i);
}

// The least member that is not below i, which may lie behind all numbers, where there is none.
static inline size_t suite_member_from(const struct ash_set *set, size_t i)
{
    return i < ASH_SET_MEMBERS ? ash_set_next(set, i) : i;
}

// One block after the other: a number for each, or 0, for every granule of the heap, in the port's
// memory. False if the block lies beyond the capacity or over another.
bool suite_heap_mark(const struct suite_run *r, size_t at, size_t size, unsigned char with);

#endif
