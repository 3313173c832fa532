// SPDX-License-Identifier: MIT
#include "records.h"

#include "memory.h"
#include "pages.h"

_Static_assert(PAGE_SIZE % sizeof(struct heap_record) == 0, "none lies across two pages");
_Static_assert(RECORDS_SIZE <= PAGES_MOST, "pages can hold all");

#define PER_PAGE (PAGE_SIZE / sizeof(struct heap_record))

static struct pages pages;

static struct freed {
    size_t offset;
    struct heap_record record; // nobody has taken it: there is nothing here
    bool buried;               // another block has been there since
} freed[RECORDS_FREED];
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
    pages_start(&pages, RECORDS_BASE, RECORDS_SIZE, 0);
    memset(freed, 0, sizeof freed);
}

// What older blocks left in the records from .. to-1 means nothing any more.
static void forget(size_t from, size_t to)
{
    for (size_t i = 0; i < RECORDS_FREED; i++) {
        if (freed[i].offset >= from && freed[i].offset < to) freed[i].buried = true;
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

bool records_take(size_t offset, size_t length, const struct heap_record *record)
{
    if (!pages_need(&pages, place(offset), place(offset) + 1)) return false;
    forget(offset, offset + length);
    *at(offset) = *record;
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
    freed[next_freed] = (struct freed){offset, *at(offset), false};
    next_freed = (next_freed + 1) % RECORDS_FREED;
}

void records_drop(size_t from, size_t to)
{
    pages_drop(&pages, place(from), place(to));
}

static const struct freed *last_freed(size_t number)
{
    return &freed[(next_freed + RECORDS_FREED - 1 - number) % RECORDS_FREED];
}

const struct heap_record *records_freed(size_t number, size_t *offset)
{
    const struct freed *f = last_freed(number);
    *offset = f->offset;
    return f->record.taken != NULL && !f->buried ? &f->record : NULL;
}

const struct heap_record *records_find(size_t offset)
{
    if (offset >= HEAP_SIZE || offset % HEAP_GRANULE != 0) return NULL;
    if (pages_here(&pages, place(offset)) && at(offset)->taken != NULL) return at(offset);
    for (size_t i = 0; i < RECORDS_FREED; i++) {
        size_t start;
        const struct heap_record *record = records_freed(i, &start);
        if (record != NULL && start == offset) return record;
    }
    return NULL;
}

size_t records_upto(size_t offset)
{
    size_t granule = offset / HEAP_GRANULE;
    for (;;) {
        size_t page = pages_last(&pages, place(granule * HEAP_GRANULE));
        if (page == NO_PAGE) return ASH_NONE;
        size_t first = page / sizeof(struct heap_record), last = first + PER_PAGE - 1;
        if (granule > last) granule = last;
        for (; granule >= first; granule--) {
            if (at(granule * HEAP_GRANULE)->taken != NULL) return granule * HEAP_GRANULE;
            if (granule == 0) return ASH_NONE;
        }
    }
}

const struct heap_record *records_freed_at(size_t offset)
{
    for (size_t i = 0; i < RECORDS_FREED; i++) {
        const struct freed *f = last_freed(i);
        size_t start = f->offset + f->record.lead;
        if (f->record.taken != NULL && start <= offset && offset - start < f->record.size)
            return &f->record;
    }
    return NULL;
}
