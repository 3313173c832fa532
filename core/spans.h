// SPDX-License-Identifier: MIT
// spans: users' blocks, of which the small ones lie in slots.
//
// A span is a page of ASH_SPAN granules that is divided into slots of one size, one after the
// other from its start, as many as fit. This part of bucket knows which pages are spans, which
// slots are free, and what users hold on and off the spans; where pages come from is for bucket
// to say. A slot is free when no block starts where it does: the record of blocks is the only
// truth about that.
#ifndef ASH_SPANS_H
#define ASH_SPANS_H

#include "list.h"
#include "set.h"

// Granules of a page: a compile-time choice, at least 4.
#ifndef ASH_SPAN
#define ASH_SPAN 64
#endif

// Granules of the largest slot.
#if ASH_SPAN < 64
#define ASH_SLOT_MOST (ASH_SPAN / 2)
#else
#define ASH_SLOT_MOST 20
#endif

// How many granules the state can manage: what list can, unless the set of open spans, which has
// a member for each page and slot size, is too small (with words of 8 or 4 bits).
#if (ASH_SET_MEMBERS - 1) / ASH_SLOT_MOST * ASH_SPAN < ASH_LIST_GRANULES
#define ASH_SPANS_GRANULES ((ASH_SET_MEMBERS - 1) / ASH_SLOT_MOST * ASH_SPAN)
#else
#define ASH_SPANS_GRANULES ASH_LIST_GRANULES
#endif

#define ASH_PAGES ((ASH_SPANS_GRANULES + ASH_SPAN - 1) / ASH_SPAN)
_Static_assert(ASH_SLOT_MOST *ASH_PAGES < ASH_SET_MEMBERS, "the set has a member for each");

struct ash_spans {
    struct ash_blocks blocks; // what users hold
    struct ash_bits slots;    // a slot starts at this granule
    uint8_t span[ASH_PAGES];  // granules of each slot of the span on this page; 0: there is none
    struct ash_set open;      // spans with a free slot, by slot size and page
};

#ifdef __FRAMAC__
#include "../proofs/logic/spans.acsl"
#endif

// No block is live, and no page is a span. Takes at most ASH_SPANS_GRANULES granules of what is
// offered. Work: three steps a word of granules, and one a word of the set.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_spans_wf(*s);
    ensures s->blocks.limit ==
      (capacity / ASH_GRANULE < ASH_SPANS_GRANULES ? capacity / ASH_GRANULE : ASH_SPANS_GRANULES);
    ensures ash_gap(s->blocks, 0, s->blocks.limit);
    ensures \forall integer g; 0 <= g < s->blocks.limit ==> !ash_starts(s->blocks, g);
    ensures \forall integer p; 0 <= p < ASH_PAGES ==> s->span[p] == 0;
*/
void ash_spans_init(struct ash_spans *s, size_t capacity);

// The granules of the slot for a small block of n.
/*@ requires 0 < n <= ASH_SLOT_MOST;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_slot_size(n) && n <= \result <= ASH_SLOT_MOST;
*/
static inline size_t ash_spans_slot(size_t n)
{
    if (n <= 8) return n;
    return n <= 16 ? n + n % 2 : 20;
}

// The number by which the set of open spans knows the span on page p.
/*@ requires 0 < slot <= ASH_SLOT_MOST && p < ASH_PAGES;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_key(slot, p) && \result < ASH_SLOT_MOST * ASH_PAGES;
    ensures \result / ASH_PAGES == slot - 1 && \result % ASH_PAGES == p;
*/
static inline size_t ash_spans_key(size_t slot, size_t p)
{
    return (slot - 1) * ASH_PAGES + p;
}

// The first free slot on page p, or the end of the page.
/*@ requires \valid(s) && (p + 1) * ASH_SPAN <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures p * ASH_SPAN <= \result <= p * ASH_SPAN + ASH_SPAN;
    ensures \forall integer g; p * ASH_SPAN <= g < \result ==>
      (ash_has(s->slots, g) ==> ash_starts(s->blocks, g));
    ensures \result < p * ASH_SPAN + ASH_SPAN ==>
      ash_has(s->slots, \result) && !ash_starts(s->blocks, \result);
*/
static inline size_t ash_spans_free(const struct ash_spans *s, size_t p)
{
    return ash_bits_next_without(&s->slots, &s->blocks.start, p * ASH_SPAN, (p + 1) * ASH_SPAN);
}

// The lowest page whose span has a free slot of that size, or ASH_PAGES. Work: a few steps.
/*@ requires \valid(s) && ash_spans_wf(*s) && 0 < slot <= ASH_SLOT_MOST;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_PAGES;
    ensures \result < ASH_PAGES ==> s->span[\result] == slot && !ash_full(*s, \result);
    ensures \forall integer p; 0 <= p < \result && s->span[p] == slot ==> ash_full(*s, p);
*/
size_t ash_spans_find(const struct ash_spans *s, size_t slot);

