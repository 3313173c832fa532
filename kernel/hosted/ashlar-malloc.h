// SPDX-License-Identifier: MIT
// What libashlar has beyond the malloc family of the C library's headers. See libashlar(3).
#ifndef ASHLAR_MALLOC_H
#define ASHLAR_MALLOC_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Of C23: free for who knows what the block was asked for with. A size or alignment that the block
// cannot have been asked for with is a misuse. Nothing for NULL.
void free_sized(void *p, size_t size);
void free_aligned_sized(void *p, size_t align, size_t size);

// Does the state of every arena make sense? 1, or 0 if something has overwritten it. For tests and
// debuggers: a step for each KiB of an arena.
int ash_malloc_check(void);

#ifdef __cplusplus
}
#endif

#endif
