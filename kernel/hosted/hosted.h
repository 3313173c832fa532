// SPDX-License-Identifier: MIT
// hosted: what the family has in common, by other names, so that a program with a malloc of its
// own (a sanitizer, a test) can hold both. family.c gives them the names of the C library.
//
// All set errno as the C library does and change nothing else of it.
#ifndef HOSTED_H
#define HOSTED_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

// `size` bytes, or one for size 0, at a multiple of align, a power of two; NULL and ENOMEM if there
// are none. *zero: do they read as zero? The long way, for any size.
void *hosted_take(size_t size, size_t align, bool *zero);

// Frees p, which may be NULL. The long way. `call` is who to name if p is no block.
void hosted_give(const char *call, void *p);

// The same for a block that was asked for with that size, and that alignment, or 1 where it is not
// known.
void hosted_give_sized(const char *call, void *p, size_t align, size_t size);

void *hosted_resize(void *p, size_t size);

// A slot more than twice as long as it need be is left for a shorter one.
static inline bool hosted_too_long(size_t old, size_t size)
{
    return old <= ARENA_SMALL && size < old / 2;
}

size_t hosted_usable(void *p);

#endif
