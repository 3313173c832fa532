// SPDX-License-Identifier: MIT
// collect: frees what was posted (post.h), for who is inside the gate.
//
// For family.c alone, with which the core is compiled.
#ifndef COLLECT_H
#define COLLECT_H

#include "misuse.h"
#include "plain.h"
#include "post.h"
#include "quick.h"

static uint64_t collect_word(_Atomic uint64_t *word)
{
    return atomic_load(word) == 0 ? 0 : atomic_exchange(word, 0);
}

static __attribute__((noinline)) void collect_slowly(struct arena *a, size_t at)
{
    if (!arena_owned(a)) a->regained += plain_usable(a, at);
    enum ash_status status = plain_give(a, at);
    if (status != ASH_OK) misuse("free", a->base + at, misuse_name("free", status));
}

// All that waits in unit u.
static void collect_unit(struct arena *a, size_t u)
{
    bool quick = arena_owned(a);
    uint64_t waiting = atomic_load(&a->post.block[u]);
    for (uint64_t bits = waiting; bits != 0; bits &= bits - 1) {
        size_t at = (u * POST_BITS + (size_t)__builtin_ctzll(bits)) * ASH_GRANULE;
        if (quick && quick_live(&a->heap, at) && quick_room(&a->heap, at))
            ash_heap_free(&a->heap, at);
        else
            collect_slowly(a, at);
    }
    plain_emptied(a); // one slab at most, as a unit is part of one
    // Not before: whoever sets one of these bits anew must see that the block is free.
    atomic_fetch_and(&a->post.block[u], ~waiting);
}

void post_collect(struct arena *a)
{
    if (!gate_has_sign(&a->gate, GATE_POST)) return;
    struct post *s = &a->post;
    gate_take_sign(&a->gate, GATE_POST);
    atomic_store_explicit(&s->waiting, 0, memory_order_relaxed);
    for (size_t i = 0; i < POST_TOP; i++)
        for (uint64_t top = collect_word(&s->top[i]); top != 0; top &= top - 1) {
            size_t v = i * POST_BITS + (size_t)__builtin_ctzll(top);
            for (uint64_t some = collect_word(&s->some[v]); some != 0; some &= some - 1)
                collect_unit(a, v * POST_BITS + (size_t)__builtin_ctzll(some));
        }
}

#endif
