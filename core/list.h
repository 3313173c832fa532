// SPDX-License-Identifier: MIT
// list: the heap as runs in address order, each a live block or a hole between two of them.
//
// First fit by address, like bitmap, but over runs instead of words: an alloc walks the runs
// up to the first hole that serves, and a free joins its neighbours at once, in a few steps
// whatever the heap looks like. A hole never borders on a hole.
//
// next and prev are indexed by a run's first granule. They say no more than the record of
// blocks does; they say it without a search.
#ifndef ASH_LIST_H
#define ASH_LIST_H

#include "blocks.h"
#include "request.h"

// How many granules the state of list can manage: eight bytes each.
#if ASH_GRANULES < 65536
#define ASH_LIST_GRANULES ASH_GRANULES
#else
#define ASH_LIST_GRANULES 65536
#endif

struct ash_list {
    struct ash_blocks blocks;
    uint32_t next[ASH_LIST_GRANULES + 1]; // first granule of the following run, or the limit
    uint32_t prev[ASH_LIST_GRANULES + 1]; // first granule of the run before; of the last at limit
};

#ifdef __FRAMAC__
#include "../proofs/logic/list.acsl"
#endif

// Every unit is free: one hole. Takes at most ASH_LIST_GRANULES granules of what is offered; a
// capacity below one granule gives a heap that refuses every request. Returns the capacity
// managed. Work: two steps a word of granules.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_list_wf(*s) && \result == ASH_GRANULE * s->blocks.limit;
    ensures s->blocks.limit ==
      (capacity / ASH_GRANULE < ASH_LIST_GRANULES ? capacity / ASH_GRANULE : ASH_LIST_GRANULES);
    ensures nothing_live: \forall integer x, y; !ash_block(s->blocks, x, y);
    ensures all_free: ash_gap(s->blocks, 0, s->blocks.limit);
*/
size_t ash_list_init(struct ash_list *s, size_t capacity);

// The lowest block of `size` units, rounded up to granules, that is free and aligned. What is
// left of the hole before and behind it stays free. Fails only if size is 0, or align is not a
// power of two, or no aligned free gap is that long. Work: a step a run passed.
/*@ requires \valid(s) && ash_list_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_list_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
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
    ensures marks_the_granules: \result != ASH_NONE ==>
      ash_marks(\old(s->blocks), s->blocks, \result / ASH_GRANULE, ash_granules(size));
*/
size_t ash_list_alloc(struct ash_list *s, size_t size, size_t align);

// ASH_OK exactly when a live block starts at offset; that block is then free, and one with the
// holes beside it. Otherwise the misuse by name, and nothing changes. Work: a few steps, and
// one a word of the block.
/*@ requires \valid(s) && ash_list_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_list_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_misuse(\old(s->blocks), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures loses_the_block: \result == ASH_OK ==>
      ash_loses(\old(s->blocks), s->blocks, offset / ASH_GRANULE);
    ensures wipes_the_granules: \result == ASH_OK ==>
      \forall integer end; ash_block(\old(s->blocks), offset / ASH_GRANULE, end) ==>
        ash_wipes(\old(s->blocks), s->blocks, offset / ASH_GRANULE, end);
*/
enum ash_status ash_list_free(struct ash_list *s, size_t offset);

// Makes the live block at offset `size` units long where it stands: it grows into the hole that
// follows, or gives back to it. Besides the misuses of free: ASH_BAD_SIZE for size 0;
// ASH_NO_ROOM only if it would grow over a granule that is not free or does not exist.
// Work: as free.
/*@ requires \valid(s) && ash_list_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_list_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures verdict: ash_resize_verdict(\old(s->blocks), offset, size, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures moves_the_end: \result == ASH_OK ==>
      ash_alters(\old(s->blocks), s->blocks, offset / ASH_GRANULE, ash_granules(size));
    ensures shifts_the_granules: \result == ASH_OK ==>
      \forall integer end; ash_block(\old(s->blocks), offset / ASH_GRANULE, end) ==>
        ash_shifts(\old(s->blocks), s->blocks, offset / ASH_GRANULE, end,
                   offset / ASH_GRANULE + ash_granules(size));
*/
enum ash_status ash_list_resize(struct ash_list *s, size_t offset, size_t size);

// The units of the live block that starts at offset, rounding included; 0 if there is none.
// Work: a few steps.
/*@ requires \valid(s) && ash_list_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_extent(s->blocks, offset, \result);
*/
size_t ash_list_usable(const struct ash_list *s, size_t offset);

// What is live and what is free. Work: two steps a word of granules, and two a block.
/*@ requires \valid(s) && ash_list_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_tally(s->blocks, \result);
*/
struct ash_stats ash_list_stats(const struct ash_list *s);

// Does the invariant hold? Asks nothing of the state. Work: a few steps a word of granules, and
// a few a run.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_list_wf(*s);
*/
bool ash_list_check(const struct ash_list *s);

#endif
