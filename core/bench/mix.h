// SPDX-License-Identifier: MIT
// mix: how the sizes of blocks are distributed.
#ifndef BENCH_MIX_H
#define BENCH_MIX_H

#include <stdint.h>

enum mix {
    MIX_64,            // 64 bytes, always
    MIX_SMALL,         // 8 .. 1024, each doubling as likely as any other
    MIX_WIDE,          // 16 .. 65536, likewise
    MIX_LARGE,         // 65536 .. 1048576, likewise
    MIX_HUGE,          // 1048576 .. 16777216, likewise
    MIX_KERNEL,        // the objects of a Unix kernel
    MIX_LARSON,        // 10 .. 500, each size as likely as any other
    MIX_UNIFORM_SMALL, // 8 .. 1024, likewise
    MIX_UNIFORM_WIDE,  // 16 .. 65536, likewise
};

// A size, never 0, drawn with this state of random.h.
uint32_t mix_draw(enum mix mix, uint64_t *random);

#endif
