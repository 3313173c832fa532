// SPDX-License-Identifier: MIT
#include "octaves.h"

_Static_assert(ASH_SPREAD <= ASH_SET_MEMBERS, "a set must have a number for each unit");

/*@ requires k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_span(k) && ASH_FITS <= \result <= ASH_SPREAD / 2;
*/
static size_t span_of(size_t k)
{
    //@ ghost ash_octaves_follow();
    return (size_t)ASH_FITS << k;
}

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
    if (k < ASH_OCTAVES && span_of(k) < n && n <= 2 * span_of(k)) return k;
    k = ASH_OCTAVES - 1; // a wrong guess: with short words, which have no bit for the octave
    //@ ghost ash_octaves_follow();
    /*@ loop invariant 0 <= k < ASH_OCTAVES && n <= 2 * ash_span(k);
        loop invariant at_most_in_doubt: k <= ASH_OCTAVES - 1;
        loop assigns k;
        loop variant k;
    */
    while (k > 0 && n <= span_of(k)) k--;
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
    size_t span = span_of(k), regions = ash_octave_nodes(k);
    //@ ghost ash_octave_is_even(k);
    //@ ghost ash_first_digit(i, span, regions);
    return regions + i / span;
}

// The number of a run of n units at node t of octave k.
/*@ requires ash_octave(k, n) && ash_octave_node(k, t);
    terminates \true;
    assigns \nothing;
    ensures \result < ASH_SPREAD;
    ensures \result / ash_regions(k) == n - ash_span(k) - 1;
    ensures \result % ash_regions(k) == t - ash_regions(k);
    ensures \result == ash_number(k, n, t);
*/
static size_t number_of(size_t k, size_t n, size_t t)
{
    size_t span = span_of(k), regions = ash_octave_nodes(k);
    //@ ghost ash_octave_is_even(k);
    //@ ghost ash_digits((size_t)(n - span - 1), (size_t)(t - regions), span, regions);
    return (n - span - 1) * regions + (t - regions);
}

void ash_octaves_put(struct ash_octaves *o, size_t i, size_t n)
{
    //@ ghost struct ash_octaves before = *o;
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    size_t j = number_of(k, n, t);
    //@ assert free: o->length[t] == 0 && ash_octaves_ranked(*o, k, j);
    o->length[t] = (ash_unit)n;
    o->at[t] = (ash_unit)i;
    o->some[k] = 1;
    ash_set_insert(&o->rank[k], j);
    //@ assert in: ash_in(o->rank[k], j);
    //@ ghost ash_octaves_after_put(before, *o, k, t, j);
}

