// SPDX-License-Identifier: MIT
// draw: what the calls of a heap are given, of bytes of an input.
#ifndef DRAW_H
#define DRAW_H

#include "allocator.h"

// A number of bytes that is near what fits, or near the end of all numbers.
static inline size_t draw_size(uint8_t byte)
{
    return byte < 224 ? byte : SIZE_MAX - (255 - byte);
}

// The start of a granule, or any number below some.
static inline size_t draw_offset(uint8_t byte)
{
    return byte / 2 * (byte % 2 == 0 ? ASH_GRANULE : 1);
}

// A power of two, or some number that may be none.
static inline size_t draw_align(uint8_t byte)
{
    return byte < 224 ? (size_t)1 << byte % 13 : byte;
}

#endif
