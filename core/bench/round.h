// SPDX-License-Identifier: MIT
// round: one workload, timed once.
#ifndef BENCH_ROUND_H
#define BENCH_ROUND_H

#include "watch.h"
#include <stdbool.h>

// Times the workload on `heap`, on `malloc`, whichever that is, or on `nothing`, calls that do
// nothing. False if it is told to use anything else. Ends the program with a line if there is no
// such workload, or if an operation is refused.
bool round_run(const char *subject, const char *workload, struct watch *took);

#endif