// Is no block live on page p? Work: a step a word of the page.
/*@ requires \valid(s) && p * ASH_SPAN + ASH_SPAN <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_idle(*s, p);
*/
bool ash_spans_idle(const struct ash_spans *s, size_t p);

// Makes page p, which is free, a span with slots of that size. Work: a step a slot.
/*@ requires \valid(s) && ash_spans_wf(*s) && 0 < slot <= ASH_SLOT_MOST && p < ASH_PAGES;
    requires s->span[p] == 0 && ash_gap(s->blocks, p * ASH_SPAN, ASH_SPAN);
    terminates \true;
    assigns s->slots, s->span[p], s->open;
    ensures ash_spans_wf(*s);
    ensures s->span[p] == slot && !ash_full(*s, p);
*/
void ash_spans_begin(struct ash_spans *s, size_t p, size_t slot);

// Makes the span on page p, which is idle, a page like others. Work: a few steps.
/*@ requires \valid(s) && ash_spans_wf(*s) && p < ASH_PAGES && s->span[p] != 0;
    requires ash_idle(*s, p);
    terminates \true;
    assigns s->slots, s->span[p], s->open;
    ensures ash_spans_wf(*s) && s->span[p] == 0;
    ensures ash_gap(s->blocks, p * ASH_SPAN, ASH_SPAN);
*/
void ash_spans_end(struct ash_spans *s, size_t p);

// Makes n granules of the lowest free slot on page p a live block, and returns its first.
// Work: a few steps, and one a word of the page.
/*@ requires \valid(s) && ash_spans_wf(*s) && p < ASH_PAGES;
    requires 0 < n <= s->span[p] && !ash_full(*s, p);
    terminates \true;
    assigns s->blocks, s->open;
    ensures ash_spans_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures \result / ASH_SPAN == p && \result % ASH_SPAN + n <= ASH_SPAN;
    ensures ash_free_slot(\old(*s), \result, s->span[p]);
    ensures ash_gap(\old(s->blocks), \result, n);
    ensures ash_marks(\old(s->blocks), s->blocks, \result, n);
    ensures ash_gains(\old(s->blocks), s->blocks, \result, n);
*/
size_t ash_spans_take(struct ash_spans *s, size_t p, size_t n);

// Makes the n free granules from first on, which lie off the spans, a live block. Work: a step a
// word of the block.
/*@ requires \valid(s) && ash_spans_wf(*s);
    requires 0 < n <= ASH_GRANULES && first <= ASH_GRANULES && ash_gap(s->blocks, first, n);
    requires ash_off_spans(*s, first, n);
    terminates \true;
    assigns s->blocks;
    ensures ash_spans_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures ash_marks(\old(s->blocks), s->blocks, first, n);
    ensures ash_gains(\old(s->blocks), s->blocks, first, n);
*/
void ash_spans_mark(struct ash_spans *s, size_t first, size_t n);

// Forgets the live block first .. end-1; on a span its slot is free again. Work: a few steps, and
// one a word of the block.
/*@ requires \valid(s) && ash_spans_wf(*s);
    requires first < ASH_GRANULES && end <= ASH_GRANULES && ash_block(s->blocks, first, end);
    terminates \true;
    assigns s->blocks, s->open;
    ensures ash_spans_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures ash_wipes(\old(s->blocks), s->blocks, first, end);
    ensures ash_loses(\old(s->blocks), s->blocks, first);
    ensures \forall integer q; 0 <= q && q != first / ASH_SPAN && q * ASH_SPAN + ASH_SPAN <= s->blocks.limit ==>
      (ash_idle(*s, q) <==> ash_idle(\old(*s), q));
*/
void ash_spans_drop(struct ash_spans *s, size_t first, size_t end);

// Moves the end of the live block first .. end-1 to `to`: back, or on within its slot, or on over
// free granules off the spans. Work: a step a word between the two ends.
/*@ requires \valid(s) && ash_spans_wf(*s);
    requires first < to <= s->blocks.limit && end <= s->blocks.limit;
    requires ash_block(s->blocks, first, end);
    requires s->span[first / ASH_SPAN] != 0 ==> to - first <= s->span[first / ASH_SPAN];
    requires s->span[first / ASH_SPAN] == 0 && end < to ==>
      ash_gap(s->blocks, end, to - end) && ash_off_spans(*s, end, to - end);
    terminates \true;
    assigns s->blocks;
    ensures ash_spans_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures ash_shifts(\old(s->blocks), s->blocks, first, end, to);
    ensures ash_alters(\old(s->blocks), s->blocks, first, to - first);
*/
void ash_spans_move_end(struct ash_spans *s, size_t first, size_t end, size_t to);

// Does the invariant hold? For any contents at all. Work: a few steps a word of granules, a few a
// slot, and one a word of the set.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_spans_wf(*s);
*/
bool ash_spans_check(const struct ash_spans *s);

#endif
