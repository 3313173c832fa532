// SPDX-License-Identifier: MIT
// kept: freed blocks of an arena for large blocks that stay as they are, with the guards around
// them, for the next who asks for their length.
//
// To put pages between guards, and to take them away, are system calls of some microseconds, and that Linux
// fills new ones with zeroes, when they are touched, takes far longer. As far as
// the heap is concerned a kept block is live, and nobody's all the same: whoever frees it once more
// is refused.
//
// All of it by who is inside the gate of the arena. Blocks and lengths are in granules of the heap's.
#ifndef KEPT_H
#define KEPT_H

#include "ashlar.h"

#include <stdint.h>

#define KEPT_UNITS 17 // up to 4 MiB and a guard there is a kind for each length,
#define KEPT_LONG 127 // then eight to a doubling, up to 32 MiB less a unit
#define KEPT_KINDS (ASH_ROWS + KEPT_UNITS + 24) // by number, from 1 on; 0 stands for none
#define KEPT_DEEP 16                            // blocks of a kind
#define KEPT_LATE 64                            // blocks in quarantine, which have no memory

struct kept {
    size_t blocks, length; // that are kept
    size_t warm;           // granules of those that have memory
    uint8_t count[KEPT_KINDS + 1];
    uint8_t cold[KEPT_KINDS + 1]; // so many of them, the first, have no memory
    uint32_t block[KEPT_KINDS + 1][KEPT_DEEP];
    size_t late_blocks, late_next; // that are in quarantine; the place that is used next
    uint32_t late[KEPT_LATE];      // the granule of each and 1 more, or 0 for none
};

// Of what the heap makes of a request for n granules: in a slot of a slab, or a run of units.
static inline size_t kept_kind(const struct ash_shapes *shapes, size_t n)
{
    if (n - 1 < ASH_SLOT_TOP) return shapes->row[n - 1];
    size_t units = (n - 1) / ASH_WORD_BITS + 1;
    if (n == 0 || units > KEPT_LONG) return 0;
    if (units <= KEPT_UNITS) return ASH_ROWS + units;
    unsigned doubling = 63 - (unsigned)__builtin_clzll(units); // 4 to 6
    return ASH_ROWS + KEPT_UNITS + 1 + (doubling - 4) * 8 + (units >> (doubling - 3) & 7);
}

// Does a block that is kept, or in quarantine, of n granules, start at g?
static inline bool kept_holds(const struct kept *k, const struct ash_shapes *shapes, size_t g,
                              size_t n)
{
    size_t kind = kept_kind(shapes, n);
    for (size_t i = 0; i < k->count[kind]; i++)
        if (k->block[kind][i] == g) return true;
    for (size_t i = 0; k->late_blocks != 0 && i < KEPT_LATE; i++)
        if (k->late[i] == g + 1) return true;
    return false;
}

// Keeps a live block, with its memory or without. False, and nothing happens, if it is too long, or
// there are enough.
static inline bool kept_put(struct kept *k, const struct ash_shapes *shapes, size_t g, size_t n,
                            bool warm)
{
    size_t kind = kept_kind(shapes, n);
    if (kind == 0 || k->count[kind] == KEPT_DEEP) return false;
    uint32_t *last = &k->block[kind][k->count[kind]++], *place = last;
    if (!warm) { // before those with memory
        place = &k->block[kind][k->cold[kind]++];
        *last = *place;
    }
    *place = (uint32_t)g;
    k->blocks++;
    k->length += n;
    if (warm) k->warm += n;
    return true;
}

// The block of a kind that came last, if there is any.
static inline size_t kept_last(const struct kept *k, size_t kind)
{
    return k->block[kind][k->count[kind] - 1];
}

// That one, of n granules, is kept no longer.
static inline void kept_take(struct kept *k, size_t kind, size_t n)
{
    k->count[kind]--;
    k->blocks--;
    k->length -= n;
    if (k->cold[kind] > k->count[kind])
        k->cold[kind]--;
    else
        k->warm -= n;
}

#endif
