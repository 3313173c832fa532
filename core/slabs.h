// SPDX-License-Identifier: MIT
// slabs: small blocks, in the slots of slabs.
//
// What is live is told by one bit a granule, set where a live block starts, and by nothing else:
// a slot is free when that bit is clear at its start. Free slots are found in two ways. Each row
// has some at hand, on its rack. The others are loose, and found by unit, in the set of those
// units of the row that are open.
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
    struct ash_set open[ASH_ROWS + 1]; // units with a free slot of that row that is not at hand
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

// A free slot of row r, in which a block lives then: its granule, or ASH_NO_SLOT when all are
// taken. The last to have come to hand; when none is, the lowest loose slot of the lowest unit that
// has one, and then as many more of that unit come to hand as there is room for, the highest last.
// Work: a few steps, or as ash_set_next and ash_set_remove and a step for each slot that comes to
// hand.
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
size_t ash_slabs_take(struct ash_slabs *s, size_t r);

// Ends the life of the block at granule g, in a slot, which comes to hand if there is room; else
// its unit is open. Work: a few steps, or as ash_set_insert.
/*@ requires \valid(s) && ash_slabs_wf(*s) && g / ASH_WORD_BITS < s->layout.limit;
    requires ash_alive(*s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    requires s->layout.row[g / ASH_WORD_BITS] != 0;
    terminates \true;
    assigns s->racks, s->live[0 .. ASH_UNITS - 1], s->open[0 .. ASH_ROWS];
    ensures ash_slabs_wf(*s);
    ensures ash_slabs_lose(\old(*s), *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
*/
void ash_slabs_put(struct ash_slabs *s, size_t g);

// Makes a slab of row r of units that are neither part of one nor the start of a block. Work: as
// ash_set_insert for each unit, of which there are at most ASH_SLAB_MOST.
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
bool ash_slabs_idle(const struct ash_slabs *s, size_t b);

// Ends that slab, in which no block is alive. Work: as ash_set_remove for each unit, and as
// ash_racks_purge.
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
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_wf(*s) && s->live[u] != 0;
    ensures ash_slabs_gain(\old(*s), *s, u, 0);
*/
void ash_slabs_mark(struct ash_slabs *s, size_t u);

// Ends the life of that block. Work: a step.
/*@ requires \valid(s) && ash_slabs_wf(*s) && u < s->layout.limit && s->layout.row[u] == 0;
    terminates \true;
    assigns s->live[u];
    ensures ash_slabs_wf(*s) && s->live[u] == 0;
    ensures ash_slabs_lose(\old(*s), *s, u, 0);
*/
void ash_slabs_unmark(struct ash_slabs *s, size_t u);

#endif
