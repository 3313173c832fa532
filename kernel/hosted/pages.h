// SPDX-License-Identifier: MIT
// pages: addresses and memory from Linux. Every call leaves errno alone.
//
// Addresses are reserved first: nothing can be read or written there and nothing is charged. Then
// parts of them are committed, and given back.
#ifndef HOSTED_PAGES_H
#define HOSTED_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#define PAGE_BYTES 4096

// `bytes`, whole pages, that start at a multiple of align, a power of two; NULL when there is none.
// A few system calls.
char *pages_reserve(size_t bytes, size_t align);

void pages_release(char *start, size_t bytes);

// Reserved pages from here on may be used, and read as zero if they are new. False when Linux
// refuses: no memory, or a limit.
bool pages_commit(char *start, size_t bytes);

// The contents are gone; the pages stay committed and read as zero. A system call; if some are locked,
// it takes as long as writing the zeroes.
void pages_drop(char *start, size_t bytes);

// The pages are as if they had just been reserved.
void pages_uncommit(char *start, size_t bytes);

// Moves the contents of committed pages to others, which are committed as well; those that were
// left read as zero. False, and nothing happens, where Linux cannot do it without copying.
bool pages_move(char *from, char *to, size_t bytes);

// A page-aligned piece of zeroes with a page before and behind it that cannot be used; NULL when
// there is none.
void *pages_state(size_t bytes);
void pages_release_state(void *state, size_t bytes);

// The limit on addresses, or SIZE_MAX.
size_t pages_address_limit(void);

#endif
