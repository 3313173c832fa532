// SPDX-License-Identifier: MIT
#include "heap.h"

#include "memory.h"
#include "print.h"
#include "space.h"

static union ash_state state;
static const struct ash_design *design;
static struct heap_record records[HEAP_SIZE / ASH_GRANULE];

static void start(const struct ash_design *chosen)
{
    design = chosen;
    design->init(&state, HEAP_SIZE);
    memset(records, 0, sizeof records);
}

void heap_init(const struct ash_design *chosen)
{
    if (!space_back(HEAP_BASE, HEAP_BASE + HEAP_SIZE))
        die("too little memory: no frame is left for the heap");
    start(chosen);
}

bool heap_use(const struct ash_design *chosen)
{
    if (heap_stats().blocks != 0) return false;
    start(chosen);
    return true;
}

const char *heap_design_name(void)
{
    return design->name;
}

// What older blocks left in the records of this one's granules means nothing any more.
static void forget_old(size_t offset)
{
    size_t granules = design->usable(&state, offset) / ASH_GRANULE;
    memset(&records[offset / ASH_GRANULE + 1], 0, (granules - 1) * sizeof *records);
}

size_t heap_alloc(size_t size, size_t align, const struct site *site)
{
    size_t offset = design->alloc(&state, size, align);
    if (offset == ASH_NONE) return ASH_NONE;
    records[offset / ASH_GRANULE] = (struct heap_record){site, NULL, size};
    forget_old(offset);
    return offset;
}

enum ash_status heap_free(size_t offset, const struct site *site)
{
    enum ash_status status = design->free(&state, offset);
    if (status == ASH_OK) records[offset / ASH_GRANULE].freed = site;
    return status;
}

enum ash_status heap_resize(size_t offset, size_t size)
{
    enum ash_status status = design->resize(&state, offset, size);
    if (status != ASH_OK) return status;
    records[offset / ASH_GRANULE].size = size;
    forget_old(offset);
    return ASH_OK;
}

size_t heap_usable(size_t offset)
{
    return design->usable(&state, offset);
}

struct ash_stats heap_stats(void)
{
    return design->stats(&state);
}

bool heap_check(void)
{
    return design->check(&state);
}

size_t heap_slot(size_t offset)
{
    if (design != ash_design_named("bucket") || offset >= HEAP_SIZE) return 0;
    return (size_t)state.bucket.spans.span[offset / HEAP_SPAN] * ASH_GRANULE;
}

size_t heap_next(size_t from)
{
    for (size_t at = from; at < HEAP_SIZE; at += ASH_GRANULE) {
        if (heap_usable(at) != 0) return at;
    }
    return ASH_NONE;
}

const struct heap_record *heap_record(size_t offset)
{
    if (offset >= HEAP_SIZE) return NULL;
    const struct heap_record *record = &records[offset / ASH_GRANULE];
    return record->taken != NULL ? record : NULL;
}
