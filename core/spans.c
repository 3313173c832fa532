// SPDX-License-Identifier: MIT
#include "spans.h"

void ash_spans_init(struct ash_spans *s, size_t capacity)
{
    size_t most = (size_t)ASH_SPANS_GRANULES * ASH_GRANULE;
    ash_blocks_init(&s->blocks, capacity < most ? capacity : most);
    ash_bits_init(&s->slots, s->blocks.limit);
    ash_set_init(&s->open);
    /*@ loop invariant 0 <= p <= ASH_PAGES;
        loop invariant \forall integer q; 0 <= q < p ==> s->span[q] == 0;
        loop assigns p, s->span[0 .. ASH_PAGES - 1];
        loop variant ASH_PAGES - p;
    */
    for (size_t p = 0; p < ASH_PAGES; p++) s->span[p] = 0;
}

size_t ash_spans_find(const struct ash_spans *s, size_t slot)
{
    size_t from = ash_spans_key(slot, 0);
    size_t found = ash_set_next(&s->open, from) - from;
    /*@ assert \forall integer p; 0 <= p < ASH_PAGES && s->span[p] == slot ==>
          ash_key(s->span[p], p) == from + p; */
    /*@ assert found < ASH_PAGES ==>
          (from + found) / ASH_PAGES == slot - 1 && (from + found) % ASH_PAGES == found; */
    //@ assert found < ASH_PAGES ==> s->span[found] == slot;
    return found < ASH_PAGES ? found : ASH_PAGES;
}

bool ash_spans_idle(const struct ash_spans *s, size_t p)
{
    size_t end = (p + 1) * ASH_SPAN;
    return ash_bits_next(&s->blocks.start, p * ASH_SPAN, end, true) == end;
}

// Divides page p, which is free, into slots.
/*@ requires \valid(s) && 0 < slot <= ASH_SLOT_MOST && (p + 1) * ASH_SPAN <= ASH_GRANULES;
    requires \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN ==> !ash_has(s->slots, g);
    terminates \true;
    assigns s->slots;
    ensures \forall integer g; 0 <= g < ASH_GRANULES && g / ASH_SPAN != p ==>
      (ash_has(s->slots, g) <==> ash_has(\old(s->slots), g));
    ensures ash_has(s->slots, p * ASH_SPAN);
    ensures \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) ==>
      g % ASH_SPAN + slot <= ASH_SPAN;
    ensures \forall integer g, e; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) &&
      e <= g + slot <= e && e + slot <= p * ASH_SPAN + ASH_SPAN ==> ash_has(s->slots, e);
    ensures \forall integer g, j; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && ash_has(s->slots, g) ==>
      g < j < g + slot ==> !ash_has(s->slots, j);
*/
static void divide(struct ash_spans *s, size_t p, size_t slot)
{
    size_t first = p * ASH_SPAN;
    size_t end = first + ASH_SPAN;
    size_t at = first;
    /*@ loop invariant first <= at <= end;
        loop invariant \forall integer g; 0 <= g < ASH_GRANULES && g / ASH_SPAN != p ==>
          (ash_has(s->slots, g) <==> ash_has(\at(s->slots, Pre), g));
        loop invariant at == first || ash_has(s->slots, first);
        loop invariant \forall integer g; first <= g < end && ash_has(s->slots, g) ==> g + slot <= at;
        loop invariant \forall integer g, e; first <= g < end && ash_has(s->slots, g) &&
          e <= g + slot <= e && e < at ==> ash_has(s->slots, e);
        loop invariant \forall integer g, j; first <= g < end && ash_has(s->slots, g) ==>
          g < j < g + slot ==> !ash_has(s->slots, j);
        loop invariant at_most: end - at <= ASH_SPAN;
        loop assigns at, s->slots;
        loop variant end - at;
    */
    while (slot <= end - at) {
        ash_bits_put(&s->slots, at, at + 1, true);
        at += slot;
    }
}

void ash_spans_begin(struct ash_spans *s, size_t p, size_t slot)
{
    /*@ assert blank: \forall integer g; 0 <= g < s->blocks.limit && g / ASH_SPAN == p ==>
          !ash_has(s->slots, g) && !ash_used(s->blocks, g) && !ash_starts(s->blocks, g); */
    divide(s, p, slot);
    s->span[p] = (uint8_t)slot;
    ash_set_insert(&s->open, ash_spans_key(slot, p));
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && q != p && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    /*@ assert beyond: \forall integer g; 0 <= g < s->blocks.limit && ash_has(s->slots, g) &&
          g / ASH_SPAN != p ==> ash_has(\at(s->slots, Pre), g) &&
            s->span[g / ASH_SPAN] == \at(s->span[g / ASH_SPAN], Pre); */
    //@ assert pages: ash_spans_pages(*s);
    //@ assert slots: ash_spans_slots(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert apart: ash_spans_apart(*s);
    //@ assert begun: ash_spans_begun(*s);
    //@ assert tiled: ash_spans_tiled(*s);
    //@ assert within: ash_spans_within(*s);
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
}

