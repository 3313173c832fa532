// SPDX-License-Identifier: MIT
#include "octaves.h"

_Static_assert(ASH_SPREAD <= ASH_SET_MEMBERS, "a set must have a number for each unit");

void ash_octaves_init(struct ash_octaves *o)
{
    /*@ loop invariant 0 <= t <= ASH_NODES;
        loop invariant \forall integer u; 0 <= u < t ==> o->length[u] == 0;
        loop assigns t, o->length[0 .. ASH_NODES - 1], o->at[0 .. ASH_NODES - 1];
        loop variant ASH_NODES - t;
    */
    for (size_t t = 0; t < ASH_NODES; t++) {
        o->length[t] = 0;
        o->at[t] = 0;
    }
    /*@ loop invariant 0 <= k <= ASH_OCTAVES;
        loop invariant \forall integer j; 0 <= j < k ==> o->some[j] == 0;
        loop invariant \forall integer j; 0 <= j < k ==> ash_set_wf(o->rank[j]);
        loop invariant \forall integer j; 0 <= j < k ==> ash_set_none(o->rank[j]);
        loop assigns k, o->some[0 .. ASH_OCTAVES - 1], o->rank[0 .. ASH_OCTAVES - 1];
        loop variant ASH_OCTAVES - k;
    */
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        o->some[k] = 0;
        ash_set_init(&o->rank[k]);
    }
    //@ ghost ash_octaves_follow();
    /*@ assert nothing: \forall integer k, t; 0 <= k < ASH_OCTAVES && ash_octave_node(k, t) ==>
          o->length[t] == 0; */
    //@ ghost ash_octaves_blank(*o);
}

// The octave of a length.
/*@ requires ASH_FITS < n <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures ash_octave(\result, n);
*/
static size_t octave_of(size_t n)
{
    size_t k = ash_word_guess_last((ash_word)((n - 1) / ASH_FITS));
    if (k < ASH_OCTAVES && ash_octave_span(k) < n && n <= 2 * ash_octave_span(k)) return k;
    k = ASH_OCTAVES - 1; // a wrong guess: with short words, which have no bit for the octave
    //@ ghost ash_octaves_follow();
    /*@ loop invariant 0 <= k < ASH_OCTAVES && n <= 2 * ash_span(k);
        loop invariant at_most_in_doubt: k <= ASH_OCTAVES - 1;
        loop assigns k;
        loop variant k;
    */
    while (k > 0 && n <= ash_octave_span(k)) k--;
    return k;
}

// The node of the region of octave k in which unit i lies.
/*@ requires k < ASH_OCTAVES && i < ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_regions(k) + i / ash_span(k);
    ensures ash_octave_node(k, \result) && \result < ASH_NODES;
*/
static size_t node_of(size_t k, size_t i)
{
    size_t span = ash_octave_span(k), regions = ash_octave_nodes(k);
    //@ ghost ash_octave_is_even(k);
    //@ ghost ash_first_digit(i, span, regions);
    return regions + i / span;
}

void ash_octaves_put(struct ash_octaves *o, size_t i, size_t n)
{
    //@ ghost struct ash_octaves before = *o;
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    size_t j = ash_octave_number(k, n, t);
    //@ assert free: o->length[t] == 0 && ash_octaves_ranked(*o, k, j);
    o->length[t] = (ash_unit)n;
    o->at[t] = (ash_unit)i;
    o->some[k] = 1;
    ash_set_insert(&o->rank[k], j);
    //@ assert in: ash_in(o->rank[k], j);
    //@ ghost ash_octaves_after_put(before, *o, k, t, j);
}

// Strikes the run at node t of octave k, whose number is j, off the record.
/*@ requires \valid(o) && ash_octaves_wf(*o) && k < ASH_OCTAVES && ash_octave_node(k, t);
    requires t < ASH_NODES && j < ASH_SPREAD && t == ash_regions(k) + j % ash_regions(k);
    requires o->length[t] == ash_span(k) + 1 + j / ash_regions(k);
    terminates \true;
    assigns *o;
    ensures ash_octaves_wf(*o);
    ensures \forall integer x, m; (ash_octaves_has(*o, x, m) <==>
      (ash_octaves_has(\old(*o), x, m) && !(x == \old(o->at[t]) && m == \old(o->length[t]))));
*/
static inline void strike(struct ash_octaves *o, size_t k, size_t t, size_t j)
{
    //@ ghost struct ash_octaves before = *o;
    //@ assert in: ash_octaves_ranked(*o, k, j) && ash_in(o->rank[k], j);
    o->length[t] = 0;
    bool none = ash_set_remove(&o->rank[k], j);
    o->some[k] = none ? 0 : 1;
    //@ ghost ash_octaves_after_drop(before, *o, k, t, j);
}

void ash_octaves_drop(struct ash_octaves *o, size_t i, size_t n)
{
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    size_t j = ash_octave_number(k, n, t);
    //@ ghost ash_octaves_finds(*o, k, t, i, n);
    //@ assert here: o->length[t] == n && o->at[t] == i;
    strike(o, k, t, j);
}

