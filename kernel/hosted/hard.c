// SPDX-License-Identifier: MIT
#include "hard_parts.h"

#include "misuse.h"

#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

bool hard_begin(struct hard **h)
{
    *h = NULL;
    if (!options_hard()) return true;
    struct hard *new = pages_state(sizeof *new);
    if (new == NULL) return false;
    uint64_t bytes[2] = {0, 0};
    // Without them, at the very start of a machine, it is the place in memory that is random.
    // By the number of the call, as getrandom may cancel the thread, which holds a lock.
    if (syscall(SYS_getrandom, bytes, sizeof bytes, GRND_NONBLOCK) != sizeof bytes)
        bytes[0] = (uintptr_t) new;
    new->secret = bytes[0];
    new->random = bytes[1];
    for (size_t n = 0; n < HARD_LENGTHS; n++)
        for (size_t i = 0; i < HARD_POOL; i++) new->pool[n][i] = HARD_GRANULES;
    *h = new;
    return true;
}

// All of a block's bytes, or 0 if p is no block, or nobody's.
static size_t length_of(struct arena *a, const void *p)
{
    size_t at = arena_offset(a, p);
    return hard_held(a, at) ? 0 : hard_bytes_at(a, at);
}

// ---- random places ----

static void give_back(struct arena *a, size_t at)
{
    if (at != ASH_NONE) plain_give(a, at);
}

// All that is nobody's goes to the heap.
static void let_all_go(struct arena *a)
{
    struct hard *h = a->hard;
    for (size_t i = 0; i < HARD_PLACES + HARD_RUNS; i++) give_back(a, hard_leave(a, i));
    for (size_t n = 0; n < HARD_LENGTHS; n++)
        for (size_t i = 0; i < HARD_POOL; i++) {
            if (h->pool[n][i] == HARD_GRANULES) continue;
            hard_flip_held(a, (size_t)h->pool[n][i] * ASH_GRANULE);
            plain_give(a, (size_t)h->pool[n][i] * ASH_GRANULE);
            h->pool[n][i] = HARD_GRANULES;
        }
}

// Any of the pool for a live small block; NULL if there is no memory. At most HARD_POOL more are
// taken, to fill the pool.
static char *any_of_pool(struct arena *a, char *p, size_t length)
{
    bool zero;
    char *out;
    while ((out = hard_exchange(a, p, length)) == NULL) {
        p = arena_take(a, length, ASH_GRANULE, &zero);
        if (p != NULL) continue;
        let_all_go(a);
        return arena_take(a, length, ASH_GRANULE, &zero);
    }
    return out;
}

// ---- the calls ----

// With canary, quarantine and random places.
static char *take_watched(struct arena *a, size_t size, size_t align, bool *zero)
{
    size += hard_canary_bytes(a);
    char *p = arena_take(a, size, align, zero);
    if (p == NULL) {
        let_all_go(a);
        p = arena_take(a, size, align, zero);
    }
    if (p == NULL) return NULL;
    size_t length = hard_bytes_at(a, arena_offset(a, p));
    if (options.random && length <= ARENA_SMALL && align <= ASH_GRANULE) {
        p = any_of_pool(a, p, length);
        *zero = false;
    }
    if (p != NULL) hard_set_canary(a, p, length);
    return p;
}

char *hard_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    char *p =
        a->hard != NULL ? take_watched(a, size, align, zero) : arena_take(a, size, align, zero);
    if (p == NULL || options.zero != ZERO_ALLOC || *zero) return p;
    // All that the user may get to see: realloc hands out what was not asked for at first.
    memset(p, 0, hard_usable(a, p));
    *zero = true;
    return p;
}

size_t hard_usable(struct arena *a, const void *p)
{
    size_t length = length_of(a, p);
    return length == 0 ? 0 : length - hard_canary_bytes(a);
}

enum ash_status hard_verdict(struct arena *a, const void *p)
{
    return hard_held(a, arena_offset(a, p)) ? ASH_ALREADY_FREE : arena_give(a, p);
}

// Whole pages of a long one are new ones when they are next touched: all but the first, which nearly
// everybody touches, so that it would not be saved.
void hard_wipe(char *p, size_t length)
{
    size_t head = PAGE_BYTES - (uintptr_t)p % PAGE_BYTES;
    size_t tail = (uintptr_t)(p + length) % PAGE_BYTES;
    if (length <= HARD_LONG) {
        memset(p, 0, length);
        return;
    }
    memset(p, 0, head);
    pages_drop(p + head, length - head - tail);
    memset(p + length - tail, 0, tail);
}

// What is wrong with a block of that length that is to be freed.
static const char *wrong(struct arena *a, const char *call, const char *p, size_t size,
                         size_t length)
{
    if (length == 0) return misuse_name(call, hard_verdict(a, p));
    size_t canary = hard_canary_bytes(a);
    if (size > length - canary) return misuse_name(call, ASH_BAD_SIZE);
    return canary != 0 && hard_canary_is_gone(a, p, length)
               ? "overrun (the bytes behind the block were written to)"
               : NULL;
}

const char *hard_give(struct arena *a, const char *call, void *p, size_t size, const void **at)
{
    *at = p;
    if (a->hard == NULL && options.zero != ZERO_FREE && size == 0) // nothing to look at before
        return misuse_name(call, arena_give(a, p));
    size_t length = length_of(a, p);
    const char *what = wrong(a, call, p, size, length);
    if (what != NULL || length == 0) return what;
    if (options.zero == ZERO_FREE && a->shift == ARENA_PLAIN)
        hard_wipe(p, length);
    else if (a->hard != NULL)
        hard_clear_canary(p, length);
    if (a->hard == NULL || length > HARD_LONG || !options.quarantine)
        return misuse_name(call, arena_give(a, p));
    give_back(a, hard_put_in(a, arena_offset(a, p), length));
    return hard_written(a, at);
}

enum ash_status hard_resize(struct arena *a, void *p, size_t size)
{
    if (a->hard == NULL && options.zero == ZERO_OFF) return arena_resize(a, p, size);
    if (hard_held(a, arena_offset(a, p))) return ASH_ALREADY_FREE;
    size_t old = arena_usable(a, p), canary = hard_canary_bytes(a);
    // An overrun is told when it is freed.
    if (old != 0 && canary != 0 && hard_canary_is_gone(a, p, old)) return ASH_NO_ROOM;
    enum ash_status status = arena_resize(a, p, size + canary);
    if (status != ASH_OK) return status;
    size_t new = arena_usable(a, p);
    if (new < old && options.zero == ZERO_FREE && a->shift == ARENA_PLAIN)
        hard_wipe((char *)p + new, old - new);
    if (new > old && options.zero == ZERO_ALLOC && a->shift == ARENA_PLAIN)
        memset((char *)p + old, 0, new - old);
    if (canary != 0 && new != old) {
        hard_clear_canary(p, old); // wherever that is now
        hard_set_canary(a, p, new);
    }
    return ASH_OK;
}
