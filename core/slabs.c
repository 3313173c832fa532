// SPDX-License-Identifier: MIT
#include "slabs.h"

void ash_slabs_init(struct ash_slabs *s, size_t limit)
{
    ash_layout_init(&s->layout, limit);
    ash_racks_init(&s->racks);
    /*@ loop invariant 0 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer q; 0 <= q < r ==> ash_set_wf(s->open[q]);
        loop invariant \forall integer q; 0 <= q < r ==> ash_set_none(s->open[q]);
        loop assigns r, s->open[0 .. ASH_ROWS];
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 0; r <= ASH_ROWS; r++) ash_set_init(&s->open[r]);
    /*@ loop invariant 0 <= u <= ASH_UNITS;
        loop invariant \forall integer v; 0 <= v < u ==> s->live[v] == 0;
        loop assigns u, s->live[0 .. ASH_UNITS - 1];
        loop variant ASH_UNITS - u;
    */
    for (size_t u = 0; u < ASH_UNITS; u++) s->live[u] = 0;
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    //@ assert open: ash_slabs_open_but(*s, 0, 0);
}

// The free slots of a unit, at hand or not.
/*@ requires \valid(s) && ash_layout_wf(s->layout) && u < s->layout.limit && s->layout.row[u] != 0;
    terminates \true;
    assigns \nothing;
    ensures \forall integer k; 0 <= k < ASH_WORD_BITS ==>
      (ash_bit(\result, k) <==> ash_slot_free(*s, s->layout.row[u], u, k));
*/
static ash_word free_slots(const struct ash_slabs *s, size_t u)
{
    return ash_layout_slots(&s->layout, u) & ash_word_not(s->live[u]);
}

// Brings loose slots of unit u, of row r, to hand until there are ASH_STOCK. Those that are left.
/*@ requires \valid(s) && ash_slabs_living(*s) && ash_slabs_racks(*s) && 1 <= r <= ASH_ROWS;
    requires u < s->layout.limit && s->layout.limit <= ASH_UNITS;
    requires \forall integer k; 0 <= k < ASH_WORD_BITS && ash_bit(slots, k) ==>
      ash_slot_loose(*s, r, u, k);
    terminates \true;
    assigns s->racks;
    ensures ash_slabs_racks(*s);
    ensures \forall integer q, v, k; 1 <= q <= ASH_ROWS ==>
      (ash_slot_loose(*s, q, v, k) <==> (ash_slot_loose(\old(*s), q, v, k) &&
        !(q == r && v == u && ash_bit(slots, k) && !ash_bit(\result, k))));
    ensures \forall integer k; 0 <= k < ASH_WORD_BITS && ash_bit(\result, k) ==> ash_bit(slots, k);
*/
static ash_word stock(struct ash_slabs *s, size_t r, size_t u, ash_word slots)
{
    //@ ghost ash_word all = slots;
    unsigned k = ash_word_first(slots);
    /*@ loop invariant ash_slabs_racks(*s) && k <= ASH_WORD_BITS;
        loop invariant \forall integer j; 0 <= j < k && j < ASH_WORD_BITS ==> !ash_bit(slots, j);
        loop invariant k < ASH_WORD_BITS ==> ash_bit(slots, k);
        loop invariant \forall integer j; 0 <= j < ASH_WORD_BITS && ash_bit(slots, j) ==>
          ash_bit(all, j);
        loop invariant \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> (ash_slot_loose(\at(*s, Pre), q, v, j) &&
            !(q == r && v == u && ash_bit(all, j) && !ash_bit(slots, j))));
        loop assigns s->racks, slots, k;
        loop variant ASH_WORD_BITS - k;
    */
    while (k < ASH_WORD_BITS && s->racks.held[r] < ASH_STOCK) {
        //@ assert loose: ash_slot_loose(*s, r, u, k);
        ash_racks_push(&s->racks, r, u * ASH_WORD_BITS + k);
        slots = ash_word_clear(slots, k);
        k = ash_word_first(slots);
    }
    return slots;
}

