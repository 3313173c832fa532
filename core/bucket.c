// SPDX-License-Identifier: MIT
#include "bucket.h"

#define SPAN_UNITS ((size_t)ASH_SPAN * ASH_GRANULE)

size_t ash_bucket_init(struct ash_bucket *s, size_t capacity)
{
    ash_spans_init(&s->spans, capacity);
    return ash_list_init(&s->list, s->spans.blocks.limit * ASH_GRANULE);
}

// Takes a span from list and divides it into slots. Its page, or ASH_PAGES when list has none.
/*@ requires \valid(s) && ash_bucket_wf(*s) && 0 < slot <= ASH_SLOT_MOST;
    terminates \true;
    assigns *s;
    ensures \result <= ASH_PAGES;
    ensures \result == ASH_PAGES ==> *s == \old(*s);
    ensures \result == ASH_PAGES ==>
      (\forall integer i; 0 <= i ==> !ash_fits(s->list.blocks, i, ASH_SPAN * ASH_GRANULE,
                                               ASH_SPAN * ASH_GRANULE));
    ensures \result < ASH_PAGES ==> ash_bucket_sound(*s);
    ensures \result < ASH_PAGES ==> ash_spans_busy(s->spans, \result);
    ensures \result < ASH_PAGES ==>
      s->spans.span[\result] == slot && !ash_full(s->spans, \result);
    ensures \result < ASH_PAGES ==> s->spans.blocks == \old(s->spans.blocks);
    ensures \result < ASH_PAGES ==>
      ash_gap(\old(s->list.blocks), \result * ASH_SPAN, ASH_SPAN);
*/
static size_t take_span(struct ash_bucket *s, size_t slot)
{
    size_t offset = ash_list_alloc(&s->list, SPAN_UNITS, SPAN_UNITS);
    if (offset == ASH_NONE) return ASH_PAGES;
    size_t p = offset / SPAN_UNITS;
    //@ assert taken: ash_gap(\at(s->list.blocks, Pre), p * ASH_SPAN, ASH_SPAN);
    //@ assert plain: s->spans.span[p] == 0 && ash_gap(s->spans.blocks, p * ASH_SPAN, ASH_SPAN);
    ash_spans_begin(&s->spans, p, slot);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
    return p;
}

// Gives the span on page p, on which no block is live, back to list.
/*@ requires \valid(s) && ash_bucket_sound(*s) && p < ASH_PAGES && s->spans.span[p] != 0;
    requires ash_idle(s->spans, p) && ash_spans_busy(s->spans, p);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s);
    ensures s->spans.blocks == \old(s->spans.blocks);
*/
static void give_span(struct ash_bucket *s, size_t p)
{
    size_t first = p * ASH_SPAN;
    //@ assert ash_block(s->list.blocks, first, first + ASH_SPAN);
    ash_spans_end(&s->spans, p);
    ash_list_free(&s->list, first * ASH_GRANULE);
    /*@ assert gone: \forall integer g; first <= g < first + ASH_SPAN ==>
          !ash_used(s->list.blocks, g) && !ash_starts(s->list.blocks, g) &&
          !ash_used(s->spans.blocks, g) && !ash_starts(s->spans.blocks, g); */
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
}

// A block of n granules in the lowest free slot on page p; its first granule.
/*@ requires \valid(s) && ash_bucket_sound(*s) && ash_spans_busy(s->spans, p) && p < ASH_PAGES;
    requires 0 < n <= s->spans.span[p] && !ash_full(s->spans, p);
    terminates \true;
    assigns s->spans.blocks, s->spans.open;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures ash_free_slot(\old(s->spans), \result, s->spans.span[p]);
    ensures \result / ASH_SPAN == p && \result % ASH_SPAN + n <= ASH_SPAN;
    ensures ash_gap(\old(s->spans.blocks), \result, n);
    ensures ash_gains(\old(s->spans.blocks), s->spans.blocks, \result, n);
*/
static size_t take_slot(struct ash_bucket *s, size_t p, size_t n)
{
    size_t at = ash_spans_take(&s->spans, p, n);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
    return at;
}

