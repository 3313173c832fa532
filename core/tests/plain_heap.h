// SPDX-License-Identifier: MIT
// plain_heap: what heap must do, written down as plainly as possible, for small heaps. Arrays of
// numbers, and loops over single granules and units; no bits, no sets, no trees, and nothing of
// core/ but its limits. It says exactly where each block must go, so it has racks and slabs as
// heap has them, and notes the rest by the block and the unit.
#ifndef ASH_PLAIN_HEAP_H
#define ASH_PLAIN_HEAP_H

#include "heap.h" // ASH_UNITS, ASH_RACK, ASH_SLOT_TOP, ASH_SLAB_MOST

// The most that such a heap can have.
#if ASH_GRANULES < 1024
#define PLAIN_GRANULES ASH_GRANULES
#else
#define PLAIN_GRANULES 1024
#endif
#define PLAIN_UNITS (PLAIN_GRANULES / ASH_WORD_BITS + 1)
#if PLAIN_GRANULES < 256
typedef uint8_t plain_number; // many of these are kept by the exhaustive search
#else
typedef uint16_t plain_number;
#endif

// The largest slot there can be, so that racks of none need no place.
#if PLAIN_GRANULES < ASH_SLOT_TOP
#define PLAIN_SLOTS PLAIN_GRANULES
#else
#define PLAIN_SLOTS ASH_SLOT_TOP
#endif

struct plain_heap {
    plain_number units; // managed
    plain_number kept;  // 1 and the first unit of the slab that is kept; 0: none is
    plain_number
        length[PLAIN_GRANULES];      // granules of the live block that starts here; 0: none does
    plain_number large[PLAIN_UNITS]; // 1: a block off the slabs lies over this unit
    plain_number slot[PLAIN_UNITS];  // granules of each slot of the slab over this unit; 0: no slab
    plain_number first[PLAIN_UNITS]; // the first unit of that slab
    plain_number held[PLAIN_SLOTS + 1]; // by granules of the slot: how many are on the rack,
    plain_number rack[PLAIN_SLOTS + 1][ASH_RACK]; // and which
    plain_number hand[PLAIN_GRANULES]; // 1: the free slot that starts here is at hand besides
};

// All in granules; what would be ASH_NONE in units is it here too. n is the size of the request and
// a its alignment, a power of two; neither is 0.
void plain_init(struct plain_heap *p, size_t granules);
size_t plain_alloc(struct plain_heap *p, size_t n, size_t a);

// For the live block that starts at g. How long can it be where it is? What becomes of it if it
// is to have n granules, which is at most that and not 0?
void plain_free(struct plain_heap *p, size_t g);
size_t plain_room(const struct plain_heap *p, size_t g);
void plain_resize(struct plain_heap *p, size_t g, size_t n);

#endif
