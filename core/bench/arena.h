// SPDX-License-Identifier: MIT
// arena: the design under test as a program uses it, with memory behind its offsets.
#ifndef BENCH_ARENA_H
#define BENCH_ARENA_H

#include "heap.h"
#include "room.h"

#define ARENA_SIZE ((size_t)ASH_GRANULES * ASH_GRANULE)

static struct ash_heap arena_heap;
static unsigned char *arena;

// An empty heap; the memory behind it is mapped once. A design that cannot manage it all would be
// measured with less room than the others: it must have nearly all.
static inline void arena_init(void)
{
    if (arena == NULL) arena = room_take(ARENA_SIZE);
    size_t capacity = ash_heap_init(&arena_heap, ARENA_SIZE);
    if (capacity < ARENA_SIZE / 10 * 9) {
        fprintf(stderr, "bench: the heap manages only %zu of %zu bytes\n", capacity, ARENA_SIZE);
        exit(1);
    }
}

static inline void *arena_block(size_t offset)
{
    return offset != ASH_NONE ? arena + offset : NULL;
}

static inline size_t arena_offset(const void *block)
{
    return (size_t)((const unsigned char *)block - arena);
}

static inline void *arena_alloc(size_t size)
{
    return arena_block(ash_heap_alloc(&arena_heap, size, ASH_GRANULE));
}

static inline bool arena_free(void *block)
{
    return ash_heap_free(&arena_heap, arena_offset(block)) == ASH_OK;
}

#endif
