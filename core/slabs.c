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
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
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

// The lowest unit from u on that has free slots of row r; end if none below end has.
/*@ requires \valid(s) && ash_layout_wf(s->layout) && 1 <= r <= ASH_ROWS;
    requires u <= end <= s->layout.limit && end - u <= ASH_SLAB_MOST;
    requires \forall integer v; u <= v < end ==> s->layout.row[v] == r;
    terminates \true;
    assigns \nothing;
    ensures u <= \result <= end;
    ensures \forall integer v, k; u <= v < \result ==> !ash_slot_free(*s, r, v, k);
    ensures \result < end ==> \exists integer k; ash_slot_free(*s, r, \result, k);
*/
static size_t next_with_free(const struct ash_slabs *s, size_t u,
                             size_t end) /*@ ghost (size_t r) */
{
    /*@ loop invariant \at(u, Pre) <= u <= end;
        loop invariant \forall integer v, k; \at(u, Pre) <= v < u ==> !ash_slot_free(*s, r, v, k);
        loop invariant at_most: end - u <= ASH_SLAB_MOST;
        loop assigns u;
        loop variant end - u;
    */
    while (u < end && ash_word_empty(free_slots(s, u))) u++;
    return u;
}

// Puts the free slots of units b .. end-1, of row r, onto the rack, which is empty, the highest first,
// ASH_REFILL of them at most; no other of the row is at hand. Is none of them loose then?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_slabs_racks(*s) && 1 <= r <= ASH_ROWS;
    requires b < end <= s->layout.limit && end - b <= ASH_SLAB_MOST;
    requires \forall integer v; b <= v < end ==> s->layout.row[v] == r;
    requires \forall integer g; !ash_at_hand(s->racks, r, g);
    requires \exists integer v, k; b <= v < end && ash_slot_free(*s, r, v, k);
    terminates \true;
    assigns s->racks;
    ensures ash_slabs_racks(*s);
    ensures \forall integer q, v, k; 1 <= q <= ASH_ROWS && !(q == r && b <= v < end) ==>
      (ash_slot_loose(*s, q, v, k) <==> ash_slot_loose(\old(*s), q, v, k));
    ensures \result == true <==>
      \forall integer v, k; b <= v < end ==> !ash_slot_loose(*s, r, v, k);
    ensures \exists integer g; ash_at_hand(s->racks, r, g);
*/
static bool stack(struct ash_slabs *s, size_t r, size_t b, size_t end)
{
    //@ assert bare: !ash_at_hand(s->racks, r, s->racks.slot[r][0]) && s->racks.held[r] == 0;
    size_t u = end;
    ash_word left = 0; // of the free slots of unit u
    /*@ loop invariant b <= u <= end;
        loop invariant racks: s->racks.held[r] <= ASH_REFILL && ash_slabs_racks(*s);
        loop invariant left: \forall integer k; 0 <= k < ASH_WORD_BITS ==>
          (ash_bit(left, k) <==> u < end && ash_slot_loose(*s, r, u, k));
        loop invariant above: \forall integer v, k; u < v < end ==> !ash_slot_loose(*s, r, v, k);
        loop invariant others: \forall integer q, v, k; 1 <= q <= ASH_ROWS &&
          !(q == r && u <= v < end) ==>
            (ash_slot_loose(*s, q, v, k) <==> ash_slot_loose(\at(*s, Pre), q, v, k));
        loop invariant hand: \forall integer v, k; 0 <= v < u && 0 <= k < ASH_WORD_BITS ==>
          !ash_at_hand(s->racks, r, v * ASH_WORD_BITS + k);
        loop invariant at_most: u - b + (ASH_REFILL - s->racks.held[r]) <= ASH_SLAB_MOST + ASH_REFILL;
        loop assigns u, left, s->racks;
        loop variant u - b + (ASH_REFILL - s->racks.held[r]);
    */
    while (ash_word_empty(left) ? u > b : s->racks.held[r] < ASH_REFILL) {
        unsigned k = ash_word_any(left);
        if (k == ASH_WORD_BITS) {
            u--;
            left = free_slots(s, u);
        } else {
            size_t g = u * ASH_WORD_BITS + k;
            //@ assert split: g / ASH_WORD_BITS == u && g % ASH_WORD_BITS == k;
            /*@ assert below: \forall integer v, j; 0 <= v < u && 0 <= j < ASH_WORD_BITS ==>
                  v * ASH_WORD_BITS + j != g; */
            //@ assert loose: ash_slot_loose(*s, r, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
            ash_racks_push(&s->racks, r, g);
            /*@ assert still: \forall integer q, v, j;
                  ash_slot_free(*s, q, v, j) <==> ash_slot_free(\at(*s, Pre), q, v, j); */
            left = ash_word_clear(left, k);
        }
    }
    bool none = ash_word_empty(left);
    /*@ assert free: \exists integer v, k; b <= v < end && ash_slot_free(*s, r, v, k) &&
          (none == false || ash_at_hand(s->racks, r, v * ASH_WORD_BITS + k)); */
    //@ assert full: none == false ==> ash_at_hand(s->racks, r, s->racks.slot[r][0]);
    return none;
}

