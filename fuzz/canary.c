// SPDX-License-Identifier: MIT
// canary: bitmap with one seeded bug, to see that the fuzzing can find bugs at all.
//
// The bug: freeing a block that covers a whole word of the bitmap, lies between two others and
// ends on a border between words wipes one start bit too many, as a slip at the border would.
// It is one: in a heap of 256 granules, alloc 16, alloc 2032, alloc 16, free 16; the last block
// is still live, yet the record no longer says where it starts. fuzz/regressions/canary has
// this trace.
#include "subjects.h"

#define WORD 64 // granules in a word of the shipped bitmap

static size_t init(union ash_state *s, size_t capacity)
{
    return ash_bitmap_init(&s->bitmap, capacity);
}

static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    return ash_bitmap_alloc(&s->bitmap, size, align);
}

static enum ash_status free_block(union ash_state *s, size_t offset)
{
    struct ash_blocks *b = &s->bitmap.blocks;
    size_t size = ash_bitmap_usable(&s->bitmap, offset);
    enum ash_status status = ash_bitmap_free(&s->bitmap, offset);
    if (status != ASH_OK) return status;
    size_t first = offset / ASH_GRANULE;
    size_t end = first + size / ASH_GRANULE;
    bool covers_word = end % WORD == 0 && end - first > WORD;
    bool between = first > 0 && end < b->limit && ash_bits_test(&b->used, first - 1) &&
                   ash_bits_test(&b->start, end);
    if (covers_word && between) ash_bits_put(&b->start, end, end + 1, false);
    return status;
}

static enum ash_status resize(union ash_state *s, size_t offset, size_t size)
{
    return ash_bitmap_resize(&s->bitmap, offset, size);
}

static size_t usable(const union ash_state *s, size_t offset)
{
    return ash_bitmap_usable(&s->bitmap, offset);
}

static struct ash_stats stats(const union ash_state *s)
{
    return ash_bitmap_stats(&s->bitmap);
}

static bool check(const union ash_state *s)
{
    return ash_bitmap_check(&s->bitmap);
}

const struct ash_design ash_canary = {
    "canary", sizeof(struct ash_bitmap), init, alloc, free_block, resize, usable, stats, check,
};
