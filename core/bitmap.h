// SPDX-License-Identifier: MIT
// bitmap: first fit by address over two bits a granule.
//
// Any block order, any power-of-two alignment; free needs no size; resize works in place.
// Each call is a scan of words of bits: at most a few steps a word of the whole capacity.
#ifndef ASH_BITMAP_H
#define ASH_BITMAP_H

#include "blocks.h"
#include "request.h"

struct ash_bitmap {
    struct ash_blocks blocks;
};

#ifdef __FRAMAC__
#include "../proofs/logic/bitmap.acsl"
#endif

// Every unit is free. Takes at most ASH_GRANULES granules of what is offered; a capacity
// below one granule gives a heap that refuses every request. Returns the capacity managed.
// Work: two steps a word of granules.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_bitmap_wf(*s) && \result == ASH_GRANULE * s->blocks.limit;
    ensures s->blocks.limit ==
      (capacity / ASH_GRANULE < ASH_GRANULES ? capacity / ASH_GRANULE : ASH_GRANULES);
    ensures nothing_live: \forall integer x, y; !ash_block(s->blocks, x, y);
    ensures all_free: ash_gap(s->blocks, 0, s->blocks.limit);
*/
size_t ash_bitmap_init(struct ash_bitmap *s, size_t capacity);

// The lowest block of `size` units, rounded up to granules, that is free and aligned.
// Fails only if size is 0, or align is not a power of two, or no aligned free gap is that
// long. Work: a step a word of granules passed, and one an aligned place tried.
/*@ requires \valid(s) && ash_bitmap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bitmap_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures fails_only_if: \result == ASH_NONE <==>
      (size == 0 || !ash_power_of_two(align) ||
       (\forall integer i; 0 <= i ==> !ash_fits(\old(s->blocks), i, size, align)));
    ensures changes_nothing: \result == ASH_NONE ==> *s == \old(*s);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0 &&
      ash_fits(\old(s->blocks), \result / ASH_GRANULE, size, align);
    ensures first: \result != ASH_NONE ==>
      (\forall integer i; 0 <= i < \result / ASH_GRANULE ==> !ash_fits(\old(s->blocks), i, size, align));
    ensures gains_the_block: \result != ASH_NONE ==>
      ash_gains(\old(s->blocks), s->blocks, \result / ASH_GRANULE, ash_granules(size));
*/
size_t ash_bitmap_alloc(struct ash_bitmap *s, size_t size, size_t align);

// ASH_OK exactly when a live block starts at offset; that block is then free. Otherwise the
// misuse by name, and nothing changes. Work: a step a word up to the next block.
/*@ requires \valid(s) && ash_bitmap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bitmap_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_misuse(\old(s->blocks), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures loses_the_block: \result == ASH_OK ==>
      ash_loses(\old(s->blocks), s->blocks, offset / ASH_GRANULE);
*/
enum ash_status ash_bitmap_free(struct ash_bitmap *s, size_t offset);

// Makes the live block at offset `size` units long where it stands. Besides the misuses of
// free: ASH_BAD_SIZE for size 0; ASH_NO_ROOM only if it would grow over a granule that is
// not free or does not exist. Work: as free.
/*@ requires \valid(s) && ash_bitmap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bitmap_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_resize_verdict(\old(s->blocks), offset, size, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures moves_the_end: \result == ASH_OK ==>
      ash_alters(\old(s->blocks), s->blocks, offset / ASH_GRANULE, ash_granules(size));
*/
enum ash_status ash_bitmap_resize(struct ash_bitmap *s, size_t offset, size_t size);

// The units of the live block that starts at offset, rounding included; 0 if there is none.
// Work: as free.
/*@ requires \valid(s) && ash_bitmap_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_extent(s->blocks, offset, \result);
*/
size_t ash_bitmap_usable(const struct ash_bitmap *s, size_t offset);

// What is live and what is free. Work: two steps a word of granules, and two a block.
/*@ requires \valid(s) && ash_bitmap_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_tally(s->blocks, \result);
*/
struct ash_stats ash_bitmap_stats(const struct ash_bitmap *s);

// Does the invariant hold? Asks nothing of the state. Work: a few steps a word of granules.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_bitmap_wf(*s);
*/
bool ash_bitmap_check(const struct ash_bitmap *s);

#endif
