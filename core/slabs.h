// SPDX-License-Identifier: MIT
// slabs: small blocks, in the slots of slabs.
//
// What is live is told by one bit a granule, set where a live block starts, and by nothing else:
// a slot is free when that bit is clear at its start. Free slots are found in two ways. Each row
// has some at hand (racks.h). The others are loose, and found by slab, in the set of those slabs
// of the row that are open.
//
// Blocks off the slabs have their bit here too, at the first granule of a unit.
#ifndef ASH_SLABS_H
#define ASH_SLABS_H

#include "layout.h"
#include "racks.h"

#define ASH_NO_SLOT SIZE_MAX

struct ash_slabs {
    struct ash_layout layout;
    struct ash_racks racks;            // free slots at hand, by row
    struct ash_set open[ASH_ROWS + 1]; // first units of slabs of that row that have loose slots
    ash_word live[ASH_UNITS];          // a bit a granule: a live block starts there
};

#ifdef __FRAMAC__
#include "../proofs/logic/slabs.acsl"
#endif

// No slab, and nothing live. Work: a few steps a unit, and a step a word of the sets.
/*@ requires \valid(s) && limit <= ASH_UNITS;
    terminates \true;
    assigns *s;
    ensures ash_slabs_wf(*s) && s->layout.limit == limit;
    ensures \forall integer u; 0 <= u < limit ==> s->layout.row[u] == 0 && s->live[u] == 0;
*/
void ash_slabs_init(struct ash_slabs *s, size_t limit);

// Lets a block live in a free slot of row r that is at hand no longer, and not counted as loose.
/*@ requires \valid(s) && ash_slabs_living(*s) && ash_slabs_racks(*s) && 1 <= r <= ASH_ROWS;
    requires u < s->layout.limit && s->layout.limit <= ASH_UNITS && k < ASH_WORD_BITS;
    requires ash_slot_loose(*s, r, u, k);
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_living(*s) && ash_slabs_racks(*s);
    ensures ash_slabs_gain(\old(*s), *s, u, k);
    ensures \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
      (ash_slot_loose(*s, q, v, j) <==>
        (ash_slot_loose(\old(*s), q, v, j) && !(v == u && j == k)));
*/
static inline void ash_slabs_settle(struct ash_slabs *s, size_t u,
                                    unsigned k) /*@ ghost (size_t r) */
{
    s->live[u] = ash_word_set(s->live[u], k);
    //@ assert gain: ash_slabs_gain(\at(*s, Pre), *s, u, k);
}

// Brings slots of row r to hand, of which none is, from the lowest slab that has any free: all of
// its lowest unit that has; of a row that has few slots a unit, those of so many units of the slab
// that they are ASH_REFILL at most. False if all are taken, and then nothing changes. Work: as
// ash_set_least and ash_set_remove, and a step for each unit of a slab and each slot of ASH_REFILL.
/*@ requires \valid(s) && ash_slabs_wf(*s) && 1 <= r <= ASH_ROWS;
    requires \forall integer g; !ash_at_hand(s->racks, r, g);
    terminates \true;
    assigns s->racks, s->open[r];
    ensures ash_slabs_wf(*s);
    ensures \result == false <==> ash_row_full(\old(*s), r);
    ensures \result == false ==> *s == \old(*s);
    ensures \result == true ==> !ash_row_full(*s, r);
    ensures \result == true ==> \exists integer g; ash_at_hand(s->racks, r, g);
*/
bool ash_slabs_refill(struct ash_slabs *s, size_t r);

// As ash_slabs_take, when one is on the rack. Work: a few steps.
/*@ requires \valid(s) && ash_slabs_wf(*s) && 1 <= r <= ASH_ROWS && s->racks.held[r] > 0;
    terminates \true;
    assigns s->racks, s->live[0 .. ASH_UNITS - 1];
    ensures ash_slabs_wf(*s) && !ash_row_full(\old(*s), r) && \result != ASH_NO_SLOT;
    ensures ash_slot_free(\old(*s), r, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
    ensures ash_slabs_gain(\old(*s), *s, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
*/
static inline size_t ash_slabs_pop(struct ash_slabs *s, size_t r)
{
    size_t g = ash_racks_pop(&s->racks, r);
    //@ assert free: ash_slot_free(*s, r, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    /*@ assert loose: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> (ash_slot_loose(\at(*s, Pre), q, v, j) ||
            (q == r && v == g / ASH_WORD_BITS && j == g % ASH_WORD_BITS))); */
    ash_slabs_settle(s, g / ASH_WORD_BITS, g % ASH_WORD_BITS) /*@ ghost (r) */;
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
    return g;
}

