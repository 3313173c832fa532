// SPDX-License-Identifier: MIT
#include "blocks.h"

void ash_blocks_init(struct ash_blocks *b, size_t capacity)
{
    size_t limit = capacity / ASH_GRANULE;
    b->limit = limit < ASH_GRANULES ? limit : ASH_GRANULES;
    ash_bits_init(&b->used, b->limit);
    ash_bits_init(&b->start, b->limit);
}

void ash_blocks_mark(struct ash_blocks *b, size_t first, size_t n)
{
    ash_bits_put(&b->used, first, first + n, true);
    ash_bits_put(&b->start, first, first + 1, true);
    //@ assert ash_block(*b, first, first + n);
    //@ assert \forall integer x, y; ash_block(\at(*b, Pre), x, y) ==> ash_block(*b, x, y);
    //@ assert \forall integer x, y; ash_block(*b, x, y) && x != first ==> ash_block(\at(*b, Pre), x, y);
}

void ash_blocks_drop(struct ash_blocks *b, size_t first, size_t end)
{
    ash_bits_put(&b->used, first, end, false);
    ash_bits_put(&b->start, first, first + 1, false);
}

size_t ash_blocks_end(const struct ash_blocks *b, size_t first)
{
    size_t next = ash_bits_next(&b->start, first + 1, b->limit, true);
    return ash_bits_next(&b->used, first + 1, next, false);
}

void ash_blocks_move_end(struct ash_blocks *b, size_t first, size_t end, size_t to)
{
    (void)first;
    if (to < end)
        ash_bits_put(&b->used, to, end, false);
    else
        ash_bits_put(&b->used, end, to, true);
    //@ assert ash_block(*b, first, to);
    //@ assert \forall integer x, y; x != first ==> (ash_block(\at(*b, Pre), x, y) <==> ash_block(*b, x, y));
}

enum ash_status ash_blocks_verdict(const struct ash_blocks *b, size_t offset)
{
    size_t i = offset / ASH_GRANULE;
    if (i >= b->limit) return ASH_OUT_OF_RANGE;
    if (!ash_bits_test(&b->used, i)) return ASH_ALREADY_FREE;
    if (offset % ASH_GRANULE != 0 || !ash_bits_test(&b->start, i)) return ASH_NOT_A_BLOCK;
    return ASH_OK;
}

size_t ash_blocks_usable(const struct ash_blocks *b, size_t offset)
{
    if (ash_blocks_verdict(b, offset) != ASH_OK) return 0;
    size_t first = offset / ASH_GRANULE;
    return (ash_blocks_end(b, first) - first) * ASH_GRANULE;
}

enum ash_status ash_blocks_free(struct ash_blocks *b, size_t offset)
{
    enum ash_status verdict = ash_blocks_verdict(b, offset);
    if (verdict != ASH_OK) return verdict;
    size_t first = offset / ASH_GRANULE;
    ash_blocks_drop(b, first, ash_blocks_end(b, first));
    return ASH_OK;
}

enum ash_status ash_blocks_resize(struct ash_blocks *b, size_t offset, size_t size)
{
    enum ash_status verdict = ash_blocks_verdict(b, offset);
    if (verdict != ASH_OK) return verdict;
    if (size == 0) return ASH_BAD_SIZE;
    size_t first = offset / ASH_GRANULE;
    size_t end = ash_blocks_end(b, first);
    size_t n = ash_request_granules(size);
    if (n > b->limit - first) return ASH_NO_ROOM;
    size_t to = first + n;
    if (to > end && ash_bits_next(&b->used, end, to, true) != to) return ASH_NO_ROOM;
    ash_blocks_move_end(b, first, end, to);
    return ASH_OK;
}

struct ash_stats ash_blocks_stats(const struct ash_blocks *b)
{
    size_t used = ash_bits_count(&b->used, b->limit);
    return (struct ash_stats){
        .capacity = b->limit * ASH_GRANULE,
        .live = used * ASH_GRANULE,
        .free = (b->limit - used) * ASH_GRANULE,
        .blocks = ash_bits_count(&b->start, b->limit),
    };
}

// The invariant within one word of used and start bits, in four word operations.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == true <==> \forall integer j; 0 <= j < ASH_WORD_BITS ==>
      (ash_bit(start, j) ==> ash_bit(used, j)) &&
      (j + 1 < ASH_WORD_BITS && ash_bit(used, j + 1) && !ash_bit(used, j) ==> ash_bit(start, j + 1));
*/
static bool word_sound(ash_word used, ash_word start)
{
    ash_word stray = start & ash_word_not(used);
    ash_word missed = (used >> 1) & ash_word_not(used) & ash_word_not(start >> 1);
    ash_word bad = stray | missed;
    /*@ assert \forall integer j; 0 <= j < ASH_WORD_BITS ==>
          (ash_bit(bad, j) <==> (ash_bit(start, j) && !ash_bit(used, j)) ||
            (ash_bit(used, j + 1) && !ash_bit(used, j) && !ash_bit(start, j + 1))); */
    //@ assert !ash_bit(used, ASH_WORD_BITS);
    return ash_word_first(bad) == ASH_WORD_BITS;
}

bool ash_blocks_check(const struct ash_blocks *b)
{
    if (b->limit > ASH_GRANULES) return false;
    bool before = false; // is the granule before i used?
    /*@ loop invariant 0 <= i <= b->limit;
        loop invariant i % ASH_WORD_BITS == 0 || i == b->limit;
        loop invariant before == true <==> (i > 0 && ash_used(*b, i - 1));
        loop invariant ash_blocks_sound(*b, i);
        loop assigns i, before;
        loop variant b->limit - i;
    */
    for (size_t i = 0; i < b->limit;) {
        unsigned n = b->limit - i < ASH_WORD_BITS ? (unsigned)(b->limit - i) : ASH_WORD_BITS;
        ash_word used = ash_bits_word(&b->used, i, n);
        ash_word start = ash_bits_word(&b->start, i, n);
        if (!before && ash_word_test(used, 0) && !ash_word_test(start, 0)) return false;
        if (!word_sound(used, start)) return false;
        before = ash_word_test(used, n - 1);
        i += n;
    }
    return true;
}
