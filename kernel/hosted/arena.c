// SPDX-License-Identifier: MIT
#include "arena.h"

#include "hard.h"
#include "image.h"
#include "large.h"
#include "plain.h"

#include <string.h>

_Static_assert((ARENA_SLOT & (ARENA_SLOT - 1)) == 0, "arenas lie at multiples of it");
_Static_assert(sizeof(size_t) == 8, "large blocks want many addresses");

_Atomic uint32_t arena_registry;

struct arena *_Atomic arena_places[ARENA_PLACES];
static struct arena *_Atomic first;
static struct arena *last;
static struct arena *free_first, **free_end = &free_first;

struct arena *arena_first(void)
{
    return atomic_load_explicit(&first, memory_order_acquire);
}

struct arena *arena_next(const struct arena *a)
{
    return atomic_load_explicit(&a->next, memory_order_acquire);
}

struct arena *arena_free_first(void)
{
    return free_first;
}

void arena_free_put(struct arena *a)
{
    a->free_next = NULL;
    *free_end = a;
    free_end = &a->free_next;
}

void arena_free_remove(struct arena *a)
{
    struct arena **at = &free_first;
    while (*at != a) at = &(*at)->free_next;
    *at = a->free_next;
    if (*at == NULL) free_end = at;
}

// The state of a new heap is the same each time, and nearly all zero: what is not was computed when
// the library was built. Zeroes need not be written, as new pages are full of them.
static void init_heap(struct ash_heap *heap, size_t units)
{
    if (units < ARENA_SLOT) {
        ash_heap_init(heap, units);
        return;
    }
    for (size_t i = 0; i < sizeof image / sizeof *image; i++)
        memcpy((char *)heap + image[i].at, &image[i].word, sizeof image[i].word);
}

// ---- new arenas ----

// The span that a new arena should have, and the least that will do: under a limit on addresses
// it is content with a quarter of them.
static size_t wanted_span(unsigned shift, size_t least)
{
    size_t span = ARENA_SLOT << shift, limit = pages_address_limit() / 4;
    while (span > limit && span / 2 >= least) span /= 2;
    return span;
}

// Puts a heap behind the addresses at base. False if there is no memory for the first `size` bytes:
// an arena that cannot have the block for which it is made would be made again and again.
static bool set_up(struct arena *a, char *base, size_t span, unsigned shift, size_t size)
{
    if (!pages_commit(base, size)) return false;
    a->base = base;
    a->span = span;
    a->shift = shift;
    a->idle = ASH_UNITS;
    gate_share(&a->gate);
    init_heap(&a->heap, span >> shift);
    if (shift != ARENA_PLAIN) {
        pages_uncommit(base, size);
        return true;
    }
    a->committed = size;
    a->regained = span;
    return plain_ready(a, 0, 1) && hard_begin(&a->hard);
}

static void publish(struct arena *a)
{
    for (size_t at = 0; at < a->span; at += ARENA_SLOT)
        atomic_store_explicit(&arena_places[(uintptr_t)(a->base + at) / ARENA_SLOT], a,
                              memory_order_release);
    if (last == NULL)
        atomic_store_explicit(&first, a, memory_order_release);
    else
        atomic_store_explicit(&last->next, a, memory_order_release);
    last = a;
    if (a->shift == ARENA_PLAIN) arena_free_put(a);
}

struct arena *arena_new(unsigned shift, size_t size)
{
    size_t unit = ARENA_UNIT << shift; // what a large block is rounded up to
    if (size > (ARENA_SLOT << shift) - 2 * unit) return NULL;
    size_t least = arena_round_up(size + PAGE_BYTES, unit);
    if (least < PLAIN_COMMIT) least = PLAIN_COMMIT;
    struct arena *a = pages_state(sizeof *a);
    if (a == NULL) return NULL;
    size_t span = wanted_span(shift, least);
    char *base = pages_reserve(span, ARENA_SLOT);
    while (base == NULL && span / 2 >= least) {
        span /= 2;
        base = pages_reserve(span, ARENA_SLOT);
    }
    if (base != NULL && set_up(a, base, span, shift, least)) {
        publish(a);
        return a;
    }
    if (base != NULL) pages_release(base, span);
    pages_release_state(a, sizeof *a);
    return NULL;
}

// ---- of either kind ----

char *arena_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    return a->shift == ARENA_PLAIN ? plain_take(a, size, align, zero)
                                   : large_take(a, size, align, zero);
}

enum ash_status arena_give(struct arena *a, const void *p)
{
    return a->shift == ARENA_PLAIN ? plain_give(a, arena_offset(a, p)) : large_give(a, p);
}

size_t arena_usable(struct arena *a, const void *p)
{
    return a->shift == ARENA_PLAIN ? plain_usable(a, arena_offset(a, p)) : large_usable(a, p);
}

enum ash_status arena_resize(struct arena *a, const void *p, size_t size)
{
    return a->shift == ARENA_PLAIN ? plain_resize(a, arena_offset(a, p), size)
                                   : large_resize(a, p, size);
}