// As ash_slabs_take, of granule k of the unit that the row has at hand, one of its slots. Work: a
// few steps.
/*@ requires \valid(s) && ash_slabs_wf(*s) && 1 <= r <= ASH_ROWS;
    requires k < ASH_WORD_BITS && ash_bit(s->racks.rest[r], k);
    terminates \true;
    assigns s->racks, s->live[0 .. ASH_UNITS - 1];
    ensures ash_slabs_wf(*s) && !ash_row_full(\old(*s), r) && \result != ASH_NO_SLOT;
    ensures ash_slot_free(\old(*s), r, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
    ensures ash_slabs_gain(\old(*s), *s, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
*/
static inline size_t ash_slabs_deal(struct ash_slabs *s, size_t r, unsigned k)
{
    size_t g = ash_racks_deal(&s->racks, r, k);
    //@ assert free: ash_slot_free(*s, r, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    /*@ assert loose: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> (ash_slot_loose(\at(*s, Pre), q, v, j) ||
            (q == r && v == g / ASH_WORD_BITS && j == g % ASH_WORD_BITS))); */
    ash_slabs_settle(s, g / ASH_WORD_BITS, g % ASH_WORD_BITS) /*@ ghost (r) */;
    /*@ assert taken: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==> (ash_slot_free(*s, q, v, j) <==>
          (ash_slot_free(\at(*s, Pre), q, v, j) &&
           !(v == g / ASH_WORD_BITS && j == g % ASH_WORD_BITS))); */
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
    return g;
}

// A free slot of row r, in which a block lives then: its granule, or ASH_NO_SLOT when all are
// taken. One that is at hand: the last to have come onto the rack, or else the lowest of the unit.
// Work: a few steps, or as ash_slabs_refill.
/*@ requires \valid(s) && ash_slabs_wf(*s) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns s->racks, s->live[0 .. ASH_UNITS - 1], s->open[r];
    ensures ash_slabs_wf(*s);
    ensures \result == ASH_NO_SLOT <==> ash_row_full(\old(*s), r);
    ensures \result == ASH_NO_SLOT ==> *s == \old(*s);
    ensures \result != ASH_NO_SLOT ==>
      ash_slot_free(\old(*s), r, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
    ensures \result != ASH_NO_SLOT ==>
      ash_slabs_gain(\old(*s), *s, \result / ASH_WORD_BITS, \result % ASH_WORD_BITS);
*/
static inline size_t ash_slabs_take(struct ash_slabs *s, size_t r)
{
    if (s->racks.held[r] == 0 && ash_word_empty(s->racks.rest[r]) && !ash_slabs_refill(s, r))
        return ASH_NO_SLOT;
    if (s->racks.held[r] != 0) return ash_slabs_pop(s, r);
    return ash_slabs_deal(s, r, ash_word_first(s->racks.rest[r]));
}

// The slab of row r that starts at unit b gets a loose slot. It may have others.
/*@ requires \valid(s) && ash_slabs_open_else(*s, r, b) && 1 <= r <= ASH_ROWS;
    requires b < s->layout.limit && s->layout.limit <= ASH_UNITS && ash_slab_loose(*s, r, b);
    terminates \true;
    assigns s->open[r];
    ensures ash_slabs_open_else(*s, 0, 0);
*/
void ash_slabs_spill(struct ash_slabs *s, size_t r, size_t b);

