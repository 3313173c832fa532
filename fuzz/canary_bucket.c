// SPDX-License-Identifier: MIT
// canary_bucket: bucket with one seeded bug, to see that comparing designs can find bugs.
//
// The bug: what a small block leaves over of its slot is free memory, but from the third slot of
// a span on, a free of that place is told that it is not a block, as if the slot were full. It
// harms nothing, and no validator can see it; another design says otherwise. In a heap of 64
// granules: alloc 144 three times, free 432. fuzz/regressions/canary-all has this trace.
#include "subjects.h"

static enum ash_status free_block(union ash_state *s, size_t offset)
{
    struct ash_bucket *b = &s->bucket;
    enum ash_status status = ash_bucket_free(b, offset);
    if (status != ASH_ALREADY_FREE) return status;
    size_t i = offset / ASH_GRANULE;
    size_t within = i % ASH_SPAN;
    size_t slot = b->spans.span[i / ASH_SPAN];
    if (slot == 0 || within < 2 * slot) return status;
    return ash_bits_test(&b->spans.blocks.start, i - within % slot) ? ASH_NOT_A_BLOCK : status;
}

const struct ash_design *ash_canary_bucket(void)
{
    static struct ash_design design;
    design = *ash_design_named("bucket");
    design.free = free_block;
    return &design;
}
