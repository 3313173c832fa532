// SPDX-License-Identifier: MIT
// fits: where runs start, by how long they are, and one that is long enough.
//
// Up to ASH_FITS units a length has a row, the set of all places where a run of that length
// starts; longer runs are in the octaves. Either way the shortest that will do is found at once, so
// no request is refused that any of the runs could serve.
#ifndef ASH_FITS_H
#define ASH_FITS_H

#include "octaves.h"

struct ash_fits {
    struct ash_set row[ASH_FITS]; // row[l - 1]: where runs of l units start
    ash_word rows;                // bit l - 1: that row has a member
    struct ash_octaves octaves;   // the longer ones
};

#ifdef __FRAMAC__
#include "../proofs/logic/fits.acsl"
#endif

// No run is on record. Work: a step a word of all the sets, and two a
// region.
/*@ requires \valid(f);
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==> !ash_fit(*f, x, m);
*/
void ash_fits_init(struct ash_fits *f);

// Records the run of n units from i on. Work: as ash_set_insert, or as ash_octaves_put.
/*@ requires \valid(f) && ash_fits_wf(*f) && i < ASH_UNITS && 0 < n <= ASH_UNITS;
    requires n > ASH_FITS ==> ash_octaves_room(f->octaves, i, n);
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==>
      (ash_fit(*f, x, m) <==> (ash_fit(\old(*f), x, m) || (x == i && m == n)));
*/
void ash_fits_put(struct ash_fits *f, size_t i, size_t n);

// Strikes it off the record. Work: likewise, and a step a root.
/*@ requires \valid(f) && ash_fits_wf(*f) && i < ASH_UNITS && 0 < n <= ASH_UNITS;
    requires ash_fit(*f, i, n);
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==>
      (ash_fit(*f, x, m) <==> (ash_fit(\old(*f), x, m) && !(x == i && m == n)));
*/
void ash_fits_drop(struct ash_fits *f, size_t i, size_t n);

// Where the shortest run of at least n units starts: of several the lowest, or that in the lowest
// region. ASH_UNITS when none is that long. Work: as ash_set_next and ash_octaves_find.
/*@ requires \valid(f) && ash_fits_wf(*f) && 0 < n;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_UNITS;
    ensures \result == ASH_UNITS ==>
      (\forall integer x, m; 0 <= x < ASH_UNITS && ash_fit(*f, x, m) ==> m < n);
    ensures \result < ASH_UNITS ==> ash_fit_least(*f, \result, n);
*/
size_t ash_fits_find(const struct ash_fits *f, size_t n);

// Strikes that run off the record as well. Work: likewise, and as ash_fits_drop.
/*@ requires \valid(f) && ash_fits_wf(*f) && 0 < n;
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f) && \result <= ASH_UNITS;
    ensures \result == ASH_UNITS ==> *f == \old(*f) &&
      (\forall integer x, m; 0 <= x < ASH_UNITS && ash_fit(*f, x, m) ==> m < n);
    ensures \result < ASH_UNITS ==> \exists integer l; n <= l &&
      ash_fit(\old(*f), \result, l) &&
      (\forall integer x, m; 0 <= x < ASH_UNITS ==> (ash_fit(*f, x, m) <==>
        (ash_fit(\old(*f), x, m) && !(x == \result && m == l))));
*/
size_t ash_fits_pull(struct ash_fits *f, size_t n);

// Is the run of n units from i on, on record? Work: a few steps.
/*@ requires \valid(f) && ash_fits_wf(*f) && i < ASH_UNITS && 0 < n <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_fit(*f, i, n);
*/
bool ash_fits_test(const struct ash_fits *f, size_t i, size_t n);

// Does the invariant hold? For any contents at all. Work: a step a word of all the sets, and two
// a region.
/*@ requires \valid(f);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_fits_wf(*f);
*/
bool ash_fits_check(const struct ash_fits *f);

#endif
