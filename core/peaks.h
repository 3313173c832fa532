// SPDX-License-Identifier: MIT
// peaks: a height for each region, and a region that is at least as high as asked for.
//
// A tournament: the regions are the leaves of a binary tree, and each node above them holds the
// greater of the two under it. So the root holds the greatest of all.
#ifndef ASH_PEAKS_H
#define ASH_PEAKS_H

#include "unit.h"

struct ash_peaks {
    // The root is node[1], the nodes under node[k] are node[2 * k] and node[2 * k + 1], and the
    // leaf of region r is node[ASH_REGIONS + r].
    ash_unit node[2 * ASH_REGIONS];
};

#ifdef __FRAMAC__
#include "../proofs/logic/peaks.acsl"
#endif

// All heights are 0. Work: two steps a region.
/*@ requires \valid(p);
    terminates \true;
    assigns *p;
    ensures ash_peaks_wf(*p);
    ensures \forall integer r; 0 <= r < ASH_REGIONS ==> ash_peak(*p, r) == 0;
*/
void ash_peaks_init(struct ash_peaks *p);

// The height of region r.
/*@ requires \valid(p) && r < ASH_REGIONS;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_peak(*p, r);
*/
static inline size_t ash_peaks_at(const struct ash_peaks *p, size_t r)
{
    return p->node[ASH_REGIONS + r];
}

// Makes region r as high as that. Work: a step a level of the tree at most, one more than the
// doublings from 1 to ASH_REGIONS.
/*@ requires \valid(p) && ash_peaks_wf(*p) && r < ASH_REGIONS && height <= ASH_UNITS;
    terminates \true;
    assigns *p;
    ensures ash_peaks_wf(*p);
    ensures \forall integer q; 0 <= q < ASH_REGIONS ==>
      ash_peak(*p, q) == (q == r ? height : ash_peak(\old(*p), q));
*/
void ash_peaks_set(struct ash_peaks *p, size_t r, size_t height);

// A region that is at least as high as that; ASH_REGIONS when there is none. Work: a step a level.
/*@ requires \valid(p) && ash_peaks_wf(*p) && 0 < height;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_REGIONS;
    ensures \result == ASH_REGIONS ==>
      (\forall integer r; 0 <= r < ASH_REGIONS ==> ash_peak(*p, r) < height);
    ensures \result < ASH_REGIONS ==> ash_peak(*p, \result) >= height;
*/
size_t ash_peaks_find(const struct ash_peaks *p, size_t height);

// Does the invariant hold? For any contents at all. Work: a step a region.
/*@ requires \valid(p);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_peaks_wf(*p);
*/
bool ash_peaks_check(const struct ash_peaks *p);

#endif
