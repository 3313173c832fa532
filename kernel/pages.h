// SPDX-License-Identifier: MIT
// pages: a stretch of addresses that is reserved as a whole, and backed page by page when and
// for as long as somebody needs it.
#ifndef PAGES_H
#define PAGES_H

#include "port.h"
#include "set.h"

struct pages {
    uintptr_t base;
    size_t size;         // bytes, at most PAGES_MOST
    size_t backed;       // bytes of it that are backed now,
    size_t peak;         // and the most that ever were since pages_start
    int fill;            // the byte that a page is full of when it comes, or -1: as it comes
    struct ash_set here; // which pages those are, counted from the base
};

#define PAGES_MOST ((size_t)ASH_SET_MEMBERS * PAGE_SIZE)

// Gives back all that is backed, and begins anew.
void pages_start(struct pages *p, uintptr_t base, size_t size, int fill);

// `from` and `to` are bytes from the base, at most size.

// Backs every page that from .. to-1 touches and that is not backed yet. False when the frames
// run out; some may be backed then.
bool pages_need(struct pages *p, size_t from, size_t to);

// Gives back every page that lies wholly in from .. to-1. Work: a few steps a page given back.
void pages_drop(struct pages *p, size_t from, size_t to);

// Where the first backed page begins that does not end before `from`; or NO_PAGE.
#define NO_PAGE ((size_t)-1)
size_t pages_next(const struct pages *p, size_t from);

// Where the last backed page begins that does not begin after `from`; or NO_PAGE.
size_t pages_last(const struct pages *p, size_t from);

// Where the last backed page ends, 0 when none is.
size_t pages_end(const struct pages *p);

bool pages_here(const struct pages *p, size_t at);

#endif
