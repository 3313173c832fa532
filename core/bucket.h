// SPDX-License-Identifier: MIT
// bucket: size classes with slots of a fixed size, and list for all that is larger.
//
// Small blocks lie in slots. A span is a page of ASH_SPAN granules that list has handed out; it
// is divided into slots of one size, as many as fit whole. A small alloc takes the lowest free
// slot of its size, and only when there is none does it ask list for another span; when the last
// block on a span goes, the span goes back to list. A block is live for the granules that were
// asked for, no more; the rest of its slot is free memory that nobody else gets for the time.
//
// Slots have 1 to 8, 10, 12, 14, 16 or 20 granules. A block of more than 128 units loses at most
// 24.5 % of what was asked for to rounding (257 units in a slot of 320), one off the spans less
// than a granule. At the end of a page up to 8 of 64 granules belong to no slot (slots of 14).
#ifndef ASH_BUCKET_H
#define ASH_BUCKET_H

#include "list.h"
#include "spans.h"

#define ASH_BUCKET_GRANULES ASH_SPANS_GRANULES

struct ash_bucket {
    struct ash_spans spans; // what users hold, and which of it lies in slots
    struct ash_list list;   // what list has handed out: spans and large blocks
};

#ifdef __FRAMAC__
#include "../proofs/logic/bucket.acsl"
#endif

// Every unit is free, and there is no span. Takes at most ASH_BUCKET_GRANULES granules of what is
// offered; a capacity below one granule gives a heap that refuses every request. Returns the
// capacity managed. Work: five steps a word of granules, and one a word of the set of open spans.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && \result == ASH_GRANULE * s->spans.blocks.limit;
    ensures s->spans.blocks.limit ==
      (capacity / ASH_GRANULE < ASH_BUCKET_GRANULES ? capacity / ASH_GRANULE : ASH_BUCKET_GRANULES);
    ensures nothing_live: \forall integer x, y; !ash_block(s->spans.blocks, x, y);
    ensures all_free: ash_gap(s->list.blocks, 0, s->spans.blocks.limit);
*/
size_t ash_bucket_init(struct ash_bucket *s, size_t capacity);

// A block of `size` units, rounded up to granules, that is free and aligned. With at most
// ASH_SLOT_MOST granules and no alignment above ASH_GRANULE: the lowest free slot of its size, or
// the first of a new span. Otherwise, and when there is no room for a span, the lowest gap that
// serves off the spans. Fails only if size is 0, or align is not a power of two, or no slot of its
// size is free (or none would do) and list has no aligned gap that long: then list could not give a
// span either. Work: constant when a slot is free, else as two allocs of list.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures fails_only_if: \result == ASH_NONE <==>
      (size == 0 || !ash_power_of_two(align) ||
       (!ash_slot_waits(\old(*s), size, align) &&
        (\forall integer i; 0 <= i ==> !ash_fits(\old(s->list.blocks), i, size, align))));
    ensures changes_nothing: \result == ASH_NONE ==> *s == \old(*s);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0 &&
      ash_fits(\old(s->spans.blocks), \result / ASH_GRANULE, size, align);
    ensures takes_a_slot: ash_power_of_two(align) && ash_slot_waits(\old(*s), size, align) ==>
      ash_free_slot(\old(s->spans), \result / ASH_GRANULE, ash_slot_size(ash_granules(size)));
    ensures gains_the_block: \result != ASH_NONE ==>
      ash_gains(\old(s->spans.blocks), s->spans.blocks, \result / ASH_GRANULE, ash_granules(size));
*/
size_t ash_bucket_alloc(struct ash_bucket *s, size_t size, size_t align);

// ASH_OK exactly when a live block starts at offset; that block is then free, and so is its span
// for all sizes when it was the last one there. Otherwise the misuse by name, and nothing changes.
// Work: a few steps, and one a word of the block.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures verdict: ash_misuse(\old(s->spans.blocks), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures loses_the_block: \result == ASH_OK ==>
      ash_loses(\old(s->spans.blocks), s->spans.blocks, offset / ASH_GRANULE);
*/
enum ash_status ash_bucket_free(struct ash_bucket *s, size_t offset);

// Makes the live block at offset `size` units long where it stands. Besides the misuses of free:
// ASH_BAD_SIZE for size 0; ASH_NO_ROOM only if the block lies in a slot that is shorter, or lies
// off the spans and would grow over what list has handed out or does not have. Work: as free.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures verdict: ash_bucket_resize_verdict(\old(*s), offset, size, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures moves_the_end: \result == ASH_OK ==>
      ash_alters(\old(s->spans.blocks), s->spans.blocks, offset / ASH_GRANULE, ash_granules(size));
*/
enum ash_status ash_bucket_resize(struct ash_bucket *s, size_t offset, size_t size);

// The units of the live block that starts at offset, rounding included; 0 if there is none.
// Work: a step a word of the block.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_extent(s->spans.blocks, offset, \result);
*/
size_t ash_bucket_usable(const struct ash_bucket *s, size_t offset);

// What is live and what is free; free slots and what is left over of slots and spans are free.
// Work: two steps a word of granules, and two a block.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_tally(s->spans.blocks, \result);
*/
struct ash_stats ash_bucket_stats(const struct ash_bucket *s);

// Does the invariant hold? Asks nothing of the state. Work: a few steps a word of granules, a few
// a run of list, a few a slot, and one a word of the set of open spans.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_bucket_wf(*s);
*/
bool ash_bucket_check(const struct ash_bucket *s);

#endif
