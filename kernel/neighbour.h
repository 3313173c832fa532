// SPDX-License-Identifier: MIT
// neighbour: the blocks on either side of an address that is none's. A stray access most often
// belongs to one of them.
#ifndef NEIGHBOUR_H
#define NEIGHBOUR_H

#include "heap.h"

// Bytes: what lies further away is not thought to have to do with it.
#define NEIGHBOUR_REACH (16 * PAGE_SIZE)

struct neighbour {
    const struct heap_record *record; // NULL: there is none within reach
    uintptr_t start;                  // of what its owner was given
    size_t distance;                  // bytes between the address and the nearest of its block
};

// The nearest block that ends at or before the address, and that starts after it: one that lives,
// waits in the quarantine, or is among the last that were freed and has had no other in its place.
// The address may lie outside the heap. Distance 0: the byte after the block, or before it.
// Work: as records_upto, and as heap_next within reach.
struct neighbour neighbour_before(uintptr_t address);
struct neighbour neighbour_after(uintptr_t address);

#endif
