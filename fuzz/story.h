// SPDX-License-Identifier: MIT
// story: a failing trace told as what one design was asked, answered, and should have answered:
// what a picture and a test case are made of.
#ifndef ASH_FUZZ_STORY_H
#define ASH_FUZZ_STORY_H

#include "differ.h"

// Calls on all designs at most: those of an operation, and those that undo it.
#define STORY_CALLS (OPS_MAX * 3 * SIDES)

struct told {
    const struct side *side;
    struct call call;
    size_t got;
    bool returned;
};

// A block as somebody sees it; number is the operation of the design that it comes from, from 1 on,
// or 0.
struct seen_block {
    size_t offset, size, number;
};

struct view {
    bool known; // false where asking the design has ended badly
    size_t count;
    struct seen_block block[MODEL_BLOCKS];
};

struct story {
    // From the run, which may have crashed.
    struct differ differ;
    size_t count;
    struct told told[STORY_CALLS];
    bool ended; // the last operation has returned
    union ash_state left;
    bool died; // a crash, or no end

    const struct trace *trace;

    // Of the one design that was wrong.
    const struct side *side;
    size_t capacity;
    size_t calls; // the calls on it, in told[0 ..], each with what was to be answered
    size_t want[STORY_CALLS];
    struct view before, model, design; // around the last call
    struct model after;                // the model after it
};

// Runs t in a process of its own and tells of it. NULL when t passes, or cannot be run.
struct story *ash_story(const struct subject *subject, const struct trace *t);

#endif
