// SPDX-License-Identifier: MIT
// harness: runs a trace on a design beside the model, and compares everything.
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

// The validator runs after every operation, or where that is said after every so many: on states
// of full size, and under sanitizers, it would take nearly all of the time.
#ifndef HARNESS_EVERY
#define HARNESS_EVERY 1
#endif

// A design under test, and the rules of the model that it is held to.
struct side {
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
    // Only where designs are compared with each other, see differ.h:
    CHECK_ANSWER, // two give answers that may not differ
    CHECK_BLOCKS, // two have different numbers of live blocks
    CHECK_UNITS,  // and of units in them
    CHECK_SIZE,   // a live block has two sizes
};

// The first thing that was wrong; check is CHECK_NONE when nothing was.
struct failure {
    enum check check;
    size_t index;      // of the operation; their count for init and for what comes after them
    enum op_kind kind; // of the call
    size_t want, got;
    const struct side *side;  // whose design it was
    const struct side *other; // and, where two are compared, the one that did as wanted
};

// Told of each call before it is made, with result NULL, so that a call that never returns is
// known; and again with its result, before that is compared.
struct seen {
    void (*tell)(void *context, const struct side *side, const struct call *call,
                 const size_t *result);
    void *context;
    // Told of what the last operation has left, before all is freed.
    void (*left)(void *context, const struct side *side, const union ash_state *state);
};

struct harness {
    const struct side *side;
    union ash_state state;
    struct model model;
    uint64_t memory[OPS_UNITS / 8]; // what offsets stand for: eight units a word
    uint64_t tag[MODEL_BLOCKS];     // by first granule: what a live block's contents begin with
    uint64_t tags;                  // blocks filled so far
    uint64_t judged;                // operations so far
    uint64_t hash;                  // of all results: equal runs, equal hashes, on any machine
    struct ash_stats stats;         // what the design says since the last call
    uint64_t changes;               // calls so far that may have changed the state
    struct failure failure;
    struct seen seen; // each function may be NULL
};

// Runs the trace from a fresh start, whatever h held before; true when nothing was wrong.
// seen is the caller's to set; the rest is then in h.
bool ash_harness_run(struct harness *h, const struct side *side, const struct trace *t);

// The steps of such a run, for those who drive several at once; failure.index is theirs to set.
bool ash_harness_start(struct harness *h, const struct side *side, size_t capacity);
// Makes the call on the design.
size_t ash_harness_call(struct harness *h, const struct call *call);
// Makes the same call on the model, and compares.
bool ash_harness_judge(struct harness *h, const struct call *call, size_t got);
bool ash_harness_finish(struct harness *h);

#endif