// A block of n granules in a slot, of a new span if need be; its first granule, or ASH_NONE.
/*@ requires \valid(s) && ash_bucket_wf(*s) && 0 < n <= ASH_SLOT_MOST;
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures \result == ASH_NONE ==> *s == \old(*s);
    ensures \result == ASH_NONE ==>
      (\forall integer g; !ash_free_slot(s->spans, g, ash_slot_size(n)));
    ensures \result != ASH_NONE ==> ash_gap(\old(s->spans.blocks), \result, n);
    ensures \result != ASH_NONE ==>
      ash_gains(\old(s->spans.blocks), s->spans.blocks, \result, n);
    ensures (\exists integer g; ash_free_slot(\old(s->spans), g, ash_slot_size(n))) ==>
      ash_free_slot(\old(s->spans), \result, ash_slot_size(n));
    ensures \result != ASH_NONE ==>
      (\exists integer g; ash_free_slot(\old(s->spans), g, ash_slot_size(n))) ||
      ash_gap(\old(s->list.blocks), \result, n);
*/
static size_t alloc_small(struct ash_bucket *s, size_t n)
{
    size_t slot = ash_spans_slot(n);
    size_t p = ash_spans_find(&s->spans, slot);
    /*@ assert none: p == ASH_PAGES ==>
          (\forall integer g; !ash_free_slot(s->spans, g, ash_slot_size(n))); */
    if (p == ASH_PAGES) p = take_span(s, slot);
    return p != ASH_PAGES ? take_slot(s, p, n) : ASH_NONE;
}

// A block off the spans, as list places it.
/*@ requires \valid(s) && ash_bucket_wf(*s);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures \result == ASH_NONE <==>
      (size == 0 || !ash_power_of_two(align) ||
       (\forall integer i; 0 <= i ==> !ash_fits(\old(s->list.blocks), i, size, align)));
    ensures \result == ASH_NONE ==> *s == \old(*s);
    ensures \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0 &&
      ash_fits(\old(s->spans.blocks), \result / ASH_GRANULE, size, align);
    ensures \result != ASH_NONE ==> ash_gains(\old(s->spans.blocks), s->spans.blocks,
                                              \result / ASH_GRANULE, ash_granules(size));
*/
static size_t alloc_large(struct ash_bucket *s, size_t size, size_t align)
{
    size_t offset = ash_list_alloc(&s->list, size, align);
    if (offset == ASH_NONE) return ASH_NONE;
    size_t first = offset / ASH_GRANULE;
    size_t n = ash_request_granules(size);
    //@ assert taken: ash_gap(\at(s->list.blocks, Pre), first, n);
    /*@ assert spans: \forall integer g; 0 <= g < s->spans.blocks.limit &&
          s->spans.span[g / ASH_SPAN] != 0 ==> ash_used(\at(s->list.blocks, Pre), g); */
    //@ assert off_spans: ash_off_spans(s->spans, first, n);
    //@ assert free: ash_gap(s->spans.blocks, first, n);
    ash_spans_mark(&s->spans, first, n);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
    return offset;
}

size_t ash_bucket_alloc(struct ash_bucket *s, size_t size, size_t align)
{
    size_t n = ash_request_granules(size);
    if (0 < n && n <= ASH_SLOT_MOST && ash_request_align(align) == 1) {
        size_t first = alloc_small(s, n);
        //@ assert none: first == ASH_NONE ==> !ash_slot_waits(*s, size, align);
        /*@ assert served: first != ASH_NONE ==> ash_slot_waits(\at(*s, Pre), size, align) ||
              ash_fits(\at(s->list.blocks, Pre), first, size, align); */
        if (first != ASH_NONE) return ash_request_offset(first, align);
    }
    //@ assert untouched: *s == \at(*s, Pre);
    //@ assert no_slot: ash_power_of_two(align) ==> !ash_slot_waits(*s, size, align);
    return alloc_large(s, size, align);
}

// Frees the block first .. end-1 off the spans.
/*@ requires \valid(s) && ash_bucket_wf(*s) && s->spans.span[first / ASH_SPAN] == 0;
    requires first < ASH_GRANULES && end <= ASH_GRANULES;
    requires ash_block(s->spans.blocks, first, end);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures ash_loses(\old(s->spans.blocks), s->spans.blocks, first);
*/
static void free_large(struct ash_bucket *s, size_t first, size_t end)
{
    //@ assert off_spans: ash_off_spans(s->spans, first, end - first);
    //@ assert large: ash_block(s->list.blocks, first, end);
    ash_spans_drop(&s->spans, first, end);
    ash_list_free(&s->list, first * ASH_GRANULE);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
}

// Frees the block first .. end-1 on a span.
/*@ requires \valid(s) && ash_bucket_wf(*s) && s->spans.span[first / ASH_SPAN] != 0;
    requires first < ASH_GRANULES && end <= ASH_GRANULES;
    requires ash_block(s->spans.blocks, first, end);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures ash_loses(\old(s->spans.blocks), s->spans.blocks, first);
*/
static void free_small(struct ash_bucket *s, size_t first, size_t end)
{
    size_t p = first / ASH_SPAN;
    //@ ghost size_t slot = s->spans.span[p];
    //@ assert slot: ash_has(s->spans.slots, first);
    //@ assert tail: first + slot < end ==> ash_used(s->spans.blocks, first + slot);
    //@ assert short: end <= first + slot;
    //@ assert small: \forall integer g; first <= g < end ==> g / ASH_SPAN == p;
    ash_spans_drop(&s->spans, first, end);
    //@ assert off: ash_bucket_off(*s);
    //@ assert busy: ash_spans_busy(s->spans, p);
    if (ash_spans_idle(&s->spans, p)) give_span(s, p);
}

