// SPDX-License-Identifier: MIT
#include "octaves.h"

// Is each number in the set of octave k that of a run?
/*@ requires \valid(o) && k < ASH_OCTAVES && ash_set_wf(o->rank[k]);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_octaves_known(*o, k);
*/
static bool numbers_known(const struct ash_octaves *o, size_t k)
{
    size_t regions = ash_octave_nodes(k), span = ash_octave_span(k);
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
    size_t regions = ash_octave_nodes(k), span = ash_octave_span(k);
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
        if (!ash_set_test(&o->rank[k], ash_octave_number(k, length, t))) return false;
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
