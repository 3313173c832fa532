// SPDX-License-Identifier: MIT
// shelf: freed runs of a plain arena that are kept at hand for the next request of their size.
//
// To find a run takes the heap some dozens of steps more than to find a slot; so a few of each of
// SHELF_SIZES sizes stay, as a stack, with their memory. As far as the heap is concerned such a
// block is live, and nobody's all the same: one bit a unit says so, and whoever frees it once more
// is refused. What is asked for is rounded up to one of the sizes: by less than a unit up to 16
// KiB, by less than an eighth above.
//
// All of it by who is inside the gate of the arena. Sizes are in units of the heap's (1 KiB).
#ifndef SHELF_H
#define SHELF_H

#include "ashlar.h"

#include <stdint.h>

#define SHELF_MOST 64  // units of the longest run
#define SHELF_SIZES 33 // by number, from 1 on; 0 stands for none
#define SHELF_DEEP 24  // runs of a size

struct shelf {
    size_t blocks, units; // that lie on it
    uint8_t count[SHELF_SIZES];
    uint32_t run[SHELF_SIZES][SHELF_DEEP]; // the first unit of each
    uint64_t held[ASH_UNITS / 64];         // a bit a unit: a run on the shelf starts there
};

// The number of the least size of n units or more; n is 1 .. SHELF_MOST.
static inline unsigned shelf_size(size_t n)
{
    if (n <= 16) return (unsigned)n;
    return n <= 32 ? (unsigned)(16 + (n - 15) / 2) : (unsigned)(24 + (n - 29) / 4);
}

static inline size_t shelf_units(unsigned size)
{
    if (size <= 16) return size;
    return size <= 24 ? 2 * (size - 8) : 4 * (size - 16);
}

// Does a run on the shelf start at that unit? For any number.
static inline bool shelf_holds(const struct shelf *s, size_t unit)
{
    return unit < ASH_UNITS && (s->held[unit / 64] >> unit % 64 & 1) != 0;
}

static inline void shelf_flip(struct shelf *s, size_t unit)
{
    s->held[unit / 64] ^= (uint64_t)1 << unit % 64;
}

// Puts a live run of n units there. False, and nothing happens, if it has none of the sizes, or
// there are enough of it.
static inline bool shelf_put(struct shelf *s, size_t unit, size_t n)
{
    unsigned size = n <= SHELF_MOST ? shelf_size(n) : 0;
    if (shelf_units(size) != n || s->count[size] == SHELF_DEEP) return false;
    s->run[size][s->count[size]++] = (uint32_t)unit;
    shelf_flip(s, unit);
    s->blocks++;
    s->units += n;
    return true;
}

// The run of that size that came last, which is its taker's then, or ASH_UNITS.
static inline size_t shelf_take(struct shelf *s, unsigned size)
{
    if (s->count[size] == 0) return ASH_UNITS;
    size_t unit = s->run[size][--s->count[size]];
    shelf_flip(s, unit);
    s->blocks--;
    s->units -= shelf_units(size);
    return unit;
}

#endif
