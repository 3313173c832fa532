// SPDX-License-Identifier: MIT
// watched: malloc and free of small blocks while options want something of every call. It does what
// hard.c does, in the same steps, where all that they need is at hand, and leaves the rest, every
// misuse among it, to hard.c before it has changed anything.
//
// For family.c alone, with which the core is compiled.
#ifndef WATCHED_H
#define WATCHED_H

#include "hard_parts.h"
#include "hosted.h"
#include "misuse.h"
#include "quick.h"
#include "thread.h"

// ---- malloc ----

// Inside the gate: a slot for `size` bytes, or NULL.
static inline char *watched_slot(struct arena *a, size_t size)
{
    size += hard_canary_bytes(a);
    if (size > ARENA_SMALL || !quick_take(&a->heap, size)) return NULL;
    size_t at = ash_heap_alloc(&a->heap, size, ASH_GRANULE);
    if (at > a->near) {
        if (at != ASH_NONE) ash_heap_free(&a->heap, at);
        return NULL;
    }
    char *p = a->base + at;
    if (a->hard == NULL) return p;
    const struct ash_shapes *shapes = &a->heap.slabs.layout.shapes;
    size_t length = shapes->size[shapes->row[(size - 1) / ASH_GRANULE]] * (size_t)ASH_GRANULE;
    if (options.random) p = hard_exchange(a, p, length);
    if (p != NULL) hard_set_canary(a, p, length);
    return p;
}

static __attribute__((noinline)) void *watched_take_long(size_t size)
{
    bool zero;
    return hosted_take(size, ASH_GRANULE, &zero);
}

// malloc; short for a small block of the home's.
static __attribute__((noinline)) void *watched_take(size_t size)
{
    struct arena *a = self.home;
    if (a == NULL || size - 1 >= ARENA_SMALL || !gate_step_in(&a->gate))
        return watched_take_long(size);
    char *p = watched_slot(a, size);
    gate_step_out(&a->gate);
    if (p == NULL) return watched_take_long(size);
    return options.zero == ZERO_ALLOC ? memset(p, 0, size) : p;
}

// ---- free ----

static __attribute__((noinline)) void watched_let_go_slowly(struct arena *a, size_t at)
{
    plain_give(a, at);
}

// Inside the gate: frees the block at p, if it lies in a slot and nothing is wrong with it.
static inline bool watched_give_slot(struct arena *a, char *p)
{
    size_t at = hard_offset(a, p), length = plain_slot_bytes(a, at);
    if (length == 0) return false;
    if (a->hard != NULL && (hard_held(a, at) || hard_canary_is_gone(a, p, length))) return false;
    if (options.zero == ZERO_FREE)
        hard_wipe(p, length);
    else if (a->hard != NULL)
        hard_clear_canary(p, length);
    if (a->hard != NULL && options.quarantine) at = hard_put_in(a, at, length);
    if (at == ASH_NONE) return true;
    if (quick_give(&a->heap, at))
        ash_heap_free(&a->heap, at);
    else
        watched_let_go_slowly(a, at);
    return true;
}

static __attribute__((noinline)) void watched_give_long(struct arena *a, void *p)
{
    const void *at;
    const char *what = hard_give(a, "free", p, 0, &at);
    gate_step_out(&a->gate);
    if (what != NULL) misuse("free", at, what);
}

// Inside the gate: out of it, and a block that was written to after it was freed is told.
static __attribute__((noinline)) void watched_tell(struct arena *a)
{
    const void *at = NULL;
    const char *what = hard_written(a, &at);
    gate_step_out(&a->gate);
    misuse("free", at, what);
}

// free of a block of the home's, which is given; short if it is a small one.
static __attribute__((noinline)) void watched_give(struct arena *home, void *p)
{
    if (!gate_step_in(&home->gate))
        hosted_give("free", p);
    else if (!watched_give_slot(home, p))
        watched_give_long(home, p);
    else if (home->hard != NULL && home->hard->written != NULL)
        watched_tell(home);
    else
        gate_step_out(&home->gate);
}

#endif
