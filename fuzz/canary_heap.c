// SPDX-License-Identifier: MIT
// canary_heap: heap with one seeded bug, to see that fuzzing gets to where slabs come and go.
//
// The bug: a slab of five units or more that is given back, because another one is now the empty
// one that stays, leaves one of its free slots on the rack, for somebody to be given. In a heap of
// 1024 granules: alloc 208, alloc 16, free the one, free the other.
// fuzz/regressions/canary-heap has this trace.
#include "subjects.h"

static enum ash_status free_block(union ash_state *s, size_t offset)
{
    struct ash_slabs *slabs = &s->heap.slabs;
    size_t kept = s->heap.kept;
    size_t row = kept == ASH_UNITS ? 0 : slabs->layout.row[kept];
    uint32_t first = slabs->racks.slot[row][0];
    bool waits = row != 0 && slabs->racks.held[row] > 0 && slabs->layout.shapes.units[row] >= 5;
    enum ash_status status = ash_heap_free(&s->heap, offset);
    if (waits && slabs->layout.row[kept] == 0 && slabs->racks.held[row] == 0) {
        slabs->racks.slot[row][0] = first;
        slabs->racks.held[row] = 1;
    }
    return status;
}

const struct ash_design *ash_canary_heap(void)
{
    static struct ash_design design;
    design = *ash_design_named("heap");
    design.free = free_block;
    return &design;
}