void ash_octaves_drop(struct ash_octaves *o, size_t i, size_t n)
{
    //@ ghost struct ash_octaves before = *o;
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    size_t j = number_of(k, n, t);
    //@ ghost ash_octaves_finds(before, k, t, i, n);
    //@ assert here: o->length[t] == n && ash_octaves_ranked(*o, k, j);
    o->length[t] = 0;
    bool none = ash_set_remove(&o->rank[k], j);
    o->some[k] = none ? 0 : 1;
    //@ ghost ash_octaves_after_drop(before, *o, k, t, j);
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

// Where the run of number j of octave k starts.
/*@ requires \valid(o) && ash_octaves_sound(*o, k) && k < ASH_OCTAVES;
    requires j < ASH_SET_MEMBERS && ash_in(o->rank[k], j);
    terminates \true;
    assigns \nothing;
    ensures \result < ASH_UNITS && ash_octave(k, j / ash_regions(k) + ash_span(k) + 1);
    ensures ash_octaves_has(*o, \result, j / ash_regions(k) + ash_span(k) + 1);
*/
static size_t start_of(const struct ash_octaves *o, size_t k, size_t j)
{
    size_t regions = ash_octave_nodes(k);
    //@ ghost ash_octaves_follow();
    //@ assert digit: 0 <= j % regions < regions && 0 <= j / regions;
    size_t t = regions + j % regions;
    //@ assert ranked: ash_octaves_ranked(*o, k, j);
    //@ assert region: ash_octave_node(k, t) && ash_octaves_region(*o, k, t);
    //@ assert length: o->length[t] == j / ash_regions(k) + ash_span(k) + 1 > 0;
    return o->at[t];
}

size_t ash_octaves_find(const struct ash_octaves *o, size_t n)
{
    if (n > ASH_UNITS) return ASH_UNITS;
    size_t k = octave_of(n);
    size_t regions = ash_octave_nodes(k);
    size_t from = number_of(k, n, regions);
    size_t j = ash_set_next(&o->rank[k], from);
    //@ ghost ash_octaves_follow();
    if (j == ASH_SET_MEMBERS) {
        //@ ghost ash_octaves_short(*o, k, n, from);
        k = octave_after(o, k);
        if (k == ASH_OCTAVES) return ASH_UNITS;
        j = ash_set_least(&o->rank[k]);
    } else {
        //@ ghost ash_first_digit_grows(from, j, regions);
    }
    //@ assert long: j / ash_regions(k) + ash_span(k) + 1 >= n;
    return start_of(o, k, j);
}

bool ash_octaves_test(const struct ash_octaves *o, size_t i, size_t n)
{
    size_t k = octave_of(n);
    size_t t = node_of(k, i);
    //@ assert has: o->length[t] == n && o->at[t] == i ==> ash_octaves_has(*o, i, n);
    //@ ghost ash_octaves_finds(*o, k, t, i, n);
    return o->length[t] == n && o->at[t] == i;
}

// Is each number in the set of octave k that of a run?
/*@ requires \valid(o) && k < ASH_OCTAVES && ash_set_wf(o->rank[k]);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_octaves_known(*o, k);
*/
static bool numbers_known(const struct ash_octaves *o, size_t k)
{
    size_t regions = ash_octave_nodes(k), span = span_of(k);
    size_t j = ash_set_next(&o->rank[k], 0);
    /*@ loop invariant 0 <= j <= ASH_SET_MEMBERS;
        loop invariant j < ASH_SET_MEMBERS ==> ash_in(o->rank[k], j);
        loop invariant \forall integer i; 0 <= i < j && ash_in(o->rank[k], i) ==>
          ash_octaves_ranked(*o, k, i);
        loop assigns j;
        loop variant ASH_SET_MEMBERS - j;
    */
    while (j < ASH_SET_MEMBERS) {
        //@ assert digit: 0 <= j % regions < regions && 0 <= j / regions;
        size_t length = o->length[regions + j % regions];
        //@ assert at: length == o->length[ash_regions(k) + j % ash_regions(k)];
        // Never, where a set has just as many members as there are numbers.
        bool beyond = j >= ASH_SPREAD;
        if (beyond + (length != span + 1 + j / regions) != 0) return false;
        if (j == ASH_SET_MEMBERS - 1) return true;
        j = ash_set_next(&o->rank[k], j + 1);
    }
    return true;
}

// Is each run of octave k where it belongs, and its number in the set?
/*@ requires \valid(o) && k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_octaves_placed(*o, k);
*/
static bool nodes_known(const struct ash_octaves *o, size_t k)
{
    size_t regions = ash_octave_nodes(k), span = span_of(k);
    /*@ loop invariant regions <= t <= 2 * regions;
        loop invariant \forall integer u; regions <= u < t ==>
          ash_octaves_region(*o, k, u) && ash_octaves_counted(*o, k, u);
        loop assigns t;
        loop variant 2 * regions - t;
    */
    for (size_t t = regions; t < 2 * regions; t++) {
        size_t length = o->length[t], at = o->at[t];
        if (length == 0) continue;
        // Never, where the last octave ends with the units.
        bool beyond = length > ASH_UNITS;
        if ((length <= span || length > 2 * span) + beyond != 0) return false;
        if (at >= ASH_UNITS || at / span != t - regions) return false;
        if (!ash_set_test(&o->rank[k], number_of(k, length, t))) return false;
    }
    return true;
}

bool ash_octaves_check(const struct ash_octaves *o)
{
    /*@ loop invariant 0 <= k <= ASH_OCTAVES;
        loop invariant \forall integer l; 0 <= l < k ==> ash_octaves_sound(*o, l);
        loop assigns k;
        loop variant ASH_OCTAVES - k;
    */
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        if (!ash_set_check(&o->rank[k])) return false;
        bool none = ash_set_empty(&o->rank[k]);
        if (o->some[k] != (none ? 0 : 1)) return false;
        //@ ghost ash_octaves_told(*o, k);
        if (!numbers_known(o, k) || !nodes_known(o, k)) return false;
    }
    return true;
}
