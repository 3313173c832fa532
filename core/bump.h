// SPDX-License-Identifier: MIT
// bump: blocks are cut one after the other; all is free again when the last one is freed.
//
// The cheapest useful allocator: an alloc aligns `next` and moves it on. What lies below
// `next` is not handed out again until no block is live. The record of blocks is there so
// that free rejects every misuse, which a bare counter cannot.
#ifndef ASH_BUMP_H
#define ASH_BUMP_H

#include "blocks.h"
#include "request.h"

struct ash_bump {
    size_t next;  // granule: at and above it nothing is live
    size_t count; // live blocks
    struct ash_blocks blocks;
};

#ifdef __FRAMAC__
#include "../proofs/logic/bump.acsl"
#endif

// Every unit is free. Takes at most ASH_GRANULES granules of what is offered; a capacity
// below one granule gives a heap that refuses every request. Returns the capacity managed.
// Work: two steps a word of granules.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_bump_wf(*s) && \result == ASH_GRANULE * s->blocks.limit;
    ensures s->blocks.limit ==
      (capacity / ASH_GRANULE < ASH_GRANULES ? capacity / ASH_GRANULE : ASH_GRANULES);
    ensures nothing_live: \forall integer x, y; !ash_block(s->blocks, x, y);
    ensures all_free: s->next == 0;
*/
size_t ash_bump_init(struct ash_bump *s, size_t capacity);

// The block of `size` units, rounded up to granules, at the first aligned place from next.
// Fails only if size is 0, or align is not a power of two, or from that place the block
// would not end within the capacity. Work: a step a word of the block.
/*@ requires \valid(s) && ash_bump_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bump_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures fails_only_if: \result == ASH_NONE <==>
      (size == 0 || !ash_power_of_two(align) ||
       (\forall integer i; \old(s->next) <= i && ash_aligned(i, align) ==>
         i + ash_granules(size) > s->blocks.limit));
    ensures changes_nothing: \result == ASH_NONE ==> *s == \old(*s);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0 &&
      ash_fits(\old(s->blocks), \result / ASH_GRANULE, size, align);
    ensures first: \result != ASH_NONE ==> \old(s->next) <= \result / ASH_GRANULE &&
      (\forall integer i; \old(s->next) <= i < \result / ASH_GRANULE ==> !ash_aligned(i, align));
    ensures gains_the_block: \result != ASH_NONE ==>
      ash_gains(\old(s->blocks), s->blocks, \result / ASH_GRANULE, ash_granules(size));
    ensures moves_next: \result != ASH_NONE ==>
      s->next == \result / ASH_GRANULE + ash_granules(size);
*/
size_t ash_bump_alloc(struct ash_bump *s, size_t size, size_t align);

// ASH_OK exactly when a live block starts at offset; that block is then no longer
// live, and with the last live block all is free again. Otherwise the misuse by name, and
// nothing changes. Work: a step a word up to the next block.
/*@ requires \valid(s) && ash_bump_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bump_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_misuse(\old(s->blocks), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures resets: \result == ASH_OK ==>
      (\forall integer i; 0 <= i < s->blocks.limit ==> !ash_starts(s->blocks, i)) ==> s->next == 0;
    ensures loses_the_block: \result == ASH_OK ==>
      ash_loses(\old(s->blocks), s->blocks, offset / ASH_GRANULE);
*/
enum ash_status ash_bump_free(struct ash_bump *s, size_t offset);

// Makes the live block at offset `size` units long where it stands. Besides the misuses of
// free: ASH_BAD_SIZE for size 0; ASH_NO_ROOM only if it would grow over a granule that is
// not free or does not exist. Work: as free.
/*@ requires \valid(s) && ash_bump_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bump_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_resize_verdict(\old(s->blocks), offset, size, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures moves_the_end: \result == ASH_OK ==>
      ash_alters(\old(s->blocks), s->blocks, offset / ASH_GRANULE, ash_granules(size));
*/
enum ash_status ash_bump_resize(struct ash_bump *s, size_t offset, size_t size);

// The units of the live block that starts at offset, rounding included; 0 if there is none.
// Work: as free.
/*@ requires \valid(s) && ash_bump_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_extent(s->blocks, offset, \result);
*/
size_t ash_bump_usable(const struct ash_bump *s, size_t offset);

// What is live and what is free. Work: two steps a word of granules, and two a block.
/*@ requires \valid(s) && ash_bump_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_tally(s->blocks, \result);
*/
struct ash_stats ash_bump_stats(const struct ash_bump *s);

// Does the invariant hold? Asks nothing of the state. Work: a few steps a word of granules.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_bump_wf(*s);
*/
bool ash_bump_check(const struct ash_bump *s);

#endif
