// SPDX-License-Identifier: MIT
// checked: blocks that show what was written where it must not. Behind each lies a redzone, looked
// at when it is freed; a free fills the block with a poison, looked at when the memory is handed
// out again. Damage is told in words, with whose block it was; then all goes on.
//
// The price is CHECKED_REDZONE bytes a block, and a pass over it for each alloc and each free.
#ifndef CHECKED_H
#define CHECKED_H

#include "heap.h"

#define CHECKED_REDZONE 16
#define CHECKED_POISON 0xDF

// Blocks can be made so while the heap's pages come full of CHECKED_POISON (heap_fill).

// As kaligned_alloc and kfree (kmalloc.h).
void *checked_alloc(size_t size, size_t align, const struct site *site);
enum ash_status checked_free(void *block, const struct site *site);

// How often damage was found since the boot.
size_t checked_damage(void);

#endif