// Makes a slab of row r of units that are neither part of one nor the start of a block. Work: as
// ash_set_insert, and a step for each unit, of which there are at most ASH_SLAB_MOST.
/*@ requires \valid(s) && ash_slabs_wf(*s) && 1 <= r <= ASH_ROWS;
    requires b < s->layout.limit && b + s->layout.shapes.units[r] <= s->layout.limit;
    requires \forall integer u; b <= u < b + s->layout.shapes.units[r] ==>
      s->layout.row[u] == 0 && s->live[u] == 0;
    terminates \true;
    assigns s->layout.row[0 .. ASH_UNITS - 1], s->layout.base[0 .. ASH_UNITS - 1], s->open[r];
    ensures ash_slabs_wf(*s) && ash_slab(s->layout, b, b + s->layout.shapes.units[r], r);
    ensures ash_layout_redrawn(\old(s->layout), s->layout, b, b + s->layout.shapes.units[r], r);
    ensures ash_slot_free(*s, r, b, 0);
*/
void ash_slabs_begin(struct ash_slabs *s, size_t b, size_t r);

// Is no block alive in the slab that starts at unit b? Work: a step a unit.
/*@ requires \valid(s) && ash_layout_wf(s->layout) && b < s->layout.limit;
    requires ash_slab(s->layout, b, b + s->layout.shapes.units[s->layout.row[b]],
                      s->layout.row[b]);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_slab_idle(*s, b);
*/
static inline bool ash_slabs_idle(const struct ash_slabs *s, size_t b)
{
    size_t end = b + s->layout.shapes.units[s->layout.row[b]];
    /*@ loop invariant b <= u <= end;
        loop invariant \forall integer v; b <= v < u ==> s->live[v] == 0;
        loop invariant at_most: end - u <= ASH_SLAB_MOST;
        loop assigns u;
        loop variant end - u;
    */
    for (size_t u = b; u < end; u++) {
        if (s->live[u] != 0) return false;
    }
    return true;
}

// Ends that slab, in which no block is alive. Work: as ash_set_remove and ash_racks_purge, and a
// step for each unit.
/*@ requires \valid(s) && ash_slabs_wf(*s) && b < s->layout.limit;
    requires ash_slab(s->layout, b, b + s->layout.shapes.units[s->layout.row[b]],
                      s->layout.row[b]);
    requires ash_slab_idle(*s, b);
    terminates \true;
    assigns s->layout.row[0 .. ASH_UNITS - 1], s->racks, s->open[0 .. ASH_ROWS];
    ensures ash_slabs_wf(*s);
    ensures ash_layout_redrawn(\old(s->layout), s->layout, b,
      b + s->layout.shapes.units[\old(s->layout.row[b])], 0);
*/
void ash_slabs_end(struct ash_slabs *s, size_t b);

// Lets a block live off the slabs, from unit u on. Work: a step.
/*@ requires \valid(s) && ash_slabs_wf(*s) && u < s->layout.limit && s->layout.row[u] == 0;
    requires s->live[u] == 0;
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_wf(*s) && s->live[u] == 1;
    ensures ash_slabs_gain(\old(*s), *s, u, 0);
*/
static inline void ash_slabs_mark(struct ash_slabs *s, size_t u)
{
    s->live[u] = 1;
    //@ assert gain: ash_slabs_gain(\at(*s, Pre), *s, u, 0);
    //@ assert alive: ash_alive(*s, u, 0);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
}

// Ends the life of that block. Work: a step.
/*@ requires \valid(s) && ash_slabs_wf(*s) && u < s->layout.limit && s->layout.row[u] == 0;
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_wf(*s) && s->live[u] == 0;
    ensures ash_slabs_lose(\old(*s), *s, u, 0);
*/
static inline void ash_slabs_unmark(struct ash_slabs *s, size_t u)
{
    s->live[u] = 0;
    //@ assert lose: ash_slabs_lose(\at(*s, Pre), *s, u, 0);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert same: \forall integer q, v, j; 1 <= q <= ASH_ROWS ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
}

// Does the invariant hold? For any contents at all. Work: as ash_layout_check, and some steps a
// unit and a place on a rack, and a step a word of the sets.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_slabs_wf(*s);
*/
bool ash_slabs_check(const struct ash_slabs *s);

#endif
