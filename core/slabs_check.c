// SPDX-License-Identifier: MIT
// The validator of slabs: does the invariant hold, whatever the state contains?
#include "slabs.h"

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

// Is all that row r has at hand besides the rack a free slot of it?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      (\forall integer k; 0 <= k < ASH_WORD_BITS && ash_bit(s->racks.rest[r], k) ==>
        ash_slot_free(*s, r, s->racks.unit[r], k));
*/
static bool rest_sound(const struct ash_slabs *s, size_t r)
{
    size_t u = s->racks.unit[r];
    ash_word rest = s->racks.rest[r];
    if (ash_word_empty(rest)) return true;
    if (u >= s->layout.limit || s->layout.row[u] != r) return false;
    ash_word free = ash_layout_slots(&s->layout, u) & ash_word_not(s->live[u]);
    return ash_word_empty(rest & ash_word_not(free));
}

// Is all that row r has at hand a free slot of it?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> (\forall integer g; ash_at_hand(s->racks, r, g) ==>
      ash_slot_free(*s, r, g / ASH_WORD_BITS, g % ASH_WORD_BITS));
*/
static bool hand_sound(const struct ash_slabs *s, size_t r)
{
    /*@ assert rest: \forall integer k; 0 <= k < ASH_WORD_BITS && ash_bit(s->racks.rest[r], k) ==>
          ash_at_hand(s->racks, r, s->racks.unit[r] * ASH_WORD_BITS + k); */
    return rack_sound(s, r) && rest_sound(s, r);
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
    if (s->racks.unit[r] == u) loose &= ash_word_not(s->racks.rest[r]);
    /*@ loop invariant 0 <= i <= s->racks.held[r];
        loop invariant \forall integer k; 0 <= k < ASH_WORD_BITS ==>
          (ash_bit(loose, k) <==> (ash_slot_free(*s, r, u, k) &&
            !ash_among(s->racks.unit[r], s->racks.rest[r], u * ASH_WORD_BITS + k) &&
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

// Does a slab of row r start at unit b that has loose slots?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_slab_loose(*s, r, b);
*/
static bool slab_loose(const struct ash_slabs *s, size_t r, size_t b)
{
    if (b >= s->layout.limit || s->layout.row[b] != r || s->layout.base[b] != b) return false;
    size_t end = b + s->layout.shapes.units[r];
    /*@ loop invariant b <= u <= end;
        loop invariant \forall integer v, k; b <= v < u ==> !ash_slot_loose(*s, r, v, k);
        loop assigns u;
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) {
        if (!ash_word_empty(loose_slots(s, u))) return true;
    }
    return false;
}

// Are the members of the set of row r slabs of it that have loose slots?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && 0 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> (ash_set_wf(s->open[r]) && (r != 0 ==>
      \forall integer b; 0 <= b < ASH_SET_MEMBERS && ash_in(s->open[r], b) ==>
        ash_slab_loose(*s, r, b)));
*/
static bool row_sound(const struct ash_slabs *s, size_t r)
{
    if (!ash_set_check(&s->open[r])) return false;
    size_t b = r == 0 ? ASH_SET_MEMBERS : 0;
    /*@ loop invariant 0 <= b <= ASH_SET_MEMBERS && (r == 0 ==> b == ASH_SET_MEMBERS);
        loop invariant r != 0 ==> \forall integer v; 0 <= v < b && ash_in(s->open[r], v) ==>
          ash_slab_loose(*s, r, v);
        loop assigns b;
        loop variant ASH_SET_MEMBERS - b;
    */
    while (b < ASH_SET_MEMBERS) {
        b = ash_set_next(&s->open[r], b);
        if (b == ASH_SET_MEMBERS) return true;
        //@ assert member: r != 0 && ash_in(s->open[r], b);
        if (!slab_loose(s, r, b)) return false;
        b++;
    }
    return true;
}

// Do blocks live in unit u only where they may, and is its slab open if it has loose slots?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_racks_wf(s->racks) && u < s->layout.limit;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      ((\forall integer k; 0 <= k < ASH_WORD_BITS && ash_alive(*s, u, k) ==>
        (s->layout.row[u] == 0 ? k == 0 : ash_slot(s->layout, u, k))) &&
       (\forall integer k; s->layout.row[u] != 0 && ash_slot_loose(*s, s->layout.row[u], u, k) ==>
         ash_in(s->open[s->layout.row[u]], s->layout.base[u])));
*/
static bool unit_sound(const struct ash_slabs *s, size_t u)
{
    size_t r = s->layout.row[u];
    ash_word may = r == 0 ? ash_word_set(0, 0) : ash_layout_slots(&s->layout, u);
    if (!ash_word_empty(s->live[u] & ash_word_not(may))) return false;
    if (r == 0) return true;
    return ash_word_empty(loose_slots(s, u)) || ash_set_test(&s->open[r], s->layout.base[u]);
}

bool ash_slabs_check(const struct ash_slabs *s)
{
    if (!ash_layout_check(&s->layout) || !ash_racks_check(&s->racks)) return false;
    /*@ loop invariant 0 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer q; 0 <= q < r ==> ash_set_wf(s->open[q]);
        loop invariant \forall integer q, b; 1 <= q < r && 0 <= b < ASH_SET_MEMBERS &&
          ash_in(s->open[q], b) ==> ash_slab_loose(*s, q, b);
        loop invariant \forall integer q, g; 1 <= q < r && ash_at_hand(s->racks, q, g) ==>
          ash_slot_free(*s, q, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
        loop assigns r;
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 0; r <= ASH_ROWS; r++) {
        if (!row_sound(s, r) || (r != 0 && !hand_sound(s, r))) return false;
    }
    /*@ loop invariant 0 <= u <= s->layout.limit;
        loop invariant \forall integer v, k; 0 <= v < u && 0 <= k < ASH_WORD_BITS &&
          ash_alive(*s, v, k) ==> (s->layout.row[v] == 0 ? k == 0 : ash_slot(s->layout, v, k));
        loop invariant \forall integer v, k; 0 <= v < u && s->layout.row[v] != 0 &&
          ash_slot_loose(*s, s->layout.row[v], v, k) ==>
            ash_in(s->open[s->layout.row[v]], s->layout.base[v]);
        loop assigns u;
        loop variant s->layout.limit - u;
    */
    for (size_t u = 0; u < s->layout.limit; u++) {
        if (!unit_sound(s, u)) return false;
    }
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
    return true;
}
