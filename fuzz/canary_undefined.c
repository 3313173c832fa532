// SPDX-License-Identifier: MIT
// canary_undefined: bitmap with two mistakes that change no result, at a free of an offset that is
// no multiple of a granule: it reads past the end of an array, and goes by a byte that nobody wrote.
// Only the builds with sanitizers can see them: ASan the one, MSan the other.
#include "subjects.h"

static volatile unsigned char table[4];
static volatile unsigned seen;

// What lies there when nothing has been written; of no interest, and so not given a value.
static unsigned char unwritten(size_t i)
{
    volatile unsigned char junk[4];
    volatile unsigned char *at = junk;
    return at[i % 4];
}

static enum ash_status free_block(union ash_state *s, size_t offset)
{
    volatile size_t past = sizeof table;
    if (offset % ASH_GRANULE != 0 && unwritten(offset) + table[past] != 0) seen++;
    return ash_bitmap_free(&s->bitmap, offset);
}

const struct ash_design *ash_canary_undefined(void)
{
    static struct ash_design design;
    design = *ash_design_named("bitmap");
    design.free = free_block;
    return &design;
}
