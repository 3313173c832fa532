// SPDX-License-Identifier: MIT
#include "hosted.h"

#include "hard.h"
#include "misuse.h"
#include "options.h"
#include "plain.h"
#include "thread.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>

static char *take_from(struct arena *a, size_t size, size_t align, bool *zero)
{
    bool stepped = thread_enter(a);
    char *p = hard_take(a, size, align, zero);
    thread_leave(a, stepped);
    return p;
}

static char *take_large_of(unsigned shift, size_t size, size_t align, bool *zero)
{
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) {
        if (a->shift != shift || a->span < size) continue;
        char *p = take_from(a, size, align, zero);
        if (p != NULL) return p;
    }
    struct arena *a = thread_new_large(shift, size + align);
    return a != NULL ? take_from(a, size, align, zero) : NULL;
}

static char *take_large(size_t size, size_t align, bool *zero)
{
    char *p = take_large_of(ARENA_PAGES, size, align, zero);
    return p != NULL ? p : take_large_of(ARENA_CHUNKS, size, align, zero);
}

// From the home, or from an arena for large blocks what is too long for any other; then from wherever
// there is room. Blocks in an arena for large ones cost system calls, and Linux has no room for more
// than some ten thousand mappings: so what need not lie there comes there last.
static char *take_somewhere(size_t size, size_t align, bool *zero)
{
    struct arena *home = thread_home();
    bool large = size > ARENA_LARGE || align > ARENA_LARGE;
    char *p = NULL;
    if ((options.guard || options.quarantine) && size > HARD_LONG)
        p = take_large(size, align, zero);
    if (p == NULL && !large && home != NULL) p = take_from(home, size, align, zero);
    if (p == NULL && large) p = take_large(size, align, zero);
    if (p == NULL) p = thread_take_elsewhere(size, align, zero);
    if (p == NULL && !large && size > PLAIN_RUN) p = take_large(size, align, zero);
    return p;
}

void *hosted_take(size_t size, size_t align, bool *zero)
{
    if (size == 0) size = 1;
    char *p = NULL;
    *zero = false;
    if (size <= PTRDIFF_MAX && align <= ARENA_SLOT) p = take_somewhere(size, align, zero);
    if (p == NULL) errno = ENOMEM;
    return p;
}

static void give(const char *call, void *p, size_t size)
{
    if (p == NULL) return;
    struct arena *a = arena_of(p);
    const void *at = p;
    const char *what = NULL;
    if (a == NULL) {
        what = misuse_name(call, ASH_OUT_OF_RANGE);
    } else if (!post_put(a, p, size)) {
        bool stepped = thread_enter(a);
        if (!arena_owned(a)) a->regained += hard_usable(a, p);
        what = hard_give(a, call, p, size, &at);
        thread_leave(a, stepped);
    }
    if (what != NULL) misuse(call, at, what);
}

void hosted_give(const char *call, void *p)
{
    give(call, p, 0);
}

void hosted_give_sized(const char *call, void *p, size_t align, size_t size)
{
    bool possible = align != 0 && (align & (align - 1)) == 0 && (uintptr_t)p % align == 0;
    if (p != NULL && !possible)
        misuse(call, p, misuse_name(call, ASH_BAD_SIZE));
    else
        give(call, p, size == 0 ? 1 : size);
}

size_t hosted_usable(void *p)
{
    if (p == NULL) return 0;
    struct arena *a = arena_of(p);
    size_t usable = 0;
    enum ash_status status = ASH_OUT_OF_RANGE;
    if (a != NULL) {
        bool stepped = thread_enter(a);
        usable = hard_usable(a, p);
        if (usable == 0) status = hard_verdict(a, p);
        thread_leave(a, stepped);
    }
    if (usable == 0) misuse("malloc_usable_size", p, misuse_name("malloc_usable_size", status));
    return usable;
}

// ---- realloc ----

// The contents of large blocks move by their pages.
static void move(struct arena *from, char *old, char *new, size_t bytes)
{
    struct arena *to = arena_of(new);
    if (from->shift != ARENA_PLAIN && to->shift != ARENA_PLAIN) {
        size_t pages = (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
        if (pages_move(old, new, pages)) return;
    }
    memcpy(new, old, bytes);
}

void *hosted_resize(void *p, size_t size)
{
    struct arena *a = arena_of(p);
    size_t old = 0;
    enum ash_status status = ASH_OUT_OF_RANGE;
    bool fits = size <= PTRDIFF_MAX;
    if (a != NULL) {
        bool stepped = thread_enter(a);
        old = hard_usable(a, p);
        bool little = a->shift != ARENA_PLAIN && size <= PLAIN_RUN && !options.guard;
        status = old != 0 && (!fits || little || hosted_too_long(old, size))
                     ? ASH_NO_ROOM
                     : hard_resize(a, p, size);
        thread_leave(a, stepped);
    }
    if (status == ASH_OK) return p;
    if (status != ASH_NO_ROOM) {
        misuse("realloc", p, misuse_name("realloc", status));
        errno = EINVAL;
        return NULL;
    }
    bool zero;
    int before = errno;
    char *new = hosted_take(size, ASH_GRANULE, &zero);
    if (new == NULL) {
        if (size > old) return NULL;
        errno = before;
        return p;
    }
    move(a, p, new, old < size ? old : size);
    hosted_give("realloc", p);
    return new;
}