// The next octave after k that has a run, or ASH_OCTAVES.
/*@ requires \valid(o) && ash_octaves_wf(*o) && k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures k < \result <= ASH_OCTAVES;
    ensures \forall integer l, t; k < l < \result && ash_octave_node(l, t) ==> o->length[t] == 0;
    ensures \result < ASH_OCTAVES ==> !ash_set_none(o->rank[\result]);
*/
static size_t octave_after(const struct ash_octaves *o, size_t k)
{
    size_t l = k + 1;
    /*@ loop invariant k < l <= ASH_OCTAVES;
        loop invariant \forall integer i, t; k < i < l && ash_octave_node(i, t) ==>
          o->length[t] == 0;
        loop invariant at_most: ASH_OCTAVES - l <= ASH_OCTAVES - 1;
        loop assigns l;
        loop variant ASH_OCTAVES - l;
    */
    while (l < ASH_OCTAVES && o->some[l] == 0) {
        //@ ghost ash_octaves_none(*o, l);
        l++;
    }
    return l;
}

// The node of number j of octave k.
/*@ requires k < ASH_OCTAVES && j < ASH_SPREAD;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_regions(k) + j % ash_regions(k);
    ensures ash_octave_node(k, \result) && \result < ASH_NODES;
*/
static size_t node_numbered(size_t k, size_t j)
{
    size_t regions = ash_octave_nodes(k);
    //@ ghost ash_octaves_follow();
    //@ assert digit: 0 <= j % regions < regions;
    return regions + j % regions;
}

#define NOWHERE ((size_t)ASH_OCTAVES * ASH_SET_MEMBERS)

// The shortest run of at least n units, and the lowest of these by region: its octave, times
// ASH_SET_MEMBERS, and its number in that. NOWHERE when none is that long.
/*@ requires \valid(o) && ash_octaves_wf(*o) && ASH_FITS < n <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == NOWHERE ==>
      (\forall integer x, m; ash_octaves_has(*o, x, m) ==> m < n);
    ensures \result != NOWHERE ==> \result / ASH_SET_MEMBERS < ASH_OCTAVES &&
      ash_octaves_stands(*o, \result / ASH_SET_MEMBERS, \result % ASH_SET_MEMBERS, n);
*/
static inline size_t shortest(const struct ash_octaves *o, size_t n)
{
    size_t k = octave_of(n);
    size_t regions = ash_octave_nodes(k);
    size_t from = ash_octave_number(k, n, regions);
    size_t j = ash_set_next(&o->rank[k], from);
    //@ ghost ash_octaves_follow();
    if (j == ASH_SET_MEMBERS) {
        //@ ghost ash_octaves_short(*o, k, n, from);
        k = octave_after(o, k);
        if (k == ASH_OCTAVES) return NOWHERE;
        j = ash_set_least(&o->rank[k]);
    } else {
        //@ ghost ash_first_digit_grows(from, j, regions);
    }
    //@ assert long: j / ash_regions(k) + ash_span(k) + 1 >= n;
    //@ assert digit: 0 <= j % ash_regions(k) < ash_regions(k) && 0 <= j / ash_regions(k);
    //@ assert ranked: ash_in(o->rank[k], j) && ash_octaves_ranked(*o, k, j);
    /*@ assert region: ash_octave_node(k, ash_regions(k) + j % ash_regions(k)) &&
          ash_octaves_region(*o, k, ash_regions(k) + j % ash_regions(k)); */
    //@ assert stands: ash_octaves_stands(*o, k, j, n);
    //@ ghost ash_digits(k, j, ASH_OCTAVES, ASH_SET_MEMBERS);
    return k * ASH_SET_MEMBERS + j;
}

size_t ash_octaves_find(const struct ash_octaves *o, size_t n)
{
    //@ ghost ash_octaves_are_long(*o);
    if (n > ASH_UNITS) return ASH_UNITS;
    size_t found = shortest(o, n);
    if (found == NOWHERE) return ASH_UNITS;
    size_t t = node_numbered(found / ASH_SET_MEMBERS, found % ASH_SET_MEMBERS);
    //@ assert has: ash_octaves_has(*o, o->at[t], o->length[t]) && n <= o->length[t];
    return o->at[t];
}

size_t ash_octaves_pull(struct ash_octaves *o, size_t n)
{
    //@ ghost ash_octaves_are_long(*o);
    if (n > ASH_UNITS) return ASH_UNITS;
    size_t found = shortest(o, n);
    if (found == NOWHERE) return ASH_UNITS;
    size_t k = found / ASH_SET_MEMBERS, j = found % ASH_SET_MEMBERS;
    size_t t = node_numbered(k, j);
    size_t i = o->at[t];
    //@ assert has: ash_octaves_has(*o, i, o->length[t]) && n <= o->length[t];
    strike(o, k, t, j);
    return i;
}

bool ash_octaves_test(const struct ash_octaves *o, size_t i, size_t n)
{
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    //@ assert has: o->length[t] == n && o->at[t] == i ==> ash_octaves_has(*o, i, n);
    //@ ghost ash_octaves_finds(*o, k, t, i, n);
    return o->length[t] == n && o->at[t] == i;
}
