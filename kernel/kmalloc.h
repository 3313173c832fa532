// SPDX-License-Identifier: MIT
// kmalloc: the heap by pointer, for the rest of the kernel.
//
// Each call notes where it stands in the source, so that leaks and misuse come with names. A
// call that frees or resizes what it must not says so by name and changes nothing.
//
// All of it may be called on any processor, and by interrupts. Each call does its work under one
// lock, and so nothing below it need know of others: the core, the records, the pages, the frames
// and the page tables. What calls heap.h, frames.h or paging.h itself must be alone, or take the lock.
#ifndef KMALLOC_H
#define KMALLOC_H

#include "heap.h"
#include "lock.h"

enum kmalloc_mode {
    KMALLOC_FAST,    // what a misuse is told by is the heap itself
    KMALLOC_CHECKED, // each block as in checked.h
    KMALLOC_GUARD,   // each block as in guard.h
    KMALLOC_MODES,
};

extern const char *const kmalloc_mode_names[KMALLOC_MODES];

// How blocks are made from here on; KMALLOC_FAST at the boot. A change begins the heap anew; false,
// and no change, while a block lives.
bool kmalloc_use(enum kmalloc_mode mode);
enum kmalloc_mode kmalloc_mode(void);

// `size` bytes, aligned to HEAP_GRANULE; NULL for size 0 or when there is no room: no
// addresses, or no frames behind them.
#define kmalloc(size) kaligned_alloc_at(ASH_GRANULE, size, HERE)

// count * size bytes of zeroes; NULL also when the product is no size_t.
#define kcalloc(count, size) kcalloc_at(count, size, HERE)

// The block with a new size: where it stands if the design can, else a new block, aligned as
// kmalloc aligns, with the contents moved. But for KMALLOC_FAST it always moves: so a pointer that
// somebody has kept is stale at once. NULL, and the old block as it was, when there is no room, for
// size 0, and for a pointer that is no block of the heap (misuse). For NULL the same as kmalloc.
#define krealloc(block, size) krealloc_at(block, size, HERE)

// `size` bytes at a multiple of align, a power of two of at most KMALLOC_MAX_ALIGN; else NULL.
#define kaligned_alloc(align, size) kaligned_alloc_at(align, size, HERE)

// A block with pages of its own (guard.h); NULL for size 0 or when there is no room.
#define kmalloc_guarded(size) kmalloc_guarded_at(size, HERE)

// Frees a block of any of the above. For NULL does nothing. Returns ASH_OK or the misuse.
#define kfree(block) kfree_at(block, HERE)

// The heap's offsets are aligned from its base on, so its base limits what it can promise.
#define KMALLOC_MAX_ALIGN (HEAP_BASE & -HEAP_BASE)

void *kaligned_alloc_at(size_t align, size_t size, const struct site *site);
void *kmalloc_guarded_at(size_t size, const struct site *site);
void *kcalloc_at(size_t count, size_t size, const struct site *site);
void *krealloc_at(void *block, size_t size, const struct site *site);
enum ash_status kfree_at(void *block, const struct site *site);

// What all of the above hold while they work.
extern struct lock heap_lock;

// One line for each live block, in the order of their addresses.
void kmalloc_print_live(void);

// One line for each place in the source that took blocks which live, the first taker first: how many
// and how much. Nothing when none lives. Returns the number of live blocks.
size_t kmalloc_print_leaks(void);

#endif
