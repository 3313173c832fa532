// SPDX-License-Identifier: MIT
// resident: the memory that an allocator without a fixed arena takes from the system.
#ifndef BENCH_RESIDENT_H
#define BENCH_RESIDENT_H

#include "traffic.h"

// By how many bytes the resident memory of a process grows under this traffic. It is run in a
// child, and ends the program with a line when that cannot be done.
size_t resident_growth(struct traffic *t, enum traffic_kind kind);

#endif
