// SPDX-License-Identifier: MIT
#include "pages.h"

#include "frames.h"
#include "memory.h"
#include "request.h" // ash_align_up
#include "space.h"

static uintptr_t address(const struct pages *p, size_t page)
{
    return p->base + page * PAGE_SIZE;
}

void pages_start(struct pages *p, uintptr_t base, size_t size, int fill)
{
    if (p->backed != 0) pages_drop(p, 0, p->size);
    p->base = base;
    p->size = size;
    p->peak = 0;
    p->fill = fill;
    ash_set_init(&p->here);
}

static bool back(struct pages *p, size_t page)
{
    if (!space_back(address(p, page), address(p, page + 1))) return false;
    if (p->fill >= 0) memset((void *)address(p, page), p->fill, PAGE_SIZE);
    ash_set_insert(&p->here, page);
    p->backed += PAGE_SIZE;
    if (p->backed > p->peak) p->peak = p->backed;
    return true;
}

bool pages_need(struct pages *p, size_t from, size_t to)
{
    size_t first = from / PAGE_SIZE, end = ash_align_up(to, PAGE_SIZE) / PAGE_SIZE;
    size_t backed = p->backed / PAGE_SIZE;
    // What cannot be need not be tried: it would take all there is before it failed. To count the
    // free frames is long work, that a request for less than is backed can do without.
    if (end - first > backed && end - first - backed > frames_free()) return false;
    for (size_t page = first; page < end; page++) {
        if (!ash_set_test(&p->here, page) && !back(p, page)) return false;
    }
    return true;
}

void pages_drop(struct pages *p, size_t from, size_t to)
{
    size_t page = ash_align_up(from, PAGE_SIZE) / PAGE_SIZE, end = to / PAGE_SIZE;
    while (page < end && (page = ash_set_next(&p->here, page)) < end) {
        space_drop(address(p, page), address(p, page + 1));
        ash_set_remove(&p->here, page);
        p->backed -= PAGE_SIZE;
        page++;
    }
}

size_t pages_next(const struct pages *p, size_t from)
{
    if (from >= p->size) return NO_PAGE;
    size_t page = ash_set_next(&p->here, from / PAGE_SIZE);
    return page < ASH_SET_MEMBERS ? page * PAGE_SIZE : NO_PAGE;
}

size_t pages_last(const struct pages *p, size_t from)
{
    size_t page = ash_set_upto(&p->here, (from < p->size ? from : p->size - 1) / PAGE_SIZE);
    return page < ASH_SET_MEMBERS ? page * PAGE_SIZE : NO_PAGE;
}

size_t pages_end(const struct pages *p)
{
    size_t last = pages_last(p, p->size);
    return last != NO_PAGE ? last + PAGE_SIZE : 0;
}

bool pages_here(const struct pages *p, size_t at)
{
    return at < p->size && ash_set_test(&p->here, at / PAGE_SIZE);
}
