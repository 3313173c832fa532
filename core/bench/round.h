// SPDX-License-Identifier: MIT
// round: one workload, timed once with each allocator.
#ifndef BENCH_ROUND_H
#define BENCH_ROUND_H

#include "peers.h"
#include <stdint.h>

// Our heap, its peers, and calls that do nothing.
#define SUBJECTS (PEERS + 2)
#define SUBJECT_UNIT 1 // the first peer, of which ratios are

const char *round_name(size_t subject);

// Nanoseconds an operation for each subject, which take their turns in an order that depends on
// the seed. Ends the program with a line if there is no such workload, or if a subject refuses an
// operation.
void round_run(const char *workload, uint64_t seed, double took[SUBJECTS]);

#endif
