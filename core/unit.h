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

// Runs up to this length are found by their very length, longer ones as the longest of a region.
#if ASH_WORD_BITS < 32
#define ASH_FITS ASH_WORD_BITS
#else
#define ASH_FITS 32
#endif

// A region is as many units: two longer runs do not start in the same one. There are at least two,
// so that what stands above them has a root that is none of them.
#if ASH_UNITS <= ASH_FITS
#define ASH_REGIONS 2
#else
#define ASH_REGIONS ((ASH_UNITS - 1) / ASH_FITS + 1)
#endif

#endif
