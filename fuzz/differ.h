// SPDX-License-Identifier: MIT
// differ: one sequence of operations on several designs at once, which must agree on what is
// live and on every status.
//
// Blocks go by number, in the order of their allocation: the same block lies elsewhere in each
// design. A call that is no fault of the caller's is made on the same block in all; a misuse
// is aimed at the same kind of place in all (inside a block, off the granules, freed, beyond
// the capacity), and left out when that place is not the same kind of misuse everywhere.
//
// What must agree: every free and usable; every resize, unless the block is to grow; every
// alloc that is invalid or larger than the capacity, or comes when nothing is live. What may
// differ is room: whether a block can be had, or can grow, depends on where the others lie.
// Then a refusal is right exactly if the design's own model, which is beside it at every call,
// refuses as well; and what only some could do is undone, so that all hold the same blocks.
//
// A design that is coarse (heap) rounds more up than the others: it may have less capacity and give
// longer blocks, never shorter ones. It follows the others as far as it can: what it alone refuses
// for want of room is live in them and not in it.
#ifndef ASH_FUZZ_DIFFER_H
#define ASH_FUZZ_DIFFER_H

#include "harness.h"

#define SIDES ASH_DESIGNS

// What is fuzzed under one name: a design alone, or several that must agree.
struct subject {
    const char *name;
    size_t count;
    struct side side[SIDES];
};

struct held {
    size_t at[SIDES]; // the offset of a live block in each design; a coarse one may have none
};

struct differ {
    const struct subject *subject;
    struct harness side[SIDES];
    uint64_t changes; // of all sides, when what is live was compared last
    size_t count;
    // The live blocks, by number; the numbers of freed ones close up.
    struct held held[MODEL_BLOCKS];
    uint64_t hash; // of all results of all designs
    struct failure failure;
    struct seen seen; // told of the calls on all designs
};

// As ash_harness_run; for a design alone it is that and no more.
bool ash_differ_run(struct differ *d, const struct subject *subject, const struct trace *t);

#endif
