// SPDX-License-Identifier: MIT
// The validator of slabs: does the invariant hold, whatever the state contains?
#include "slabs.h"

// Are the members of the set open units of row r, whatever is free in them?
/*@ requires \valid(s) && 0 <= r <= ASH_ROWS && s->layout.limit <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> (ash_set_wf(s->open[r]) && (r != 0 ==>
      \forall integer u; 0 <= u < ASH_SET_MEMBERS && ash_in(s->open[r], u) ==>
        u < s->layout.limit && s->layout.row[u] == r));
*/
static bool row_sound(const struct ash_slabs *s, size_t r)
{
    if (!ash_set_check(&s->open[r])) return false;
    size_t u = r == 0 ? ASH_SET_MEMBERS : 0;
    /*@ loop invariant 0 <= u <= ASH_SET_MEMBERS && (r == 0 ==> u == ASH_SET_MEMBERS);
        loop invariant r != 0 ==> \forall integer v; 0 <= v < u && ash_in(s->open[r], v) ==>
          v < s->layout.limit && s->layout.row[v] == r;
        loop assigns u;
        loop variant ASH_SET_MEMBERS - u;
    */
    while (u < ASH_SET_MEMBERS) {
        u = ash_set_next(&s->open[r], u);
        if (u == ASH_SET_MEMBERS) return true;
        //@ assert member: r != 0 && ash_in(s->open[r], u);
        if (u >= s->layout.limit || s->layout.row[u] != r) return false;
        u++;
    }
    return true;
}

// Is all that is on the rack of row r a free slot of it?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> (\forall integer g; ash_racked(s->racks, r, g) ==>
      ash_slot_free(*s, r, g / ASH_WORD_BITS, g % ASH_WORD_BITS));
*/
static bool rack_sound(const struct ash_slabs *s, size_t r)
{
    /*@ loop invariant 0 <= i <= s->racks.held[r];
        loop invariant \forall integer j; 0 <= j < i ==>
          ash_slot_free(*s, r, s->racks.slot[r][j] / ASH_WORD_BITS,
                        s->racks.slot[r][j] % ASH_WORD_BITS);
        loop assigns i;
        loop variant s->racks.held[r] - i;
    */
    for (size_t i = 0; i < s->racks.held[r]; i++) {
        size_t u = s->racks.slot[r][i] / ASH_WORD_BITS, k = s->racks.slot[r][i] % ASH_WORD_BITS;
        //@ assert on: ash_racked(s->racks, r, s->racks.slot[r][i]);
        if (u >= s->layout.limit || s->layout.row[u] != r) return false;
        if (!ash_word_test(ash_layout_slots(&s->layout, u), k)) return false;
        if (ash_word_test(s->live[u], k)) return false;
    }
    return true;
}

// The loose slots of unit u.
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks);
    requires u < s->layout.limit && s->layout.row[u] != 0;
    terminates \true;
    assigns \nothing;
    ensures \forall integer k; 0 <= k < ASH_WORD_BITS ==>
      (ash_bit(\result, k) <==> ash_slot_loose(*s, s->layout.row[u], u, k));
*/
static ash_word loose_slots(const struct ash_slabs *s, size_t u)
{
    size_t r = s->layout.row[u];
    ash_word loose = ash_layout_slots(&s->layout, u) & ash_word_not(s->live[u]);
    /*@ loop invariant 0 <= i <= s->racks.held[r];
        loop invariant \forall integer k; 0 <= k < ASH_WORD_BITS ==>
          (ash_bit(loose, k) <==> (ash_slot_free(*s, r, u, k) &&
            \forall integer j; 0 <= j < i ==> s->racks.slot[r][j] != u * ASH_WORD_BITS + k));
        loop assigns i, loose;
        loop variant s->racks.held[r] - i;
    */
    for (size_t i = 0; i < s->racks.held[r]; i++) {
        size_t g = s->racks.slot[r][i];
        if (g / ASH_WORD_BITS == u) loose = ash_word_clear(loose, g % ASH_WORD_BITS);
    }
    return loose;
}

// Do blocks live in unit u only where they may, and is it open if it has loose slots?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && u < s->layout.limit;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      ((\forall integer k; 0 <= k < ASH_WORD_BITS && ash_alive(*s, u, k) ==>
        (s->layout.row[u] == 0 ? k == 0 : ash_slot(s->layout, u, k))) &&
       (s->layout.row[u] != 0 ==> (ash_in(s->open[s->layout.row[u]], u) <==>
        ash_unit_loose(*s, s->layout.row[u], u))));
*/
static bool unit_sound(const struct ash_slabs *s, size_t u)
{
    size_t r = s->layout.row[u];
    ash_word may = r == 0 ? ash_word_set(0, 0) : ash_layout_slots(&s->layout, u);
    if (!ash_word_empty(s->live[u] & ash_word_not(may))) return false;
    if (r == 0) return true;
    bool none = ash_word_empty(loose_slots(s, u));
    //@ assert some: none == false <==> ash_unit_loose(*s, r, u);
    return ash_set_test(&s->open[r], u) != none;
}

bool ash_slabs_check(const struct ash_slabs *s)
{
    if (!ash_layout_check(&s->layout) || !ash_racks_check(&s->racks)) return false;
    /*@ loop invariant 0 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer q; 0 <= q < r ==> ash_set_wf(s->open[q]);
        loop invariant \forall integer q, u; 1 <= q < r && 0 <= u < ASH_SET_MEMBERS &&
          ash_in(s->open[q], u) ==> u < s->layout.limit && s->layout.row[u] == q;
        loop invariant \forall integer q, g; 1 <= q < r && ash_racked(s->racks, q, g) ==>
          ash_slot_free(*s, q, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
        loop assigns r;
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 0; r <= ASH_ROWS; r++) {
        if (!row_sound(s, r) || (r != 0 && !rack_sound(s, r))) return false;
    }
    /*@ loop invariant 0 <= u <= s->layout.limit;
        loop invariant \forall integer v, k; 0 <= v < u && 0 <= k < ASH_WORD_BITS &&
          ash_alive(*s, v, k) ==> (s->layout.row[v] == 0 ? k == 0 : ash_slot(s->layout, v, k));
        loop invariant \forall integer v; 0 <= v < u && s->layout.row[v] != 0 ==>
          (ash_in(s->open[s->layout.row[v]], v) <==> ash_unit_loose(*s, s->layout.row[v], v));
        loop assigns u;
        loop variant s->layout.limit - u;
    */
    for (size_t u = 0; u < s->layout.limit; u++) {
        if (!unit_sound(s, u)) return false;
    }
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    //@ assert open: ash_slabs_open_but(*s, 0, 0);
    return true;
}