// Brings free slots of the slab of row r from unit b to `end` to hand, from the first unit on that has
// any; no other of the row is. Has the slab none left then that is loose?
/*@ requires \valid(s) && ash_layout_wf(s->layout) && ash_slabs_racks(*s) && 1 <= r <= ASH_ROWS;
    requires b < end <= s->layout.limit && end - b <= ASH_SLAB_MOST;
    requires \forall integer v; b <= v < end ==> s->layout.row[v] == r;
    requires \forall integer g; !ash_at_hand(s->racks, r, g);
    requires \exists integer v, k; b <= v < end && ash_slot_free(*s, r, v, k);
    terminates \true;
    assigns s->racks;
    ensures ash_slabs_racks(*s);
    ensures \forall integer q, v, k; 1 <= q <= ASH_ROWS && !(q == r && b <= v < end) ==>
      (ash_slot_loose(*s, q, v, k) <==> ash_slot_loose(\old(*s), q, v, k));
    ensures \result == true <==>
      \forall integer v, k; b <= v < end ==> !ash_slot_loose(*s, r, v, k);
    ensures \exists integer g; ash_at_hand(s->racks, r, g);
*/
static bool bring(struct ash_slabs *s, size_t r, size_t b, size_t end)
{
    size_t u = next_with_free(s, b, end) /*@ ghost (r) */;
    //@ assert found: u < end;
    //@ assert lower: \forall integer v, k; b <= v < u ==> !ash_slot_free(*s, r, v, k);
    // As many units as have ASH_REFILL slots at most; where one has more, that one, as it is.
    size_t units = ASH_REFILL * (size_t)s->layout.shapes.size[r] / ASH_WORD_BITS;
    size_t top = units <= 1 ? u + 1 : units < end - u ? u + units : end;
    bool none = true;
    if (units > 1) {
        none = stack(s, r, u, top);
    } else {
        ash_word slots = free_slots(s, u);
        //@ assert some: \exists integer k; 0 <= k < ASH_WORD_BITS && ash_bit(slots, k);
        ash_racks_fill(&s->racks, r, u, slots);
        /*@ assert hand: \forall integer k; ash_slot_free(*s, r, u, k) ==> ash_bit(slots, k) &&
              ash_at_hand(s->racks, r, u * ASH_WORD_BITS + k); */
        //@ assert unit: \forall integer k; !ash_slot_loose(*s, r, u, k);
    }
    /*@ assert same: \forall integer v, k;
          ash_slot_free(*s, r, v, k) <==> ash_slot_free(\at(*s, Pre), r, v, k); */
    /*@ assert here: none == true <==>
          \forall integer v, k; b <= v < top ==> !ash_slot_loose(*s, r, v, k); */
    /*@ assert above: \forall integer v, k; top <= v < end ==>
          (ash_slot_loose(*s, r, v, k) <==> ash_slot_free(*s, r, v, k)); */
    return none && next_with_free(s, top, end) /*@ ghost (r) */ == end;
}

// The slab of row r that starts at unit b is open, and stays so if it has loose slots.
/*@ requires \valid(s) && ash_slabs_open_else(*s, r, b) && 1 <= r <= ASH_ROWS;
    requires b < s->layout.limit && s->layout.limit <= ASH_UNITS && ash_in(s->open[r], b);
    requires none == true <==> !ash_slab_loose(*s, r, b);
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_else(*s, 0, 0);
*/
static void shut(struct ash_slabs *s, size_t r, size_t b, bool none)
{
    if (none) ash_set_remove(&s->open[r], b);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert slabs: \forall integer q, v; ash_slab_loose(*s, q, v) <==>
          ash_slab_loose(\at(*s, Pre), q, v); */
}

bool ash_slabs_refill(struct ash_slabs *s, size_t r)
{
    size_t b = ash_set_least(&s->open[r]);
    /*@ assert bare: \forall integer v, k; ash_slot_free(*s, r, v, k) ==>
          ash_slot_loose(*s, r, v, k) && ash_slab_loose(*s, r, s->layout.base[v]) &&
          ash_in(s->open[r], s->layout.base[v]); */
    if (b == ASH_SET_MEMBERS) return false;
    //@ assert slab: ash_slab_loose(*s, r, b);
    size_t end = b + s->layout.shapes.units[r];
    //@ assert whole: \forall integer v; b <= v < end ==> s->layout.row[v] == r && s->layout.base[v] == b;
    bool none = bring(s, r, b, end);
    /*@ assert elsewhere: \forall integer q, v, k; 1 <= q <= ASH_ROWS &&
          !(q == r && s->layout.base[v] == b) ==>
            (ash_slot_loose(*s, q, v, k) <==> ash_slot_loose(\at(*s, Pre), q, v, k)); */
    /*@ assert others: \forall integer q, v; 1 <= q <= ASH_ROWS && !(q == r && v == b) ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    //@ assert rest: none == true <==> !ash_slab_loose(*s, r, b);
    shut(s, r, b, none);
    return true;
}

void ash_slabs_spill(struct ash_slabs *s, size_t r, size_t b)
{
    ash_set_insert(&s->open[r], b);
    /*@ assert same: \forall integer q, v, j; ash_slot_loose(*s, q, v, j) <==>
          ash_slot_loose(\at(*s, Pre), q, v, j); */
    /*@ assert slabs: \forall integer q, v; ash_slab_loose(*s, q, v) <==>
          ash_slab_loose(\at(*s, Pre), q, v); */
}
