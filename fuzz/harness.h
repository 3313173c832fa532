// SPDX-License-Identifier: MIT
// harness: runs a trace on a design and on the model side by side, and compares everything.
//
// After every operation: the exact result, the design's full validator, the statistics, and
// the contents of the block concerned, which live in memory of the harness. After the last:
// the contents of all blocks; then all are freed, and the whole capacity must fit again.
// Freestanding: the same code can replay traces wherever the core runs.
#ifndef ASH_FUZZ_HARNESS_H
#define ASH_FUZZ_HARNESS_H

#include "call.h"
#include "designs.h"
#include "model.h"
#include "ops.h"

// A design under test, and the rules of the model that it is held to.
struct subject {
    const struct ash_design *design;
    const struct rules *rules;
};

enum check {
    CHECK_NONE,
    CHECK_CAPACITY,  // init settled on another capacity
    CHECK_RESULT,    // an operation returned something else
    CHECK_INVARIANT, // the design's own validator says no
    CHECK_STATS,     // the statistics differ
    CHECK_CONTENTS,  // a block no longer holds what was written to it
    CHECK_USABLE,    // a live block has another size, at the end
    CHECK_DRAIN,     // at the end, a block could not be freed or the whole capacity not be had
};

// The first thing that was wrong; check is CHECK_NONE when nothing was.
struct failure {
    enum check check;
    size_t index; // of the operation; their count for init and for what comes after them
    size_t want, got;
};

struct harness {
    union ash_state state;
    struct model model;
    uint64_t memory[OPS_UNITS / 8]; // what offsets stand for: eight units a word
    uint64_t tag[MODEL_BLOCKS];     // by first granule: what a live block's contents begin with
    uint64_t tags;                  // blocks filled so far
    uint64_t hash;                  // of all results: equal runs, equal hashes, on any machine
    struct failure failure;
    // May be NULL: told of each call before it is made, with result NULL, so that a call that
    // never returns is known; and again with its result, before that is compared.
    void (*seen)(void *context, const struct call *call, const size_t *result);
    void *context;
};

// Runs the trace from a fresh start, whatever h held before; true when nothing was wrong.
// seen and context are the caller's to set; the rest is then in h.
bool ash_harness_run(struct harness *h, const struct subject *subject, const struct trace *t);

#endif
