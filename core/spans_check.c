// SPDX-License-Identifier: MIT
// The validator of spans: does the invariant hold, whatever the state contains?
#include "spans.h"

// Is the slot at `at` one that no other slot starts in, and no block crosses?
/*@ requires \valid(s) && 0 < slot && at + slot <= s->blocks.limit <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      ((\forall integer j; at < j < at + slot ==> !ash_has(s->slots, j)) &&
       (ash_used(s->blocks, at) ==> ash_starts(s->blocks, at)) &&
       (at + slot < s->blocks.limit ==>
         (ash_used(s->blocks, at + slot) ==> ash_starts(s->blocks, at + slot))));
*/
static bool slot_sound(const struct ash_spans *s, size_t at, size_t slot)
{
    size_t end = at + slot;
    if (ash_bits_next(&s->slots, at + 1, end, true) != end) return false;
    if (ash_bits_test(&s->blocks.used, at) && !ash_bits_test(&s->blocks.start, at)) return false;
    return end == s->blocks.limit || !ash_bits_test(&s->blocks.used, end) ||
           ash_bits_test(&s->blocks.start, end);
}

// Do sound slots of that size follow one another on page p, and nothing else?
/*@ requires \valid(s) && p < ASH_PAGES && 0 < slot <= ASH_SLOT_MOST && slot == s->span[p];
    requires p * ASH_SPAN + ASH_SPAN <= s->blocks.limit <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures ash_span_sound(*s, p) ==> \result == true;
    ensures \result == true ==> ash_has(s->slots, p * ASH_SPAN);
    ensures \result == true ==>
      \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) ==>
        g + slot <= p * ASH_SPAN + ASH_SPAN &&
        (ash_used(s->blocks, g) ==> ash_starts(s->blocks, g));
    ensures \result == true ==>
      \forall integer g, e; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) &&
        e <= g + slot <= e < s->blocks.limit ==>
          (ash_used(s->blocks, e) ==> ash_starts(s->blocks, e));
    ensures \result == true ==>
      \forall integer g, j; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) ==>
        g < j < g + slot ==> !ash_has(s->slots, j);
    ensures \result == true ==>
      \forall integer g, e; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) &&
        e <= g + slot <= e && e + slot <= p * ASH_SPAN + ASH_SPAN ==> ash_has(s->slots, e);
*/
static bool slots_sound(const struct ash_spans *s, size_t p, size_t slot)
{
    size_t first = p * ASH_SPAN;
    size_t end = first + ASH_SPAN;
    size_t at = first;
    /*@ loop invariant first <= at <= end;
        loop invariant at == first || (first + slot <= at && ash_has(s->slots, first) &&
          ash_has(s->slots, at - slot));
        loop invariant \forall integer g; first <= g < at && ash_has(s->slots, g) ==>
          g + slot <= at && (ash_used(s->blocks, g) ==> ash_starts(s->blocks, g));
        loop invariant \forall integer g, e; first <= g < at && ash_has(s->slots, g) &&
          e <= g + slot <= e < s->blocks.limit ==>
            (ash_used(s->blocks, e) ==> ash_starts(s->blocks, e));
        loop invariant \forall integer g, j; first <= g < at && ash_has(s->slots, g) ==>
          g < j < g + slot ==> !ash_has(s->slots, j);
        loop invariant \forall integer g, e; first <= g < at && ash_has(s->slots, g) &&
          e <= g + slot <= e && e < at ==> ash_has(s->slots, e);
        loop assigns at;
        loop variant end - at;
    */
    while (slot <= end - at) {
        if (!ash_bits_test(&s->slots, at) || !slot_sound(s, at, slot)) return false;
        at += slot;
    }
    bool last = ash_bits_next(&s->slots, at, end, true) == end;
    /*@ assert last: last == true ==>
          \forall integer g; at <= g < end ==> !ash_has(s->slots, g); */
    return last;
}

// Is the span on page p as the invariant says?
/*@ requires \valid(s) && p < ASH_PAGES && s->span[p] != 0 && s->blocks.limit <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_span_sound(*s, p);
*/
static bool span_sound(const struct ash_spans *s, size_t p)
{
    size_t slot = s->span[p];
    size_t first = p * ASH_SPAN;
    size_t end = first + ASH_SPAN;
    if (slot > ASH_SLOT_MOST || end > s->blocks.limit || !slots_sound(s, p, slot)) return false;
    if (ash_bits_next_without(&s->blocks.start, &s->slots, first, end) != end) return false;
    return ash_set_test(&s->open, ash_spans_key(slot, p)) == (ash_spans_free(s, p) != end);
}

