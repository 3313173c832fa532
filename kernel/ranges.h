// SPDX-License-Identifier: MIT
// ranges: a memory map while it is gathered, for the ports.
#ifndef RANGES_H
#define RANGES_H

#include "port.h"

struct ranges {
    struct port_range *list;
    size_t max;
    size_t count; // of those that were added, also when the list cannot hold them
};

// Adds `size` bytes at `from`, or up to the end of all addresses when that is nearer; nothing
// when size is 0.
static inline void ranges_add(struct ranges *r, uint64_t from, uint64_t size, bool usable,
                              const char *what)
{
    uint64_t to = size < UINT64_MAX - from ? from + size : UINT64_MAX;
    if (size == 0) return;
    if (r->count < r->max) r->list[r->count] = (struct port_range){from, to, usable, what};
    r->count++;
}

#endif
