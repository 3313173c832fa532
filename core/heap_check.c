// SPDX-License-Identifier: MIT
// The validator of heap: does the invariant hold, whatever the state contains?
#include "heap_parts.h"

// Is unit u held by whom it belongs to? If a slab starts there, is a block alive in it, or is it
// kept?
/*@ requires \valid(s) && ash_slabs_wf(s->slabs) && ash_runs_wf(s->runs);
    requires s->slabs.layout.limit == s->runs.limit && u < s->runs.limit;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_heap_unit(*s, u);
*/
static bool unit_tied(const struct ash_heap *s, size_t u)
{
    bool first = s->runs.next[u] != 0 && s->runs.idle[u] == 0;
    size_t r = s->slabs.layout.row[u];
    if (r == 0) return s->slabs.live[u] == 0 ? !first : s->slabs.live[u] == 1 && first;
    size_t b = s->slabs.layout.base[u];
    if (s->runs.next[b] != b + s->slabs.layout.shapes.units[r] || s->runs.idle[b] != 0)
        return false;
    if (b != u) return !first;
    return s->kept == b || !ash_slabs_idle(&s->slabs, b);
}

bool ash_heap_check(const struct ash_heap *s)
{
    if (!ash_runs_check(&s->runs) || !ash_slabs_check(&s->slabs)) return false;
    if (s->slabs.layout.limit != s->runs.limit) return false;
    /*@ loop invariant 0 <= u <= s->runs.limit;
        loop invariant \forall integer v; 0 <= v < u ==> ash_heap_unit(*s, v);
        loop assigns u;
        loop variant s->runs.limit - u;
    */
    for (size_t u = 0; u < s->runs.limit; u++) {
        //@ ghost ash_heap_is_of_units(*s, u);
        if (!unit_tied(s, u)) return false;
    }
    //@ ghost ash_heap_of_units(*s);
    return s->kept == ASH_UNITS || (s->kept < s->runs.limit && s->slabs.layout.row[s->kept] != 0 &&
                                    s->slabs.layout.base[s->kept] == s->kept);
}

struct ash_stats ash_heap_stats(const struct ash_heap *s)
{
    size_t live = 0, blocks = 0;
    /*@ ghost
      size_t end = 0;
      ash_slots_lie_inside(s->slabs.layout);
      ash_slots_lie_apart(s->slabs.layout);
      ash_runs_lie_apart(s->runs);
      ash_heap_lives_in_runs(*s);
      ash_heap_lies_apart(*s);
    */
    /*@ loop invariant 0 <= u <= s->runs.limit;
        loop invariant live == ash_heap_sum(*s, u * ASH_WORD_BITS) && blocks == ash_heap_number(*s, u * ASH_WORD_BITS);
        loop invariant live <= end <= s->runs.limit * ASH_WORD_BITS;
        loop invariant blocks <= u * ASH_WORD_BITS;
        loop invariant \forall integer v, j; u <= v < s->runs.limit && 0 <= j < ASH_WORD_BITS &&
          ash_alive(s->slabs, v, j) ==> end <= v * ASH_WORD_BITS + j;
        loop invariant at_most: s->runs.limit - u <= ASH_UNITS;
        loop assigns u, live, blocks, end;
        loop variant s->runs.limit - u;
    */
    for (size_t u = 0; u < s->runs.limit; u++) {
        unsigned k = ash_word_next(s->slabs.live[u], 0);
        //@ ghost ash_heap_sum_skips(*s, u, 0, k);
        /*@ loop invariant 0 <= k <= ASH_WORD_BITS;
            loop invariant k < ASH_WORD_BITS ==> ash_alive(s->slabs, u, k);
            loop invariant live == ash_heap_sum(*s, u * ASH_WORD_BITS + k);
            loop invariant blocks == ash_heap_number(*s, u * ASH_WORD_BITS + k);
            loop invariant live <= end <= s->runs.limit * ASH_WORD_BITS;
            loop invariant blocks <= u * ASH_WORD_BITS + k;
            loop invariant \forall integer v, j; u <= v < s->runs.limit &&
              0 <= j < ASH_WORD_BITS && (v == u ==> k <= j) && ash_alive(s->slabs, v, j) ==>
                end <= v * ASH_WORD_BITS + j;
            loop invariant at_most: ASH_WORD_BITS - k <= ASH_WORD_BITS;
            loop assigns k, live, blocks, end;
            loop variant ASH_WORD_BITS - k;
        */
        while (k < ASH_WORD_BITS) {
            //@ ghost ash_heap_sum_steps(*s, u, k);
            size_t n = ash_heap_granules(s, u) /*@ ghost (k) */;
            live += n;
            blocks++;
            //@ ghost ash_heap_ends_before(*s, u, k);
            //@ ghost end = (size_t)(u * ASH_WORD_BITS + k + n);
            unsigned next = ash_word_next(s->slabs.live[u], k + 1);
            //@ ghost ash_heap_sum_skips(*s, u, (size_t)(k + 1), next);
            k = next;
        }
    }
    size_t all = s->runs.limit * ASH_WORD_BITS;
    return (struct ash_stats){all * ASH_GRANULE, live * ASH_GRANULE, (all - live) * ASH_GRANULE,
                              blocks};
}
