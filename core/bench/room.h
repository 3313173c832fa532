// SPDX-License-Identifier: MIT
// room: memory that comes from no allocator, so that none of those measured is at work for us.
#ifndef BENCH_ROOM_H
#define BENCH_ROOM_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

// Zeroes, resident where they are touched; never given back. Ends the program with a line if there
// are not so many bytes.
static inline void *room_take(size_t bytes)
{
    void *room = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room != MAP_FAILED) return room;
    fprintf(stderr, "bench: no memory for %zu bytes\n", bytes);
    exit(1);
}

#endif
