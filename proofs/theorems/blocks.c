// SPDX-License-Identifier: MIT
// What follows from the contracts of the designs alone, as theorems and as small clients:
// live blocks never overlap, and a heap without live blocks can give its whole capacity.
#include "bitmap.h"
#include "bucket.h"
#include "bump.h"
#include "list.h"

/*@
  lemma live_blocks_are_disjoint: \forall struct ash_blocks b, integer x1, y1, x2, y2;
    ash_block(b, x1, y1) && ash_block(b, x2, y2) ==>
      (x1 == x2 && y1 == y2) || y1 <= x2 || y2 <= x1;

  lemma a_block_is_used: \forall struct ash_blocks b, integer x, y, g;
    ash_block(b, x, y) && x <= g < y ==> ash_used(b, g);

  lemma no_gap_starts_in_a_block: \forall struct ash_blocks b, integer x, y, i, n;
    ash_block(b, x, y) && x <= i < y && 0 < n ==> ash_used(b, i) && !ash_gap(b, i, n);

  lemma no_block_starts_in_a_gap: \forall struct ash_blocks b, integer x, y, i, n;
    ash_block(b, x, y) && ash_gap(b, i, n) && i <= x ==> i + n <= x;

  lemma a_gap_meets_no_block: \forall struct ash_blocks b, integer x, y, i, n;
    ash_block(b, x, y) && ash_gap(b, i, n) && 0 < n ==> y <= i || i + n <= x;
*/

// No block is live exactly when no granule starts one.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires \forall integer x, y; !ash_block(*b, x, y);
    terminates \true;
    assigns \nothing;
    ensures \forall integer i; 0 <= i < b->limit ==> !ash_starts(*b, i) && !ash_used(*b, i);
    ensures ash_count(b->start, b->limit) == 0;
*/
void no_block_means_all_free(const struct ash_blocks *b)
{
    /*@ loop invariant 0 <= i <= b->limit;
        loop invariant \forall integer j; 0 <= j < i ==> !ash_starts(*b, j) && !ash_used(*b, j);
        loop invariant ash_count(b->start, i) == 0;
        loop assigns i;
        loop variant b->limit - i;
    */
    for (size_t i = 0; i < b->limit; i++) {
        if (ash_bits_test(&b->start, i)) {
            size_t end = ash_blocks_end(b, i);
            //@ assert ash_block(*b, i, end);
            (void)end;
        }
    }
}

// bitmap, nothing live: one block takes the whole capacity.
/*@ requires \valid(s) && ash_bitmap_wf(*s) && 0 < s->blocks.limit;
    requires \forall integer x, y; !ash_block(s->blocks, x, y);
    terminates \true;
    assigns *s;
    ensures \result == 0;
*/
size_t bitmap_gives_all(struct ash_bitmap *s)
{
    no_block_means_all_free(&s->blocks);
    //@ assert ash_fits(s->blocks, 0, ASH_GRANULE * s->blocks.limit, 1);
    return ash_bitmap_alloc(s, s->blocks.limit * ASH_GRANULE, 1);
}

// bump, nothing live: the same. (That its counter knows is part of the invariant.)
/*@ requires \valid(s) && ash_bump_wf(*s) && 0 < s->blocks.limit;
    requires \forall integer x, y; !ash_block(s->blocks, x, y);
    terminates \true;
    assigns *s;
    ensures \result == 0;
*/
size_t bump_gives_all(struct ash_bump *s)
{
    no_block_means_all_free(&s->blocks);
    //@ assert s->count == 0 && s->next == 0;
    //@ assert ash_aligned(0, 1) && ash_granules(ASH_GRANULE * s->blocks.limit) == s->blocks.limit;
    return ash_bump_alloc(s, s->blocks.limit * ASH_GRANULE, 1);
}

// list, nothing live: the heap is one hole, and one block takes it.
/*@ requires \valid(s) && ash_list_wf(*s) && 0 < s->blocks.limit;
    requires \forall integer x, y; !ash_block(s->blocks, x, y);
    terminates \true;
    assigns *s;
    ensures one_hole: ash_head(\old(s->blocks), 0) && \old(s->next[0]) == s->blocks.limit;
    ensures \result == 0;
*/
size_t list_gives_all(struct ash_list *s)
{
    no_block_means_all_free(&s->blocks);
    //@ assert ash_head(s->blocks, 0) && s->next[0] == s->blocks.limit;
    //@ assert ash_fits(s->blocks, 0, ASH_GRANULE * s->blocks.limit, 1);
    return ash_list_alloc(s, s->blocks.limit * ASH_GRANULE, 1);
}

// bucket, nothing live: no page is a span, list has it all back, and one block takes it.
/*@ requires \valid(s) && ash_bucket_wf(*s) && 0 < s->spans.blocks.limit;
    requires \forall integer x, y; !ash_block(s->spans.blocks, x, y);
    terminates \true;
    assigns *s;
    ensures no_spans: \forall integer p; 0 <= p < ASH_PAGES ==> \old(s->spans.span[p]) == 0;
    ensures \result == 0;
*/
size_t bucket_gives_all(struct ash_bucket *s)
{
    no_block_means_all_free(&s->spans.blocks);
    //@ assert idle: \forall integer p; 0 <= p < ASH_PAGES ==> s->spans.span[p] == 0;
    //@ assert given: ash_gap(s->list.blocks, 0, s->spans.blocks.limit);
    //@ assert ash_fits(s->list.blocks, 0, ASH_GRANULE * s->spans.blocks.limit, 1);
    return ash_bucket_alloc(s, s->spans.blocks.limit * ASH_GRANULE, 1);
}
