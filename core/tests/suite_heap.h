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

// One block after the other: a number for each, or 0, for every granule of the heap, in the port's
// memory. False if the block lies beyond the capacity or over another.
bool suite_heap_mark(const struct suite_run *r, size_t at, size_t size, unsigned char with);

#endif
