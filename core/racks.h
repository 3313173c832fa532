// SPDX-License-Identifier: MIT
// racks: for each row a few granules at hand, the last to come the first to go.
#ifndef ASH_RACKS_H
#define ASH_RACKS_H

#include "shapes.h"

// Places on a rack.
#if ASH_WORD_BITS == 64
#define ASH_RACK 64
#else
#define ASH_RACK 2
#endif

struct ash_racks {
    uint8_t held[ASH_ROWS + 1];            // how many are at hand,
    uint32_t slot[ASH_ROWS + 1][ASH_RACK]; // and which
};

#ifdef __FRAMAC__
#include "../proofs/logic/racks.acsl"
#endif

// Nothing is at hand, and nothing ever will be for row 0, of which the rack counts as full. Work:
// a step a row.
/*@ requires \valid(k);
    terminates \true;
    assigns *k;
    ensures ash_racks_wf(*k);
    ensures \forall integer r, g; 1 <= r <= ASH_ROWS ==> !ash_racked(*k, r, g);
*/
void ash_racks_init(struct ash_racks *k);

// Takes the last off the rack of row r, which is not empty. Work: a few steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && k->held[r] > 0;
    terminates \true;
    assigns k->held[r];
    ensures ash_racks_wf(*k);
    ensures ash_racked(\old(*k), r, \result);
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==>
      (ash_racked(*k, q, g) <==> (ash_racked(\old(*k), q, g) && !(q == r && g == \result)));
*/
static inline size_t ash_racks_pop(struct ash_racks *k, size_t r)
{
    size_t n = k->held[r];
    k->held[r] = (uint8_t)(n - 1);
    return k->slot[r][n - 1];
}

// Puts granule g, which is not there, onto the rack of row r, which is not full. Work: a few steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && k->held[r] < ASH_RACK;
    requires g <= 0xFFFFFFFF && !ash_racked(*k, r, g);
    terminates \true;
    assigns k->held[r], k->slot[r][0 .. ASH_RACK - 1];
    ensures ash_racks_wf(*k);
    ensures \forall integer q, h; 1 <= q <= ASH_ROWS ==>
      (ash_racked(*k, q, h) <==> (ash_racked(\old(*k), q, h) || (q == r && h == g)));
*/
static inline void ash_racks_push(struct ash_racks *k, size_t r, size_t g)
{
    size_t n = k->held[r];
    k->slot[r][n] = (uint32_t)g;
    k->held[r] = (uint8_t)(n + 1);
}

// Takes all granules from .. to-1 off the rack of row r; the others keep their order. Work: a step
// for each that is at hand.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns k->held[r], k->slot[r][0 .. ASH_RACK - 1];
    ensures ash_racks_wf(*k);
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==>
      (ash_racked(*k, q, g) <==> (ash_racked(\old(*k), q, g) && !(q == r && from <= g < to)));
*/
void ash_racks_purge(struct ash_racks *k, size_t r, size_t from, size_t to);

// Is it on the rack of row r? Work: a step for each that is at hand.
/*@ requires \valid(k) && 1 <= r <= ASH_ROWS && k->held[r] <= ASH_RACK;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_racked(*k, r, g);
*/
bool ash_racks_test(const struct ash_racks *k, size_t r, size_t g);

// Does the invariant hold? For any contents at all. Work: the square of ASH_RACK a row.
/*@ requires \valid(k);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_racks_wf(*k);
*/
bool ash_racks_check(const struct ash_racks *k);

#endif