enum ash_status ash_bucket_free(struct ash_bucket *s, size_t offset)
{
    enum ash_status verdict = ash_blocks_verdict(&s->spans.blocks, offset);
    if (verdict != ASH_OK) return verdict;
    size_t first = offset / ASH_GRANULE;
    size_t end = ash_blocks_end(&s->spans.blocks, first);
    if (s->spans.span[first / ASH_SPAN] == 0)
        free_large(s, first, end);
    else
        free_small(s, first, end);
    return ASH_OK;
}

// Makes the block first .. end-1 off the spans `size` units long, if list allows it.
/*@ requires \valid(s) && ash_bucket_wf(*s) && s->spans.span[first / ASH_SPAN] == 0;
    requires first < ASH_GRANULES && end <= ASH_GRANULES && size != 0;
    requires ash_block(s->spans.blocks, first, end);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures \result == ASH_OK || \result == ASH_NO_ROOM;
    ensures \result == ASH_NO_ROOM <==> !ash_room(\old(s->list.blocks), first, ash_granules(size));
    ensures \result != ASH_OK ==> *s == \old(*s);
    ensures \result == ASH_OK ==>
      ash_alters(\old(s->spans.blocks), s->spans.blocks, first, ash_granules(size));
*/
static enum ash_status resize_large(struct ash_bucket *s, size_t first, size_t end, size_t size)
{
    //@ assert off_spans: ash_off_spans(s->spans, first, end - first);
    //@ assert large: ash_block(s->list.blocks, first, end);
    enum ash_status status = ash_list_resize(&s->list, first * ASH_GRANULE, size);
    if (status != ASH_OK) return status;
    size_t n = ash_request_granules(size);
    /*@ assert listed: end < first + n ==>
          ash_gap(\at(s->list.blocks, Pre), end, first + n - end); */
    //@ assert over: end < first + n ==> ash_off_spans(s->spans, end, first + n - end);
    //@ assert free: end < first + n ==> ash_gap(s->spans.blocks, end, first + n - end);
    ash_spans_move_end(&s->spans, first, end, first + n);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
    return ASH_OK;
}

// Makes the block first .. end-1 on a span n granules long, as its slot allows.
/*@ requires \valid(s) && ash_bucket_wf(*s) && 0 < n <= s->spans.span[first / ASH_SPAN];
    requires first < ASH_GRANULES && end <= ASH_GRANULES;
    requires ash_block(s->spans.blocks, first, end);
    terminates \true;
    assigns *s;
    ensures ash_bucket_wf(*s) && s->spans.blocks.limit == \old(s->spans.blocks.limit);
    ensures ash_alters(\old(s->spans.blocks), s->spans.blocks, first, n);
*/
static void resize_small(struct ash_bucket *s, size_t first, size_t end, size_t n)
{
    //@ ghost size_t slot = s->spans.span[first / ASH_SPAN];
    //@ assert slot: ash_has(s->spans.slots, first);
    //@ assert tail: first + slot < end ==> ash_used(s->spans.blocks, first + slot);
    //@ assert short: end <= first + slot;
    /*@ assert small: \forall integer g; first <= g < end || first <= g < first + n ==>
          g / ASH_SPAN == first / ASH_SPAN; */
    ash_spans_move_end(&s->spans, first, end, first + n);
    //@ assert off: ash_bucket_off(*s);
    //@ assert held: ash_bucket_held(*s);
}

enum ash_status ash_bucket_resize(struct ash_bucket *s, size_t offset, size_t size)
{
    enum ash_status verdict = ash_blocks_verdict(&s->spans.blocks, offset);
    if (verdict != ASH_OK) return verdict;
    if (size == 0) return ASH_BAD_SIZE;
    size_t first = offset / ASH_GRANULE;
    size_t end = ash_blocks_end(&s->spans.blocks, first);
    size_t slot = s->spans.span[first / ASH_SPAN];
    if (slot == 0) return resize_large(s, first, end, size);
    size_t n = ash_request_granules(size);
    if (n > slot) return ASH_NO_ROOM;
    resize_small(s, first, end, n);
    return ASH_OK;
}

size_t ash_bucket_usable(const struct ash_bucket *s, size_t offset)
{
    return ash_blocks_usable(&s->spans.blocks, offset);
}

struct ash_stats ash_bucket_stats(const struct ash_bucket *s)
{
    return ash_blocks_stats(&s->spans.blocks);
}
