// SPDX-License-Identifier: MIT
// shapes: the sizes of slots, and how a slab of each size is laid out.
//
// A slab is a run of a few units, divided into slots of one size, one after the other from its
// start, as many as fit. Each size has a row. Slots have every number of granules up to half a
// word, from there every second up to a word, and every fourth up to two words (with words of 64
// bits; every one where words are shorter): so rounding up costs at most one granule in 33, or
// three in 65.
#ifndef ASH_SHAPES_H
#define ASH_SHAPES_H

#include "unit.h"

#if ASH_WORD_BITS == 64
#define ASH_STEP_2 2
#define ASH_STEP_4 4
#define ASH_SLAB_LEAST 4
#else
#define ASH_STEP_2 1
#define ASH_STEP_4 1
#define ASH_SLAB_LEAST 2
#endif

// Granules of the largest slot.
#define ASH_SLOT_TOP (2 * ASH_WORD_BITS)

// Rows are 1 .. ASH_ROWS, those up to ASH_ROWS_1 of slots up to a word; 0 stands for none.
#define ASH_ROWS_1 (ASH_WORD_BITS / 2 + ASH_WORD_BITS / 2 / ASH_STEP_2)
#define ASH_ROWS (ASH_ROWS_1 + ASH_WORD_BITS / ASH_STEP_4)

// Slabs have ASH_SLAB_LEAST units at least, and ASH_SLAB_MOST at most. Shorter ones would begin and
// end more often and save little; longer ones cost a small heap more than they save.
#define ASH_SLAB_MOST (4 * ASH_SLAB_LEAST)
#define ASH_SLAB_GRANULES (ASH_SLAB_MOST * ASH_WORD_BITS)

struct ash_shapes {
    uint8_t row[ASH_SLOT_TOP];   // row[n - 1]: that of a block of n granules
    uint8_t size[ASH_ROWS + 1];  // of a row: granules of each slot,
    uint8_t align[ASH_ROWS + 1]; // the greatest power of two that divides that, but a word at most,
    uint8_t units[ASH_ROWS + 1]; // units of each slab,
    // and the slots of a slab: a bit for each granule at which one starts.
    ash_word slots[(ASH_ROWS + 1) * ASH_SLAB_MOST];
};

#ifdef __FRAMAC__
#include "../proofs/logic/shapes.acsl"
#endif

// Lays out all rows, of slabs of `least` units or more, up to twice as many. Work: some thousand steps.
/*@ requires \valid(p) && ASH_SLAB_LEAST <= least <= ASH_SLAB_MOST;
    terminates \true;
    assigns *p;
    ensures ash_shapes_wf(*p) && ash_shapes_drawn(*p, least);
*/
void ash_shapes_init(struct ash_shapes *p, size_t least);

// Does the invariant hold? For any contents at all. Work: some ten thousand steps.
/*@ requires \valid(p);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_shapes_wf(*p);
*/
bool ash_shapes_check(const struct ash_shapes *p);

#endif
