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

static __attribute__((noinline)) void *watched_take_long(size_t size)
{
    bool zero;
    return hosted_take(size, ASH_GRANULE, &zero);
}

// Inside the gate: as malloc, where there is no slot at hand, or it has no memory yet.
static __attribute__((noinline)) void *watched_undo(struct arena *a, size_t at, size_t size)
{
    if (at != ASH_NONE) ash_heap_free(&a->heap, at);
    gate_step_out(&a->gate);
    return watched_take_long(size);
}

// malloc; short for a small block of the home's.
static __attribute__((noinline)) void *watched_take(size_t size)
{
    struct arena *a = self.home;
    if (a == NULL || size - 1 >= ARENA_SMALL || !gate_step_in(&a->gate))
        return watched_take_long(size);
    size_t all = size + hard_canary_bytes(a);
    if (all > ARENA_SMALL || !quick_take(&a->heap, all)) return watched_undo(a, ASH_NONE, size);
    size_t at = ash_heap_alloc(&a->heap, all, ASH_GRANULE);
    if (at > a->near) return watched_undo(a, at, size);
    char *p = a->base + at;
    const struct ash_shapes *shapes = &a->heap.slabs.layout.shapes;
    size_t length = shapes->size[shapes->row[(all - 1) / ASH_GRANULE]] * (size_t)ASH_GRANULE;
    if (a->hard != NULL && options.random) p = hard_exchange(a, p, length);
    if (p == NULL) return watched_undo(a, ASH_NONE, size);
    if (options.zero == ZERO_ALLOC) memset(p, 0, length);
    if (a->hard != NULL) hard_set_canary(a, p, length);
    gate_step_out(&a->gate);
    return p;
}

// ---- free; all of it begins inside the gate ----

static __attribute__((noinline)) void watched_give_long(struct arena *a, void *p)
{
    const void *at;
    const char *what = hard_give(a, "free", p, 0, &at);
    gate_step_out(&a->gate);
    if (what != NULL) misuse("free", at, what);
}

static __attribute__((noinline)) void watched_end_slowly(struct arena *a, size_t at)
{
    plain_give(a, at);
    gate_step_out(&a->gate);
}

// The block in a slot at `at` goes to the heap.
static inline void watched_end(struct arena *a, size_t at)
{
    if (!quick_give(&a->heap, at)) {
        watched_end_slowly(a, at);
        return;
    }
    ash_heap_free(&a->heap, at);
    gate_step_out(&a->gate);
}

// A block that was written to after it was freed is told, and the one at `at`, if any, goes to the heap.
static __attribute__((noinline)) void watched_tell(struct arena *a, size_t at)
{
    const void *written = NULL;
    const char *what = hard_written(a, &written);
    if (at != ASH_NONE) plain_give(a, at);
    gate_step_out(&a->gate);
    misuse("free", written, what);
}

// The block in a slot at `at` goes into quarantine, and another out of it to the heap.
static __attribute__((noinline)) void watched_put_in(struct arena *a, size_t at, size_t length)
{
    at = hard_put_in(a, at, length);
    if (a->hard->written != NULL)
        watched_tell(a, at);
    else if (at != ASH_NONE)
        watched_end(a, at);
    else
        gate_step_out(&a->gate);
}

// Nothing is wrong with the block in a slot at `at`, and it is wiped.
static inline void watched_go(struct arena *a, size_t at, size_t length)
{
    if (a->hard != NULL && options.quarantine)
        watched_put_in(a, at, length);
    else
        watched_end(a, at);
}

static __attribute__((noinline)) void watched_wipe(struct arena *a, size_t at, size_t length)
{
    hard_wipe(a->base + at, length);
    watched_go(a, at, length);
}

// free of a block of the home's; short if it is a small one.
static __attribute__((noinline)) void watched_give(struct arena *home, void *p)
{
    if (!gate_step_in(&home->gate)) {
        hosted_give("free", p);
        return;
    }
    size_t at = arena_offset(home, p), length = plain_slot_bytes(home, at);
    const struct hard *h = home->hard;
    if (length == 0 || (h != NULL && (hard_holds(h, at) || hard_canary_is_gone(home, p, length)))) {
        watched_give_long(home, p);
    } else if (options.zero == ZERO_FREE) {
        watched_wipe(home, at, length);
    } else {
        if (h != NULL) hard_clear_canary(p, length);
        watched_go(home, at, length);
    }
}

#endif
