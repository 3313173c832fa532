// SPDX-License-Identifier: MIT
// unit: the measure of runs, a word of granules (1 KiB where a unit of size is a byte).
#ifndef ASH_UNIT_H
#define ASH_UNIT_H

#include "set.h"

// How many units a state can manage at most. Up to 65535 of them, a number of units takes two
// bytes: 64 MiB (less 1 KiB) where a granule is 16 bytes.
#if ASH_GRANULES < 2 * ASH_WORD_BITS
#define ASH_UNITS 2 // however small: a state of one unit has no neighbours to look at
#elif ASH_GRANULES / ASH_WORD_BITS > ASH_SET_MEMBERS
#define ASH_UNITS ASH_SET_MEMBERS
#elif ASH_GRANULES / ASH_WORD_BITS == 65536
#define ASH_UNITS 65535
#else
#define ASH_UNITS (ASH_GRANULES / ASH_WORD_BITS)
#endif

#if ASH_UNITS <= 65535
typedef uint16_t ash_unit;
#else
typedef uint32_t ash_unit;
#endif

// Runs up to this length have a set of their own for each length.
#if ASH_WORD_BITS < 8
#define ASH_FITS ASH_WORD_BITS
#else
#define ASH_FITS 8
#endif

// Longer ones belong to octaves, of lengths above ASH_FITS << k, up to twice that: as many as it
// takes for all units together.
#define ASH_ABOVE(k) (ASH_UNITS > ASH_FITS << (k) ? 1 : 0)
enum {
    ASH_OCTAVES = 1 + ASH_ABOVE(1) + ASH_ABOVE(2) + ASH_ABOVE(3) + ASH_ABOVE(4) + ASH_ABOVE(5) +
                  ASH_ABOVE(6) + ASH_ABOVE(7) + ASH_ABOVE(8) + ASH_ABOVE(9) + ASH_ABOVE(10) +
                  ASH_ABOVE(11) + ASH_ABOVE(12) + ASH_ABOVE(13) + ASH_ABOVE(14) + ASH_ABOVE(15) +
                  ASH_ABOVE(16) + ASH_ABOVE(17) + ASH_ABOVE(18) + ASH_ABOVE(19),
    ASH_SPREAD = ASH_FITS << ASH_OCTAVES, // units, the next power of two from ASH_UNITS on
    ASH_NODES = 2 << ASH_OCTAVES          // regions of all octaves, and two more
};

#endif
