// SPDX-License-Identifier: MIT
// racks: for each row the granules at hand: some on a rack, of which the last to come is the first
// to go, and some of one unit besides, of which the lowest is the first.
#ifndef ASH_RACKS_H
#define ASH_RACKS_H

#include "shapes.h"

// Places on a rack, and how many slots are put there at once at most: so the next free finds room on
// it, and no alloc takes long.
#if ASH_WORD_BITS == 64
#define ASH_RACK 64
#define ASH_REFILL 16
#else
#define ASH_RACK 2
#define ASH_REFILL 1
#endif

struct ash_racks {
    uint8_t held[ASH_ROWS + 1];            // how many are on the rack,
    uint32_t slot[ASH_ROWS + 1][ASH_RACK]; // and which
    ash_word rest[ASH_ROWS + 1];           // a bit for each that is at hand besides,
    uint32_t unit[ASH_ROWS + 1];           // in the granules of this unit
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
    ensures \forall integer r, g; 1 <= r <= ASH_ROWS ==> !ash_at_hand(*k, r, g);
*/
void ash_racks_init(struct ash_racks *k);

// Takes the last off the rack of row r, which is not empty. Work: a few steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && k->held[r] > 0;
    terminates \true;
    assigns k->held[r];
    ensures ash_racks_wf(*k);
    ensures ash_at_hand(\old(*k), r, \result);
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==>
      (ash_at_hand(*k, q, g) <==> (ash_at_hand(\old(*k), q, g) && !(q == r && g == \result)));
*/
static inline size_t ash_racks_pop(struct ash_racks *k, size_t r)
{
    size_t n = k->held[r];
    k->held[r] = (uint8_t)(n - 1);
    return k->slot[r][n - 1];
}

// Puts granule g, which is not at hand, onto the rack of row r, which is not full. Work: a few
// steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && k->held[r] < ASH_RACK;
    requires g <= 0xFFFFFFFF && !ash_at_hand(*k, r, g);
    terminates \true;
    assigns k->held[r], k->slot[r][0 .. ASH_RACK - 1];
    ensures ash_racks_wf(*k) && k->held[r] == \old(k->held[r]) + 1;
    ensures \forall integer q, h; 1 <= q <= ASH_ROWS ==>
      (ash_at_hand(*k, q, h) <==> (ash_at_hand(\old(*k), q, h) || (q == r && h == g)));
*/
static inline void ash_racks_push(struct ash_racks *k, size_t r, size_t g)
{
    size_t n = k->held[r];
    k->slot[r][n] = (uint32_t)g;
    k->held[r] = (uint8_t)(n + 1);
}

// Brings those granules of unit u to hand for which a bit of w is set; no others are at hand for
// row r. Work: two steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS;
    requires u <= 0x3FFFFFF && \forall integer g; !ash_at_hand(*k, r, g);
    terminates \true;
    assigns k->rest[r], k->unit[r];
    ensures ash_racks_wf(*k) && k->rest[r] == w && k->unit[r] == u;
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==> (ash_at_hand(*k, q, g) <==>
      (ash_at_hand(\old(*k), q, g) || (q == r && ash_among(u, w, g))));
*/
static inline void ash_racks_fill(struct ash_racks *k, size_t r, size_t u, ash_word w)
{
    k->rest[r] = w;
    k->unit[r] = (uint32_t)u;
}

// Takes granule i of the unit away, one of those for which a bit is set. Work: a few steps.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS;
    requires i < ASH_WORD_BITS && ash_bit(k->rest[r], i);
    terminates \true;
    assigns k->rest[r];
    ensures ash_racks_wf(*k);
    ensures \result == k->unit[r] * ASH_WORD_BITS + i && ash_at_hand(\old(*k), r, \result);
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==>
      (ash_at_hand(*k, q, g) <==> (ash_at_hand(\old(*k), q, g) && !(q == r && g == \result)));
*/
static inline size_t ash_racks_deal(struct ash_racks *k, size_t r, unsigned i)
{
    k->rest[r] = ash_word_clear(k->rest[r], i);
    return (size_t)k->unit[r] * ASH_WORD_BITS + i;
}

// Takes all granules of units b .. end-1 out of hand; the others on the rack keep their order.
// Work: a step for each that is on the rack.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && b <= end <= 0x4000000;
    terminates \true;
    assigns k->held[r], k->slot[r][0 .. ASH_RACK - 1], k->rest[r];
    ensures ash_racks_wf(*k);
    ensures \forall integer q, g; 1 <= q <= ASH_ROWS ==> (ash_at_hand(*k, q, g) <==>
      (ash_at_hand(\old(*k), q, g) && !(q == r && b <= g / ASH_WORD_BITS < end)));
*/
void ash_racks_purge(struct ash_racks *k, size_t r, size_t b, size_t end);

// Does the invariant hold? For any contents at all. Work: the square of ASH_RACK a row.
/*@ requires \valid(k);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_racks_wf(*k);
*/
bool ash_racks_check(const struct ash_racks *k);

#endif