// Does no slot start on page p, as far as there are granules?
/*@ requires \valid(s) && p < ASH_PAGES && s->blocks.limit <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && g < s->blocks.limit ==>
        !ash_has(s->slots, g);
*/
static bool plain_sound(const struct ash_spans *s, size_t p)
{
    size_t limit = s->blocks.limit;
    size_t first = p * ASH_SPAN < limit ? p * ASH_SPAN : limit;
    size_t end = first + ASH_SPAN < limit ? first + ASH_SPAN : limit;
    return ash_bits_next(&s->slots, first, end, true) == end;
}

// Does the set of open spans hold nothing but spans?
/*@ requires \valid(s) && ash_set_wf(s->open);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_spans_known(*s);
*/
static bool known_sound(const struct ash_spans *s)
{
    size_t i = ash_set_next(&s->open, 0);
    /*@ loop invariant 0 <= i <= ASH_SET_MEMBERS;
        loop invariant i < ASH_SET_MEMBERS ==> ash_in(s->open, i);
        loop invariant \forall integer j; 0 <= j < i && j < ASH_SLOT_MOST * ASH_PAGES &&
          ash_in(s->open, j) ==> s->span[j % ASH_PAGES] == j / ASH_PAGES + 1;
        loop assigns i;
        loop variant ASH_SET_MEMBERS - i;
    */
    while (i < ASH_SLOT_MOST * ASH_PAGES) {
        if (s->span[i % ASH_PAGES] != i / ASH_PAGES + 1) return false;
        i = ash_set_next(&s->open, i + 1);
    }
    return true;
}

// Are all pages as the invariant says, spans and others?
/*@ requires \valid(s) && ash_blocks_wf(s->blocks) && ash_set_wf(s->open) && ash_spans_known(*s);
    requires s->blocks.limit <= ASH_SPANS_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true ==> ash_spans_wf(*s);
    ensures ash_spans_wf(*s) ==> \result == true;
*/
static bool pages_sound(const struct ash_spans *s)
{
    /*@ loop invariant 0 <= p <= ASH_PAGES;
        loop invariant \forall integer q; 0 <= q < p && s->span[q] != 0 ==> ash_span_sound(*s, q);
        loop invariant \forall integer g; 0 <= g < p * ASH_SPAN && g < s->blocks.limit &&
          s->span[g / ASH_SPAN] == 0 ==> !ash_has(s->slots, g);
        loop assigns p;
        loop variant ASH_PAGES - p;
    */
    for (size_t p = 0; p < ASH_PAGES; p++) {
        /*@ assert page: \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN ==>
              g / ASH_SPAN == p && g % ASH_SPAN == g - p * ASH_SPAN; */
        /*@ assert fitting: s->span[p] != 0 && ash_spans_wf(*s) ==>
              \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) ==>
                g < s->blocks.limit && g + s->span[p] <= p * ASH_SPAN + ASH_SPAN; */
        /*@ assert tiling: s->span[p] != 0 && ash_spans_wf(*s) ==>
              \forall integer g, e; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN &&
                ash_has(s->slots, g) && e <= g + s->span[p] <= e &&
                e + s->span[p] <= p * ASH_SPAN + ASH_SPAN ==> ash_has(s->slots, e); */
        //@ assert span: s->span[p] != 0 && ash_spans_wf(*s) ==> ash_span_sound(*s, p);
        /*@ assert plain: s->span[p] == 0 && ash_spans_wf(*s) ==>
              \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && g < s->blocks.limit ==>
                !ash_has(s->slots, g); */
        if (!(s->span[p] == 0 ? plain_sound(s, p) : span_sound(s, p))) return false;
    }
    //@ assert pages: ash_spans_pages(*s);
    //@ assert slots: ash_spans_slots(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert apart: ash_spans_apart(*s);
    //@ assert begun: ash_spans_begun(*s);
    //@ assert tiled: ash_spans_tiled(*s);
    //@ assert within: ash_spans_within(*s);
    //@ assert open: ash_spans_open(*s);
    return true;
}

bool ash_spans_check(const struct ash_spans *s)
{
    return ash_blocks_check(&s->blocks) && s->blocks.limit <= ASH_SPANS_GRANULES &&
           ash_set_check(&s->open) && known_sound(s) && pages_sound(s);
}
