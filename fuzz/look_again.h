// SPDX-License-Identifier: MIT
// look_again: the questions about a heap that are to be asked again (look_heap.h).
#ifndef ASH_FUZZ_LOOK_AGAIN_H
#define ASH_FUZZ_LOOK_AGAIN_H

#include "heap.h"
#include "look_sets.h"

// Offsets of the parts of a heap.
#define PART(field) offsetof(struct ash_heap, field)
#define WITHIN(at, field) ((at)-PART(field) < sizeof((struct ash_heap *)0)->field)
#define INDEX(at, field) (((at)-PART(field)) / sizeof(((struct ash_heap *)0)->field[0]))

#define MARKS(n) (((n) + 63) / 64)

struct again {
    bool all;                           // each
    bool no;                            // one was asked at once, and the answer is no
    uint64_t rows[MARKS(ASH_ROWS + 1)]; // of what a row has at hand
    uint64_t layout[MARKS(ASH_UNITS)];  // of the slab over a unit
    uint64_t live[MARKS(ASH_UNITS)];    // of the blocks in a unit
    uint64_t open[MARKS(ASH_UNITS)];   // of the slab that starts at a unit, if a row has it as open
    uint64_t tied[MARKS(ASH_UNITS)];   // of whom a unit belongs to
    uint64_t run[MARKS(ASH_UNITS)];    // of the run that starts at a unit, if one does,
    uint64_t head[MARKS(ASH_UNITS)];   // and whether one does
    uint64_t fits[MARKS(ASH_FITS)];    // of the record of runs of a length: has it any,
    uint64_t vacant[MARKS(ASH_UNITS)]; // and that at a unit, if it has one there
    uint64_t octaves[MARKS(ASH_OCTAVES)]; // likewise of long runs,
    uint64_t nodes[MARKS(ASH_NODES)];     // and that at a node
};

static void note_set(struct again *a, const struct ash_set *old, const struct ash_set *s, size_t at)
{
    if (!set_told(old, s, at)) a->no = true;
}

#endif
