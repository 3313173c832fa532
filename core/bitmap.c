// SPDX-License-Identifier: MIT
#include "bitmap.h"

size_t ash_bitmap_init(struct ash_bitmap *s, size_t capacity)
{
    ash_blocks_init(&s->blocks, capacity);
    return s->blocks.limit * ASH_GRANULE;
}

// The lowest multiple of a, in granules, where n granules are free; ASH_NONE if there is none.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires 0 < n && 0 < a <= 0x1000000000000000;
    terminates \true;
    assigns \nothing;
    ensures \result != ASH_NONE ==> \result % a == 0 && ash_gap(*b, \result, n);
    ensures \forall integer i; 0 <= i < \result && i % a == 0 ==> !ash_gap(*b, i, n);
*/
static size_t first_fit(const struct ash_blocks *b, size_t n, size_t a)
{
    if (n > b->limit) return ASH_NONE;
    size_t at = 0;
    //@ ghost size_t past = 0;
    /*@ loop invariant at % a == 0 && at <= 0x1000000000100000;
        loop invariant \forall integer i; 0 <= i < at && i % a == 0 ==> !ash_gap(*b, i, n);
        loop invariant past <= at;
        loop invariant a_run_each: past == 0 || past == b->limit ||
          (ash_used(*b, past - 1) && !ash_used(*b, past));
        loop assigns at, past;
        loop variant b->limit - at;
    */
    while (at <= b->limit - n) {
        //@ assert walks: past <= at;
        size_t hit = ash_bits_next(&b->used, at, at + n, true);
        if (hit == at + n) return at;
        size_t free = ash_bits_next(&b->used, hit, b->limit, false);
        //@ assert \forall integer i; at <= i <= hit ==> !ash_gap(*b, i, n);
        //@ assert \forall integer i; hit <= i < free ==> ash_used(*b, i) && !ash_gap(*b, i, n);
        //@ assert past < free;
        //@ ghost past = free;
        at = ash_align_up(free, a);
    }
    return ASH_NONE;
}

size_t ash_bitmap_alloc(struct ash_bitmap *s, size_t size, size_t align)
{
    size_t n = ash_request_granules(size);
    size_t a = ash_request_align(align);
    if (n == 0 || a == 0) return ASH_NONE;
    size_t first = first_fit(&s->blocks, n, a);
    if (first == ASH_NONE) return ASH_NONE;
    ash_blocks_mark(&s->blocks, first, n);
    return ash_request_offset(first, align);
}

enum ash_status ash_bitmap_free(struct ash_bitmap *s, size_t offset)
{
    return ash_blocks_free(&s->blocks, offset);
}

enum ash_status ash_bitmap_resize(struct ash_bitmap *s, size_t offset, size_t size)
{
    return ash_blocks_resize(&s->blocks, offset, size);
}

size_t ash_bitmap_usable(const struct ash_bitmap *s, size_t offset)
{
    return ash_blocks_usable(&s->blocks, offset);
}

struct ash_stats ash_bitmap_stats(const struct ash_bitmap *s)
{
    return ash_blocks_stats(&s->blocks);
}

bool ash_bitmap_check(const struct ash_bitmap *s)
{
    return ash_blocks_check(&s->blocks);
}
