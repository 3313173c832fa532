// SPDX-License-Identifier: MIT
#include "guard.h"

#include "request.h"

// The offsets of blocks that are freed for their owners and taken for the heap, the oldest at `out`.
static size_t quarantine[GUARD_QUARANTINE];
static size_t out, waiting;
static size_t blocks; // live and in the quarantine: often none, and then no free need look for one

static void release_oldest(void)
{
    heap_release(quarantine[out]);
    blocks--;
    out = (out + 1) % GUARD_QUARANTINE;
    waiting--;
}

size_t guard_flush(void)
{
    size_t count = waiting;
    while (waiting != 0) release_oldest();
    return count;
}

static size_t take(size_t pages, size_t align, const struct heap_record *record)
{
    size_t offset = heap_take(pages + PAGE_SIZE, align, pages, record);
    if (offset != ASH_NONE || waiting == 0) return offset;
    guard_flush();
    return heap_take(pages + PAGE_SIZE, align, pages, record);
}

void *guard_alloc(size_t size, size_t align, const struct site *site)
{
    if (size == 0 || size > HEAP_SIZE || (align & (align - 1)) != 0 || align == 0) return NULL;
    size_t bytes = ash_align_up(size, align > GUARD_GRANULE ? align : GUARD_GRANULE);
    size_t pages = ash_align_up(bytes, PAGE_SIZE);
    struct heap_record record = {
        .taken = site, .lead = (uint32_t)(pages - bytes), .guarded = true, .size = size};
    size_t offset = take(pages, align > PAGE_SIZE ? align : PAGE_SIZE, &record);
    if (offset == ASH_NONE) return NULL;
    blocks++;
    return (void *)(HEAP_BASE + offset + record.lead);
}

const struct heap_record *guard_find(uintptr_t address, uintptr_t *block)
{
    if (blocks == 0 || address - HEAP_BASE >= HEAP_SIZE) return NULL;
    size_t offset = heap_block(address - HEAP_BASE);
    if (offset == ASH_NONE) return NULL;
    const struct heap_record *record = heap_record(offset);
    *block = HEAP_BASE + offset + record->lead;
    return record->guarded ? record : NULL;
}

enum ash_status guard_verdict(const void *block)
{
    uintptr_t start;
    const struct heap_record *record = guard_find((uintptr_t)block, &start);
    if (record == NULL || (uintptr_t)block != start) return ASH_NOT_A_BLOCK;
    return record->freed != NULL ? ASH_ALREADY_FREE : ASH_OK;
}

enum ash_status guard_free(void *block, const struct site *site)
{
    enum ash_status status = guard_verdict(block);
    if (status != ASH_OK) return status;
    if (waiting == GUARD_QUARANTINE) release_oldest();
    size_t offset = heap_block((uintptr_t)block - HEAP_BASE);
    heap_hide(offset, site);
    quarantine[(out + waiting++) % GUARD_QUARANTINE] = offset;
    return ASH_OK;
}
