// SPDX-License-Identifier: MIT
// slabs_put: slots that come back when a block is freed: onto the rack of their row, or as loose
// ones of their slab.
#ifndef ASH_SLABS_PUT_H
#define ASH_SLABS_PUT_H

#include "slabs.h"

// Ends the life of the block in slot k of unit u.
/*@ requires \valid(s) && ash_slabs_living(*s) && ash_slabs_racks(*s);
    requires u < s->layout.limit && s->layout.limit <= ASH_UNITS && k < ASH_WORD_BITS;
    requires ash_alive(*s, u, k) && 1 <= s->layout.row[u] <= ASH_ROWS;
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_living(*s) && ash_slabs_racks(*s);
    ensures ash_slabs_lose(\old(*s), *s, u, k);
    ensures ash_slot_loose(*s, s->layout.row[u], u, k);
    ensures \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
      (ash_slot_loose(*s, q, v, j) <==>
        (ash_slot_loose(\old(*s), q, v, j) || (q == s->layout.row[u] && v == u && j == k)));
*/
static inline void ash_slabs_vacate(struct ash_slabs *s, size_t u, unsigned k)
{
    s->live[u] = ash_word_clear(s->live[u], k);
    //@ assert lose: ash_slabs_lose(\at(*s, Pre), *s, u, k);
}

// Ends the life of the block at granule g, in a slot, which comes onto the rack; that is not full.
// Work: a few steps.
/*@ requires \valid(s) && ash_slabs_wf(*s) && g / ASH_WORD_BITS < s->layout.limit;
    requires ash_alive(*s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    requires s->racks.held[s->layout.row[g / ASH_WORD_BITS]] < ASH_RACK;
    requires s->layout.row[g / ASH_WORD_BITS] != 0;
    terminates \true;
    assigns s->racks, s->live[0 .. ASH_UNITS - 1];
    ensures ash_slabs_wf(*s);
    ensures ash_slabs_lose(\old(*s), *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
*/
static inline void ash_slabs_rack(struct ash_slabs *s, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    size_t r = s->layout.row[u];
    ash_slabs_vacate(s, u, g % ASH_WORD_BITS);
    ash_racks_push(&s->racks, r, g);
    /*@ assert free: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==> (ash_slot_free(*s, q, v, j) <==>
          (ash_slot_free(\at(*s, Pre), q, v, j) ||
           (q == r && v == u && j == g % ASH_WORD_BITS))); */
    /*@ assert hand: \forall integer q, v, j; 1 <= q <= ASH_ROWS && 0 <= j < ASH_WORD_BITS ==>
          (ash_at_hand(s->racks, q, v * ASH_WORD_BITS + j) <==>
            (ash_at_hand(\at(s->racks, Pre), q, v * ASH_WORD_BITS + j) ||
             (q == r && v == u && j == g % ASH_WORD_BITS))); */
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    //@ assert racks: ash_slabs_racks(*s);
}

// The same, but the slot is loose, and its slab is open already. Work: a few steps.
/*@ requires \valid(s) && ash_slabs_wf(*s) && g / ASH_WORD_BITS < s->layout.limit;
    requires ash_alive(*s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    requires ash_in(s->open[s->layout.row[g / ASH_WORD_BITS]], s->layout.base[g / ASH_WORD_BITS]);
    requires s->layout.row[g / ASH_WORD_BITS] != 0;
    terminates \true;
    assigns s->live[0 .. ASH_UNITS - 1];
    ensures ash_slabs_wf(*s);
    ensures ash_slabs_lose(\old(*s), *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
*/
static inline void ash_slabs_leave(struct ash_slabs *s, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    //@ ghost size_t r = s->layout.row[u], b = s->layout.base[u];
    ash_slabs_vacate(s, u, g % ASH_WORD_BITS);
    //@ assert loose: ash_slab_loose(*s, r, b);
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
}

// The same, whether it is open or not: it is then. Work: as ash_set_insert.
/*@ requires \valid(s) && ash_slabs_wf(*s) && g / ASH_WORD_BITS < s->layout.limit;
    requires ash_alive(*s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    requires s->layout.row[g / ASH_WORD_BITS] != 0;
    terminates \true;
    assigns s->live[0 .. ASH_UNITS - 1], s->open[0 .. ASH_ROWS];
    ensures ash_slabs_wf(*s);
    ensures ash_slabs_lose(\old(*s), *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
*/
void ash_slabs_open(struct ash_slabs *s, size_t g);

#endif
