// SPDX-License-Identifier: MIT
// layout: which units belong to slabs, of what row, and where slots start.
#ifndef ASH_LAYOUT_H
#define ASH_LAYOUT_H

#include "shapes.h"

// Slabs that a heap is to have at most.
#define ASH_SLABS_MANY 2048

struct ash_layout {
    size_t limit; // units
    struct ash_shapes shapes;
    uint8_t row[ASH_UNITS];   // that of the slab a unit belongs to, or 0
    ash_unit base[ASH_UNITS]; // and the first unit of that slab
};

#ifdef __FRAMAC__
#include "../proofs/logic/layout.acsl"
#endif

// There is no slab. Those to come have so many units that there cannot be more than ASH_SLABS_MANY, as
// far as the bounds of shapes.h let them: where there is much room, long ones waste little of it.
// Work: two steps a unit.
/*@ requires \valid(l) && limit <= ASH_UNITS;
    terminates \true;
    assigns *l;
    ensures ash_layout_wf(*l) && l->limit == limit;
    ensures \forall integer u; 0 <= u < limit ==> l->row[u] == 0;
    ensures ash_shapes_drawn(l->shapes, ash_slab_least(limit));
*/
void ash_layout_init(struct ash_layout *l, size_t limit);

// The slots of unit u, which belongs to a slab: a bit for each granule at which one starts.
/*@ requires \valid(l) && ash_layout_wf(*l) && u < l->limit && l->row[u] != 0;
    terminates \true;
    assigns \nothing;
    ensures \forall integer k; 0 <= k < ASH_WORD_BITS ==>
      (ash_bit(\result, k) <==> ash_slot(*l, u, k));
*/
static inline ash_word ash_layout_slots(const struct ash_layout *l, size_t u)
{
    return l->shapes.slots[(size_t)l->row[u] * ASH_SLAB_MOST + (u - l->base[u])];
}

// Makes a slab of row r that starts at unit b, of units that belong to none. Work: a step for each
// of them, at most ASH_SLAB_MOST.
/*@ requires \valid(l) && ash_layout_wf(*l) && 1 <= r <= ASH_ROWS;
    requires b < l->limit && b + l->shapes.units[r] <= l->limit;
    requires \forall integer u; b <= u < b + l->shapes.units[r] ==> l->row[u] == 0;
    terminates \true;
    assigns l->row[0 .. ASH_UNITS - 1], l->base[0 .. ASH_UNITS - 1];
    ensures ash_layout_wf(*l) && ash_slab(*l, b, b + l->shapes.units[r], r);
    ensures ash_layout_redrawn(\old(*l), *l, b, b + l->shapes.units[r], r);
    ensures ash_layout_same_slots(\old(*l), *l, b, b + l->shapes.units[r]);
    ensures ash_slot(*l, b, 0);
*/
void ash_layout_begin(struct ash_layout *l, size_t b, size_t r);

// Ends the slab of row r that starts at unit b. Work: likewise.
/*@ requires \valid(l) && ash_layout_wf(*l) && ash_slab(*l, b, b + l->shapes.units[r], r);
    terminates \true;
    assigns l->row[0 .. ASH_UNITS - 1];
    ensures ash_layout_wf(*l);
    ensures ash_layout_redrawn(\old(*l), *l, b, b + l->shapes.units[r], 0);
    ensures ash_layout_same_slots(\old(*l), *l, b, b + l->shapes.units[r]);
*/
void ash_layout_end(struct ash_layout *l, size_t b, size_t r);

// Does the invariant hold? For any contents at all. Work: as ash_shapes_check, and a few steps a
// unit and slab.
/*@ requires \valid(l);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_layout_wf(*l);
*/
bool ash_layout_check(const struct ash_layout *l);

#endif
