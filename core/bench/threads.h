// SPDX-License-Identifier: MIT
// threads: workloads for two threads, on malloc.
#ifndef BENCH_THREADS_H
#define BENCH_THREADS_H

#include "watch.h"
#include <stdbool.h>

// own: each thread has 10,000 blocks of 10 to 500 bytes, any of which goes for each that comes.
// handed: as own, but of the blocks that go, one in sixteen goes to a place that both share, and
// what was there is freed instead.
// stream: one thread takes blocks, the other frees them, handed over 256 at a time.
// larson: as own, in forty generations of threads: each inherits the blocks of one that has ended.
// False if it is none of these.
bool threads_run(const char *workload, struct watch *took);

#endif
