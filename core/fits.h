// SPDX-License-Identifier: MIT
// fits: where runs start, by how long they are, and one that is long enough.
//
// Up to ASH_FITS units a length has a row, the set of all places where a run of that length
// starts, and the shortest that will do is found at once. Longer runs are kept by region: no two
// of them start in the same one, so a region has at most one length, and the peaks find a region
// that has one long enough. So no request is refused that any of the runs could serve.
#ifndef ASH_FITS_H
#define ASH_FITS_H

#include "peaks.h"

struct ash_fits {
    struct ash_set row[ASH_FITS]; // row[l - 1]: where runs of l units start
    ash_word rows;                // bit l - 1: that row has a member
    struct ash_peaks peaks;       // the length of the longer run that starts in a region, or 0
    ash_unit at[ASH_REGIONS];     // and where it starts
};

#ifdef __FRAMAC__
#include "../proofs/logic/fits.acsl"
#endif

// No run is on record. Work: a step a word of all the sets, and three a region.
/*@ requires \valid(f);
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==> !ash_fit(*f, x, m);
    ensures \forall integer r; 0 <= r < ASH_REGIONS ==> ash_peak(f->peaks, r) == 0;
*/
void ash_fits_init(struct ash_fits *f);

// Records the run of n units from i on. Work: as ash_set_insert, or as ash_peaks_set.
/*@ requires \valid(f) && ash_fits_wf(*f) && i < ASH_UNITS && 0 < n <= ASH_UNITS;
    requires n > ASH_FITS ==> ash_peak(f->peaks, i / ASH_FITS) == 0;
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==>
      (ash_fit(*f, x, m) <==> (ash_fit(\old(*f), x, m) || (x == i && m == n)));
*/
void ash_fits_put(struct ash_fits *f, size_t i, size_t n);

// Strikes it off the record. Work: likewise, and a step a root.
/*@ requires \valid(f) && ash_fits_wf(*f) && i < ASH_UNITS && ash_fit(*f, i, n);
    terminates \true;
    assigns *f;
    ensures ash_fits_wf(*f);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==>
      (ash_fit(*f, x, m) <==> (ash_fit(\old(*f), x, m) && !(x == i && m == n)));
*/
void ash_fits_drop(struct ash_fits *f, size_t i, size_t n);

// Where a run of at least n units starts: one of the shortest if that is not above ASH_FITS, and
// of these the lowest. ASH_UNITS when none is that long. Work: as ash_set_next, or as
// ash_peaks_find.
/*@ requires \valid(f) && ash_fits_wf(*f) && 0 < n;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_UNITS;
    ensures \result == ASH_UNITS ==>
      (\forall integer x, m; 0 <= x < ASH_UNITS && ash_fit(*f, x, m) ==> m < n);
    ensures \result < ASH_UNITS ==> ash_fit_least(*f, \result, n);
*/
size_t ash_fits_find(const struct ash_fits *f, size_t n);

// Is the run of n units from i on, on record? Work: a few steps.
/*@ requires \valid(f) && i < ASH_UNITS && 0 < n;
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
