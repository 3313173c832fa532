// SPDX-License-Identifier: MIT
// growth: does an operation take longer when more is live?
#ifndef BENCH_GROWTH_H
#define BENCH_GROWTH_H

#include "watch.h"

// So many blocks of 8 to 64 bytes are live; any of them goes for each that comes. 1e7 of them need
// about half a GiB.
struct watch growth_run(size_t live);

#endif
