// SPDX-License-Identifier: MIT
// octaves: where long runs start, by their length, and the shortest that is long enough.
//
// An octave is the lengths above ASH_FITS << k, up to twice that. For each, the units are divided
// into regions of ASH_FITS << k: two runs of that octave that have no unit in common never start in
// the same one. So the octave has at most one run a region, and a set with a number for each length
// and region, in that order: the least of them from some length on tells the shortest run that is
// long enough, and of these the lowest. There are as many lengths as a region has units, so that
// the numbers of an octave are just as many as all regions have units, ASH_SPREAD.
#ifndef ASH_OCTAVES_H
#define ASH_OCTAVES_H

#include "unit.h"

struct ash_octaves {
    uint8_t some[ASH_OCTAVES];        // 1 if the octave has a run, else 0,
    struct ash_set rank[ASH_OCTAVES]; // and the runs, by length and then region.
    // By node, of which octave k has one a region, those from ASH_NODES / 2 >> k on:
    ash_unit length[ASH_NODES]; // the units of the run that starts there, or 0,
    ash_unit at[ASH_NODES];     // and where it starts.
};

#ifdef __FRAMAC__
#include "../proofs/logic/octaves.acsl"
#endif

// How many nodes octave k has, which is where they start as well. Work: a step.
/*@ requires k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_regions(k) && 2 <= \result <= ASH_NODES / 2;
*/
static inline size_t ash_octave_nodes(size_t k)
{
    //@ ghost ash_octaves_follow();
    return (size_t)2 << (ASH_OCTAVES - 1 - k);
}

// How many units a region of octave k has. Work: a step.
/*@ requires k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_span(k) && ASH_FITS <= \result <= ASH_SPREAD / 2;
*/
static inline size_t ash_octave_span(size_t k)
{
    //@ ghost ash_octaves_follow();
    return (size_t)ASH_FITS << k;
}

// The number of a run of n units at node t of octave k. Work: a step.
/*@ requires ash_octave(k, n) && ash_octave_node(k, t);
    terminates \true;
    assigns \nothing;
    ensures \result < ASH_SPREAD;
    ensures \result / ash_regions(k) == n - ash_span(k) - 1;
    ensures \result % ash_regions(k) == t - ash_regions(k);
    ensures \result == ash_number(k, n, t);
*/
static inline size_t ash_octave_number(size_t k, size_t n, size_t t)
{
    size_t span = ash_octave_span(k), regions = ash_octave_nodes(k);
    //@ ghost ash_octave_is_even(k);
    //@ ghost ash_digits((size_t)(n - span - 1), (size_t)(t - regions), span, regions);
    return (n - span - 1) * regions + (t - regions);
}

// No run is on record. Work: a step a word of all the sets, and one a region.
/*@ requires \valid(o);
    terminates \true;
    assigns *o;
    ensures ash_octaves_wf(*o);
    ensures \forall integer x, m; !ash_octaves_has(*o, x, m);
*/
void ash_octaves_init(struct ash_octaves *o);

// Records the run of n units from i on. No other of that octave starts in that region. Work: as
// ash_set_insert, and a few steps.
/*@ requires \valid(o) && ash_octaves_wf(*o) && i < ASH_UNITS && ASH_FITS < n <= ASH_UNITS;
    requires ash_octaves_room(*o, i, n);
    terminates \true;
    assigns *o;
    ensures ash_octaves_wf(*o);
    ensures \forall integer x, m; (ash_octaves_has(*o, x, m) <==>
      (ash_octaves_has(\old(*o), x, m) || (x == i && m == n)));
*/
void ash_octaves_put(struct ash_octaves *o, size_t i, size_t n);

// Strikes it off the record. Work: as ash_set_remove, and a few steps and one a root.
/*@ requires \valid(o) && ash_octaves_wf(*o) && i < ASH_UNITS && ASH_FITS < n <= ASH_UNITS;
    requires ash_octaves_has(*o, i, n);
    terminates \true;
    assigns *o;
    ensures ash_octaves_wf(*o);
    ensures \forall integer x, m; (ash_octaves_has(*o, x, m) <==>
      (ash_octaves_has(\old(*o), x, m) && !(x == i && m == n)));
*/
void ash_octaves_drop(struct ash_octaves *o, size_t i, size_t n);

// Where the shortest run of at least n units starts, and the lowest of these by region; ASH_UNITS
// when none is that long. Work: as ash_set_next and ash_set_least, and a step an octave.
/*@ requires \valid(o) && ash_octaves_wf(*o) && ASH_FITS < n;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_UNITS;
    ensures \result == ASH_UNITS ==>
      (\forall integer x, m; ash_octaves_has(*o, x, m) ==> m < n);
    ensures \result < ASH_UNITS ==>
      \exists integer m; n <= m && ash_octaves_has(*o, \result, m);
*/
size_t ash_octaves_find(const struct ash_octaves *o, size_t n);

// Strikes that run off the record as well. Work: likewise, and as ash_set_remove.
/*@ requires \valid(o) && ash_octaves_wf(*o) && ASH_FITS < n;
    terminates \true;
    assigns *o;
    ensures ash_octaves_wf(*o) && \result <= ASH_UNITS;
    ensures \result == ASH_UNITS ==> *o == \old(*o) &&
      (\forall integer x, m; ash_octaves_has(*o, x, m) ==> m < n);
    ensures \result < ASH_UNITS ==> \exists integer l; n <= l &&
      ash_octaves_has(\old(*o), \result, l) &&
      (\forall integer x, m; (ash_octaves_has(*o, x, m) <==>
        (ash_octaves_has(\old(*o), x, m) && !(x == \result && m == l))));
*/
size_t ash_octaves_pull(struct ash_octaves *o, size_t n);

// Is the run of n units from i on, on record? Work: a few steps.
/*@ requires \valid(o) && ash_octaves_wf(*o) && i < ASH_UNITS && ASH_FITS < n <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_octaves_has(*o, i, n);
*/
bool ash_octaves_test(const struct ash_octaves *o, size_t i, size_t n);

// Does the invariant hold? For any contents at all. Work: a step a word of all the sets, and a few
// a region.
/*@ requires \valid(o);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_octaves_wf(*o);
*/
bool ash_octaves_check(const struct ash_octaves *o);

#endif