void ash_spans_end(struct ash_spans *s, size_t p)
{
    /*@ ghost
      size_t i = p * ASH_SPAN;
      /@ loop invariant p * ASH_SPAN <= i < p * ASH_SPAN + ASH_SPAN;
         loop invariant \forall integer g; p * ASH_SPAN <= g <= i ==> !ash_used(s->blocks, g);
         loop assigns i;
         loop variant p * ASH_SPAN + ASH_SPAN - i;
      @/
      while (i < p * ASH_SPAN + ASH_SPAN - 1) i++;
    */
    ash_set_remove(&s->open, ash_spans_key(s->span[p], p));
    ash_bits_put(&s->slots, p * ASH_SPAN, (p + 1) * ASH_SPAN, false);
    s->span[p] = 0;
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && q != p && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    /*@ assert kept: \forall integer g; 0 <= g < s->blocks.limit && ash_has(s->slots, g) ==>
          (g < p * ASH_SPAN || p * ASH_SPAN + ASH_SPAN <= g) && ash_has(\at(s->slots, Pre), g) &&
          s->span[g / ASH_SPAN] == \at(s->span[g / ASH_SPAN], Pre); */
    //@ assert pages: ash_spans_pages(*s);
    //@ assert slots: ash_spans_slots(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert apart: ash_spans_apart(*s);
    //@ assert begun: ash_spans_begun(*s);
    //@ assert tiled: ash_spans_tiled(*s);
    //@ assert within: ash_spans_within(*s);
    /*@ assert apart: \forall integer q; 0 <= q < ASH_PAGES && q != p && s->span[q] != 0 ==>
          (ash_in(s->open, ash_key(s->span[q], q)) <==>
            ash_in(\at(s->open, Pre), ash_key(s->span[q], q))); */
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
}

size_t ash_spans_take(struct ash_spans *s, size_t p, size_t n)
{
    size_t at = ash_spans_free(s, p);
    /*@ assert bare: \forall integer g; at < g < at + n ==>
          g / ASH_SPAN == p && !ash_has(s->slots, g) && !ash_starts(s->blocks, g); */
    /*@ ghost
      size_t i = at + 1;
      /@ loop invariant at < i <= at + n;
         loop invariant \forall integer g; at <= g < i ==> !ash_used(s->blocks, g);
         loop assigns i;
         loop variant at + n - i;
      @/
      while (i < at + n) i++;
    */
    /*@ assert clear: \forall integer g; 0 <= g < s->blocks.limit && ash_has(s->slots, g) && g != at ==>
          g + s->span[g / ASH_SPAN] <= at || at + s->span[p] <= g; */
    ash_blocks_mark(&s->blocks, at, n);
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert within: ash_spans_within(*s);
    if (ash_spans_free(s, p) == (p + 1) * ASH_SPAN)
        ash_set_remove(&s->open, ash_spans_key(s->span[p], p));
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && q != p && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
    //@ assert sets: ash_set_wf(s->open) && ash_blocks_wf(s->blocks);
    //@ assert still: ash_spans_drawn(*s) && ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s) && ash_spans_within(*s);
    return at;
}

void ash_spans_mark(struct ash_spans *s, size_t first, size_t n)
{
    //@ assert s->span[first / ASH_SPAN] == 0;
    /*@ assert clear: \forall integer g; 0 <= g < s->blocks.limit && ash_has(s->slots, g) ==>
          g + s->span[g / ASH_SPAN] <= first || first + n <= g; */
    ash_blocks_mark(&s->blocks, first, n);
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert within: ash_spans_within(*s);
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
}

void ash_spans_drop(struct ash_spans *s, size_t first, size_t end)
{
    size_t p = first / ASH_SPAN;
    ash_blocks_drop(&s->blocks, first, end);
    if (s->span[p] != 0) ash_set_insert(&s->open, ash_spans_key(s->span[p], p));
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && q != p && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert within: ash_spans_within(*s);
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
}

void ash_spans_move_end(struct ash_spans *s, size_t first, size_t end, size_t to)
{
    /*@ assert bare: s->span[first / ASH_SPAN] != 0 ==> \forall integer g; first < g < to ==>
          g / ASH_SPAN == first / ASH_SPAN && !ash_has(s->slots, g) && !ash_starts(s->blocks, g); */
    /*@ assert clear: \forall integer g; 0 <= g < s->blocks.limit && ash_has(s->slots, g) && g != first ==>
          g + s->span[g / ASH_SPAN] <= first || to <= g; */
    /*@ ghost
      size_t i = end;
      /@ loop invariant end <= i && (i == end || i <= to);
         loop invariant \forall integer g; end <= g < i ==> !ash_used(s->blocks, g);
         loop assigns i;
         loop variant to - i;
      @/
      while (i < to) i++;
    */
    ash_blocks_move_end(&s->blocks, first, end, to);
    /*@ assert others: \forall integer q; 0 <= q < ASH_PAGES && s->span[q] != 0 ==>
          (ash_full(*s, q) <==> ash_full(\at(*s, Pre), q)); */
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert drawn: ash_spans_drawn(*s);
    //@ assert heads: ash_spans_heads(*s);
    //@ assert tails: ash_spans_tails(*s);
    //@ assert open: ash_spans_open(*s);
    //@ assert known: ash_spans_known(*s);
}
