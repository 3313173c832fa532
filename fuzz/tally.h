// SPDX-License-Identifier: MIT
// tally: counts what a target has carried out, for whoever started it. The engines tell how many
// executions there were, and late; neither tells operations or its processor time.
#ifndef ASH_FUZZ_TALLY_H
#define ASH_FUZZ_TALLY_H

#include <stddef.h>

// Call it before each execution, with its number of operations. What is counted stands in the file
// that the environment names by ASH_TALLY, if it does: three numbers of 64 bits, in the machine's
// order: executions, operations, and nanoseconds of processor time. Several processes, one after
// the other, add to the same file. The time is brought up to date every 64 executions. Cost: some
// nanoseconds.
void ash_tally(size_t operations);

#endif
