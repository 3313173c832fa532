// SPDX-License-Identifier: MIT
#include "neighbour.h"

#include "records.h"
#include "request.h"

// `at` is an offset, of a block as the core knows it.

static void try_before(struct neighbour *n, uintptr_t address, size_t at,
                       const struct heap_record *record)
{
    uintptr_t start = HEAP_BASE + at + record->lead, end = start + record->size;
    if (end <= address && address - end < n->distance)
        *n = (struct neighbour){record, start, address - end};
}

static void try_after(struct neighbour *n, uintptr_t address, size_t at,
                      const struct heap_record *record)
{
    uintptr_t start = HEAP_BASE + at + record->lead;
    if (start > address && start - address - 1 < n->distance)
        *n = (struct neighbour){record, start, start - address - 1};
}

typedef void (*trial)(struct neighbour *, uintptr_t, size_t, const struct heap_record *);

static void try_freed(struct neighbour *n, uintptr_t address, trial try)
{
    size_t at;
    for (size_t i = 0; i < RECORDS_FREED; i++) {
        const struct heap_record *record = records_freed(i, &at);
        if (record != NULL) try(n, address, at, record);
    }
}

// The last block up to the offset that is live or hidden, past the records of those that are not.
static size_t last_upto(size_t offset)
{
    size_t at = records_upto(offset);
    while (at != ASH_NONE && heap_usable(at) == 0)
        at = at == 0 ? ASH_NONE : records_upto(at - HEAP_GRANULE);
    return at;
}

// The same of an address, inside the heap or not, which the block may surround: a guarded one has
// bytes before those that its owner was given.
static void try_last(struct neighbour *n, uintptr_t address, trial try)
{
    if (address < HEAP_BASE) return;
    size_t offset = address - HEAP_BASE;
    size_t at = last_upto(offset < HEAP_SIZE ? offset : HEAP_SIZE - 1);
    if (at != ASH_NONE) try(n, address, at, heap_record(at));
}

static void try_next(struct neighbour *n, uintptr_t address)
{
    size_t from = address < HEAP_BASE ? 0 : ash_align_up(address - HEAP_BASE, HEAP_GRANULE);
    size_t at = heap_next(from);
    if (at != ASH_NONE) try_after(n, address, at, heap_record(at));
}

struct neighbour neighbour_before(uintptr_t address)
{
    struct neighbour n = {NULL, 0, NEIGHBOUR_REACH};
    try_last(&n, address, try_before);
    try_freed(&n, address, try_before);
    return n;
}

struct neighbour neighbour_after(uintptr_t address)
{
    struct neighbour n = {NULL, 0, NEIGHBOUR_REACH};
    if (address >= HEAP_BASE + HEAP_SIZE) return n;
    try_last(&n, address, try_after);
    try_next(&n, address);
    try_freed(&n, address, try_after);
    return n;
}
