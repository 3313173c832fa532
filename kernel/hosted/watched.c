// SPDX-License-Identifier: MIT
// The short way to hardened small blocks. It does what hard.c does, in the same steps, where all that
// they need is at hand, and leaves the rest, every misuse among it, to hard.c before it has changed
// anything.
#include "watched.h"

#include "hard_parts.h"
#include "hosted.h"
#include "misuse.h"
#include "thread.h"

// ---- malloc ----

// Inside the gate: a slot for `size` bytes, or NULL.
static char *take_slot(struct arena *a, size_t size)
{
    size_t at = ash_heap_alloc(&a->heap, size + hard_canary_bytes(a), ASH_GRANULE);
    size_t length = at <= a->near ? plain_slot_bytes(a, at) : 0;
    if (length == 0) {
        if (at != ASH_NONE) ash_heap_free(&a->heap, at);
        return NULL;
    }
    char *p = a->base + at;
    if (a->hard == NULL) return p;
    if (options.random) p = hard_exchange(a, p, length);
    if (p != NULL) hard_set_canary(a, p, length);
    return p;
}

static __attribute__((noinline)) void *take_long(size_t size)
{
    bool zero;
    return hosted_take(size, ASH_GRANULE, &zero);
}

void *watched_take(size_t size)
{
    struct arena *a = self.home;
    if (a == NULL || size - 1 >= ARENA_SMALL || !gate_step_in(&a->gate)) return take_long(size);
    char *p = take_slot(a, size);
    gate_step_out(&a->gate);
    if (p == NULL) return take_long(size);
    return options.zero == ZERO_ALLOC ? memset(p, 0, size) : p;
}

// ---- free ----

// Inside the gate: frees the block at p, if it lies in a slot and nothing is wrong with it.
static bool give_slot(struct arena *a, char *p)
{
    size_t at = hard_offset(a, p), length = plain_slot_bytes(a, at);
    if (length == 0 || hard_held(a, at)) return false;
    if (a->hard != NULL && hard_canary_is_gone(a, p, length)) return false;
    if (options.zero == ZERO_FREE)
        hard_wipe(p, length);
    else if (a->hard != NULL)
        hard_clear_canary(p, length);
    if (a->hard != NULL && options.quarantine)
        hard_put_in(a, at, length);
    else
        plain_give(a, at);
    return true;
}

bool watched_give(void *p)
{
    struct arena *a = self.home;
    if (!gate_step_in(&a->gate)) return false;
    const void *at = p;
    const char *what = give_slot(a, p) ? hard_written(a, &at) : hard_give(a, "free", p, 0, &at);
    gate_step_out(&a->gate);
    if (what != NULL) misuse("free", at, what);
    return true;
}
