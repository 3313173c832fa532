// SPDX-License-Identifier: MIT
// large: an arena in which a unit of the heap's is 256 bytes or 64 KiB. Memory is committed when a
// block is taken, and who runs off its end is stopped by the processor. A freed block of less than
// 32 MiB is kept for a while with its guards, and can still be touched (kept.h); the memory of a longer one
// goes, so that who touches it is stopped. With quarantine=on that of any goes, and nobody gets its
// addresses until KEPT_LATE others have been freed. With either, what is no longer than ARENA_LARGE
// comes from here too.
//
// All of it by who is inside the gate.
#ifndef LARGE_H
#define LARGE_H

#include "arena.h"

// As arena_take and so on. A kept block needs no system call, any other a few.
char *large_take(struct arena *a, size_t size, size_t align, bool *zero);
enum ash_status large_give(struct arena *a, const void *p);
enum ash_status large_resize(struct arena *a, const void *p, size_t size);
size_t large_usable(struct arena *a, const void *p);

// Bytes of the blocks that are kept.
size_t large_kept(const struct arena *a);

// Gives all blocks that are kept to the heap, and their memory back. Were there any?
bool large_clear(struct arena *a);

// Are the heap, and what is kept, which must be live blocks of the heap's, sound? As ash_heap_check.
bool large_check(const struct arena *a);

#endif
