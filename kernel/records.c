// SPDX-License-Identifier: MIT
#include "records.h"

#include "memory.h"
#include "pages.h"

_Static_assert(PAGE_SIZE % sizeof(struct heap_record) == 0, "none lies across two pages");
_Static_assert(RECORDS_SIZE <= PAGES_MOST, "pages can hold all");

#define FREED 64 // records of blocks that are gone

static struct pages pages;

static struct freed {
    size_t offset;
    struct heap_record record; // nobody has taken it: there is nothing here
} freed[FREED];
static size_t next_freed;

static size_t place(size_t offset)
{
    return offset / HEAP_GRANULE * sizeof(struct heap_record);
}

static struct heap_record *at(size_t offset)
{
    return (struct heap_record *)(RECORDS_BASE + place(offset));
}

void records_start(void)
{
    pages_start(&pages, RECORDS_BASE, RECORDS_SIZE);
    memset(freed, 0, sizeof freed);
}

// What older blocks left in the records from .. to-1 means nothing any more.
static void forget(size_t from, size_t to)
{
    for (size_t i = 0; i < FREED; i++) {
        if (freed[i].offset >= from && freed[i].offset < to) freed[i].record.taken = NULL;
    }
    size_t end = place(to);
    for (size_t here = place(from); here < end; here = (here / PAGE_SIZE + 1) * PAGE_SIZE) {
        size_t page = pages_next(&pages, here);
        if (page >= end) break; // NO_PAGE too
        if (page > here) here = page;
        size_t stop = page + PAGE_SIZE < end ? page + PAGE_SIZE : end;
        memset((void *)(RECORDS_BASE + here), 0, stop - here);
    }
}

// Fresh memory does not come cleared.
static bool need(size_t offset)
{
    size_t page = place(offset) / PAGE_SIZE * PAGE_SIZE;
    if (pages_here(&pages, page)) return true;
    if (!pages_need(&pages, page, page + PAGE_SIZE)) return false;
    memset((void *)(RECORDS_BASE + page), 0, PAGE_SIZE);
    return true;
}

bool records_take(size_t offset, size_t length, size_t size, const struct site *site)
{
    if (!need(offset)) return false;
    forget(offset, offset + length);
    *at(offset) = (struct heap_record){site, NULL, size};
    return true;
}

void records_resize(size_t offset, size_t length, size_t size)
{
    forget(offset + HEAP_GRANULE, offset + length);
    at(offset)->size = size;
}

void records_free(size_t offset, const struct site *site)
{
    at(offset)->freed = site;
    freed[next_freed] = (struct freed){offset, *at(offset)};
    next_freed = (next_freed + 1) % FREED;
}

void records_drop(size_t from, size_t to)
{
    pages_drop(&pages, place(from), place(to));
}

const struct heap_record *records_find(size_t offset)
{
    if (offset >= HEAP_SIZE || offset % HEAP_GRANULE != 0) return NULL;
    if (pages_here(&pages, place(offset)) && at(offset)->taken != NULL) return at(offset);
    for (size_t i = 0; i < FREED; i++) {
        const struct freed *f = &freed[(next_freed + FREED - 1 - i) % FREED];
        if (f->offset == offset && f->record.taken != NULL) return &f->record;
    }
    return NULL;
}
