// SPDX-License-Identifier: MIT
// The validator of bucket: does the invariant hold, whatever the state contains?
#include "bucket.h"

// Does list hold page p as the spans say: as a span on which a block is live, or else for what
// users hold there?
/*@ requires \valid(s) && ash_spans_wf(s->spans) && ash_list_wf(s->list) && p < ASH_PAGES;
    requires s->spans.blocks.limit == s->list.blocks.limit;
    terminates \true;
    assigns \nothing;
    ensures s->spans.span[p] != 0 ==> (\result == true <==>
      (!ash_idle(s->spans, p) &&
       ash_block(s->list.blocks, p * ASH_SPAN, p * ASH_SPAN + ASH_SPAN)));
    ensures s->spans.span[p] == 0 ==> (\result == true <==>
      \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN && g < s->spans.blocks.limit ==>
        (ash_used(s->spans.blocks, g) <==> ash_used(s->list.blocks, g)) &&
        (ash_starts(s->spans.blocks, g) <==> ash_starts(s->list.blocks, g)));
*/
static bool page_held(const struct ash_bucket *s, size_t p)
{
    size_t limit = s->spans.blocks.limit;
    size_t first = p * ASH_SPAN < limit ? p * ASH_SPAN : limit;
    size_t end = first + ASH_SPAN < limit ? first + ASH_SPAN : limit;
    if (s->spans.span[p] != 0)
        return !ash_spans_idle(&s->spans, p) &&
               ash_bits_test(&s->list.blocks.start, p * ASH_SPAN) &&
               ash_blocks_end(&s->list.blocks, p * ASH_SPAN) == (p + 1) * ASH_SPAN;
    return ash_bits_alike(&s->spans.blocks.used, &s->list.blocks.used, first, end) &&
           ash_bits_alike(&s->spans.blocks.start, &s->list.blocks.start, first, end);
}

// Does list hold all pages as the spans say?
/*@ requires \valid(s) && ash_spans_wf(s->spans) && ash_list_wf(s->list);
    requires s->spans.blocks.limit == s->list.blocks.limit;
    terminates \true;
    assigns \nothing;
    ensures \result == true ==> ash_bucket_wf(*s);
    ensures ash_bucket_wf(*s) ==> \result == true;
*/
static bool pages_held(const struct ash_bucket *s)
{
    /*@ loop invariant 0 <= p <= ASH_PAGES;
        loop invariant \forall integer q; 0 <= q < p && s->spans.span[q] != 0 ==>
          !ash_idle(s->spans, q) &&
          ash_block(s->list.blocks, q * ASH_SPAN, q * ASH_SPAN + ASH_SPAN);
        loop invariant \forall integer g; 0 <= g < p * ASH_SPAN && g < s->spans.blocks.limit &&
          s->spans.span[g / ASH_SPAN] == 0 ==>
            (ash_used(s->spans.blocks, g) <==> ash_used(s->list.blocks, g)) &&
            (ash_starts(s->spans.blocks, g) <==> ash_starts(s->list.blocks, g));
        loop assigns p;
        loop variant ASH_PAGES - p;
    */
    for (size_t p = 0; p < ASH_PAGES; p++) {
        /*@ assert page: \forall integer g; p * ASH_SPAN <= g < p * ASH_SPAN + ASH_SPAN ==>
              g / ASH_SPAN == p; */
        if (!page_held(s, p)) return false;
    }
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
    return true;
}

bool ash_bucket_check(const struct ash_bucket *s)
{
    return ash_spans_check(&s->spans) && ash_list_check(&s->list) &&
           s->spans.blocks.limit == s->list.blocks.limit && pages_held(s);
}
