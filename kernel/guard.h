// SPDX-License-Identifier: MIT
// guard: blocks for hunting an overrun or a use after free. Each has pages of its own, and ends
// where its last page ends (to GUARD_GRANULE bytes); the page after that is never backed. Freeing
// it takes the pages away, and its addresses wait in the quarantine until GUARD_QUARANTINE more
// have been freed. So a use soon after the free, and an overrun, fault at once and are named.
//
// The price is a page and a half of memory and two pages of addresses a block, at least.
#ifndef GUARD_H
#define GUARD_H

#include "heap.h"

#define GUARD_GRANULE 16
#define GUARD_QUARANTINE 64

// kmalloc_guarded and kfree (kmalloc.h) call these.

// `size` bytes at a multiple of align, which is at most KMALLOC_MAX_ALIGN. Empties the quarantine
// when it takes that to serve. NULL for size 0, for an align that is no power of two, or when frames
// or addresses have run out.
void *guard_alloc(size_t size, size_t align, const struct site *site);

// Does a guarded block start at the address? ASH_NOT_A_BLOCK: no; ASH_ALREADY_FREE: not any more,
// it is in the quarantine.
enum ash_status guard_verdict(const void *block);

// Frees the guarded block that starts at the address, if that is the verdict; returns it.
enum ash_status guard_free(void *block, const struct site *site);

// The record of the guarded block, live or in the quarantine, on whose pages (or on the page after
// them) the address lies; NULL when there is none. *block is where it starts.
const struct heap_record *guard_find(uintptr_t address, uintptr_t *block);

// Gives the addresses in the quarantine back to the heap. Returns how many blocks they were of.
size_t guard_flush(void);

#endif
