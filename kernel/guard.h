// SPDX-License-Identifier: MIT
// guard: blocks for hunting a use after free. Each has pages of its own, and ends where its
// last page ends (to GUARD_GRANULE bytes); freeing it takes the pages away, and its addresses are never
// given out again. So a use after the free, and an overrun, fault at once and are named.
//
// The price is a page and a half a block, and addresses: after GUARD_PAGES pages it refuses.
#ifndef GUARD_H
#define GUARD_H

#include "heap.h"

#define GUARD_BASE ((uintptr_t)0x3484480000)
#define GUARD_PAGES 64
#define GUARD_GRANULE 16
#define GUARD_END (GUARD_BASE + GUARD_PAGES * PAGE_SIZE)

struct guard_block {
    uintptr_t block;
    uintptr_t from, to; // the pages; the one at `to` is never mapped
    struct heap_record record;
};

// kmalloc_guarded and kfree (kmalloc.h) call these. NULL for size 0, or when the frames or the addresses have run out.
void *guard_alloc(size_t size, const struct site *site);
enum ash_status guard_free(void *block, const struct site *site);

// Is the address one that guarded blocks are made of?
bool guard_holds(uintptr_t address);

// The block, live or freed, on whose pages (or on the page after them) the address lies;
// NULL when there is none.
const struct guard_block *guard_find(uintptr_t address);

#endif
