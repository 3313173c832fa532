// SPDX-License-Identifier: MIT
// canary_unstable: bitmap that does something else at every third alloc, whatever input it comes
// from. All results are right; what is wrong is that an input does not do the same thing twice.
// A campaign must refuse to go on with it.
#include "subjects.h"

static volatile unsigned calls, thirds;

static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    if (++calls % 3 == 0) thirds++;
    return ash_bitmap_alloc(&s->bitmap, size, align);
}

const struct ash_design *ash_canary_unstable(void)
{
    static struct ash_design design;
    design = *ash_design_named("bitmap");
    design.alloc = alloc;
    return &design;
}