// Lets a block live in slot k of unit u, of row r, and brings others of the slots to hand. Those
// that are left.
/*@ requires \valid(s) && ash_slabs_living(*s) && ash_slabs_racks(*s) && 1 <= r <= ASH_ROWS;
    requires u < s->layout.limit && s->layout.limit <= ASH_UNITS && k < ASH_WORD_BITS;
    requires \forall integer j; 0 <= j < ASH_WORD_BITS ==>
      (ash_bit(slots, j) <==> ash_slot_loose(*s, r, u, j));
    requires ash_bit(slots, k);
    terminates \true;
    assigns s->racks, s->live[u];
    ensures ash_slabs_living(*s) && ash_slabs_racks(*s);
    ensures ash_slabs_gain(\old(*s), *s, u, k);
    ensures \forall integer q, v, j; 1 <= q <= ASH_ROWS && !(q == r && v == u) ==>
      (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\old(*s), q, v, j));
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
      (ash_bit(\result, j) <==> ash_slot_loose(*s, r, u, j));
*/
static ash_word draw(struct ash_slabs *s, size_t r, size_t u, unsigned k, ash_word slots)
{
    ash_slabs_settle(s, u, k) /*@ ghost (r) */;
    return stock(s, r, u, ash_word_clear(slots, k));
}

// Unit u of row r is open, and stays so if it has loose slots: `left` tells.
/*@ requires \valid(s) && ash_slabs_open_else(*s, r, u) && 1 <= r <= ASH_ROWS;
    requires u < s->layout.limit && s->layout.limit <= ASH_UNITS && ash_in(s->open[r], u);
    requires \forall integer j; 0 <= j < ASH_WORD_BITS ==>
      (ash_bit(left, j) <==> ash_slot_loose(*s, r, u, j));
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_but(*s, 0, 0);
*/
static void shut(struct ash_slabs *s, size_t r, size_t u, ash_word left)
{
    bool last = ash_word_empty(left);
    //@ assert rest: last == false <==> ash_unit_loose(*s, r, u);
    if (last) ash_set_remove(&s->open[r], u);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert units: \forall integer q, v; ash_unit_loose(*s, q, v) <==>
          ash_unit_loose(\at(*s, Pre), q, v); */
}

size_t ash_slabs_refill(struct ash_slabs *s, size_t r)
{
    size_t u = ash_set_least(&s->open[r]);
    /*@ assert bare: \forall integer v, k; ash_slot_free(*s, r, v, k) ==>
          ash_slot_loose(*s, r, v, k) && ash_unit_loose(*s, r, v) && ash_in(s->open[r], v); */
    if (u == ASH_SET_MEMBERS) return ASH_NO_SLOT;
    //@ assert unit: ash_unit_loose(*s, r, u);
    ash_word slots = free_slots(s, u);
    unsigned k = ash_word_first(slots);
    //@ assert found: k < ASH_WORD_BITS && ash_slot_loose(*s, r, u, k);
    ash_word left = draw(s, r, u, k, slots);
    /*@ assert others: \forall integer q, v; 1 <= q <= ASH_ROWS && !(q == r && v == u) ==>
          (ash_unit_loose(*s, q, v) <==> ash_unit_loose(\at(*s, Pre), q, v)); */
    shut(s, r, u, left);
    return u * ASH_WORD_BITS + k;
}

void ash_slabs_spill(struct ash_slabs *s, size_t r, size_t u)
{
    ash_set_insert(&s->open[r], u);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert units: \forall integer q, v; ash_unit_loose(*s, q, v) <==>
          ash_unit_loose(\at(*s, Pre), q, v); */
}

void ash_slabs_mark(struct ash_slabs *s, size_t u)
{
    s->live[u] = 1;
    //@ assert gain: ash_slabs_gain(\at(*s, Pre), *s, u, 0);
    //@ assert alive: ash_alive(*s, u, 0);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert units: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_unit_loose(*s, q, v) <==> ash_unit_loose(\at(*s, Pre), q, v)); */
}

void ash_slabs_unmark(struct ash_slabs *s, size_t u)
{
    s->live[u] = 0;
    //@ assert lose: ash_slabs_lose(\at(*s, Pre), *s, u, 0);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert units: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_unit_loose(*s, q, v) <==> ash_unit_loose(\at(*s, Pre), q, v)); */
}
