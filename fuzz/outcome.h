// SPDX-License-Identifier: MIT
// outcome: what inputs come to on a subject, in words that are the same wherever the core runs.
// Freestanding, as the harness is: `replay` says them on the host, and the kernel in its guest.
#ifndef ASH_FUZZ_OUTCOME_H
#define ASH_FUZZ_OUTCOME_H

#include "differ.h"

enum detail {
    OUTCOME_FAILURES,   // a line for each input that fails
    OUTCOME_INPUTS,     // for the others too: hashes of what the designs answered and came to be
    OUTCOME_OPERATIONS, // a line for each operation as well, before that of the input
};

struct outcome {
    const struct subject *subject;
    enum detail detail;
    size_t inputs, operations, failed;
    uint64_t hash; // of all results
};

// Runs the trace in d, says of the input of that name what detail asks for, and counts it.
void ash_outcome_add(struct outcome *o, struct differ *d, const char *name, const struct trace *t);

// Says how many inputs there were. True when there was one and none failed.
bool ash_outcome_end(const struct outcome *o);

#endif
