// SPDX-License-Identifier: MIT
// Slabs begin and end.
#include "slabs.h"

// Opens unit u of row r if it has slots; all of them are loose.
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_slabs_open_but(*s, u, end);
    requires u < end && end <= s->layout.limit && 1 <= r <= ASH_ROWS && s->layout.row[u] == r;
    requires \forall integer k; 0 <= k < ASH_WORD_BITS && ash_slot(s->layout, u, k) ==>
      ash_slot_loose(*s, r, u, k);
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_but(*s, u + 1, end);
*/
static void open_unit(struct ash_slabs *s, size_t r, size_t u) /*@ ghost (size_t end) */
{
    bool none = ash_word_empty(ash_layout_slots(&s->layout, u));
    //@ assert some: none == false <==> ash_unit_loose(*s, r, u);
    if (!none) ash_set_insert(&s->open[r], u);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert units: \forall integer q, v; ash_unit_loose(*s, q, v) <==>
          ash_unit_loose(\at(*s, Pre), q, v); */
}

void ash_slabs_begin(struct ash_slabs *s, size_t b, size_t r)
{
    ash_layout_begin(&s->layout, b, r);
    size_t end = b + s->layout.shapes.units[r];
    //@ assert dead: \forall integer u, k; b <= u < end ==> !ash_alive(*s, u, k);
    //@ assert bare: \forall integer q, g; ash_slot_free(\at(*s, Pre), q, g / ASH_WORD_BITS, g % ASH_WORD_BITS) && 1 <= q ==> !(b <= g / ASH_WORD_BITS < end);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert others: \forall integer q, v, j; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert units: \forall integer q, v; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_unit_loose(*s, q, v) <==> ash_unit_loose(\at(*s, Pre), q, v)); */
    /*@ loop invariant b <= u <= end;
        loop invariant ash_slabs_open_but(*s, u, end);
        loop assigns u, s->open[r];
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) open_unit(s, r, u) /*@ ghost (end) */;
}

// Closes unit u of a slab of row r that starts at unit b and is closed so far.
/*@ requires \valid(s) && ash_slabs_open_but(*s, b, u) && b <= u && u < s->layout.limit;
    requires s->layout.limit <= ASH_UNITS && 1 <= r <= ASH_ROWS && s->layout.row[u] == r;
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_but(*s, b, u + 1);
*/
static void close_unit(struct ash_slabs *s, size_t r, size_t u) /*@ ghost (size_t b) */
{
    ash_set_remove(&s->open[r], u);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert units: \forall integer q, v; ash_unit_loose(*s, q, v) <==>
          ash_unit_loose(\at(*s, Pre), q, v); */
}

// Closes units b .. end-1, a slab of row r.
/*@ requires \valid(s) && ash_slabs_open_but(*s, 0, 0) && 1 <= r <= ASH_ROWS;
    requires b <= end <= s->layout.limit && s->layout.limit <= ASH_UNITS;
    requires \forall integer u; b <= u < end ==> s->layout.row[u] == r;
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_but(*s, b, end);
    ensures \forall integer q, v; ash_unit_loose(*s, q, v) <==> ash_unit_loose(\old(*s), q, v);
    ensures \forall integer q, v, j;
      ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\old(*s), q, v, j);
*/
static void close_units(struct ash_slabs *s, size_t b, size_t end, size_t r)
{
    /*@ loop invariant b <= u <= end;
        loop invariant ash_slabs_open_but(*s, b, u);
        loop assigns u, s->open[r];
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) close_unit(s, r, u) /*@ ghost (b) */;
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
}

void ash_slabs_end(struct ash_slabs *s, size_t b)
{
    size_t r = s->layout.row[b];
    size_t end = b + s->layout.shapes.units[r];
    close_units(s, b, end, r);
    ash_racks_purge(&s->racks, r, b * ASH_WORD_BITS, end * ASH_WORD_BITS);
    ash_layout_end(&s->layout, b, r);
    //@ assert dead: \forall integer u, k; b <= u < end ==> !ash_alive(*s, u, k);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert others: \forall integer q, v, j; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert units: \forall integer q, v; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_unit_loose(*s, q, v) <==> ash_unit_loose(\at(*s, Pre), q, v)); */
    //@ assert inside: \forall integer q, v; 1 <= q && b <= v < end ==> !ash_unit_loose(*s, q, v);
    //@ assert open: ash_slabs_open_but(*s, 0, 0);
}
