// SPDX-License-Identifier: MIT
// look_told: the looks of programs that are told of each store to a state (stores.h): all is judged
// again that a store since the last look has changed. The core of the engines' targets, which has
// the questions that the validators are made of, comes with it. look_both.c compares with the validator at each step, look_test.c for single bits.
#include "../build/fuzz/core.c"
#include "look.h"
#include "look_bucket.h"
#include "look_heap.h"
#include "stores.h"
#include <string.h>

// The state at the last look, if that said yes.
static union ash_state last[STORES_KINDS];
static bool sound[STORES_KINDS];

static size_t kind_of(const struct ash_design *d)
{
    if (strcmp(d->name, "bucket") == 0) return STORES_BUCKET;
    return strcmp(d->name, "heap") == 0 ? STORES_HEAP : STORES_KINDS;
}

// Whose stores are noted, as STORES_KINDS if nobody's.
static size_t watched(const union ash_state *s)
{
    size_t k = 0;
    while (k < STORES_KINDS && (ash_stores[k].size == 0 || ash_stores[k].from != (uintptr_t)s)) k++;
    return k;
}

void ash_look_start(const struct ash_design *d, const union ash_state *s)
{
    size_t k = watched(s);
    if (k < STORES_KINDS) ash_stores[k].size = 0;
    k = kind_of(d);
    if (k == STORES_KINDS) return;
    ash_stores[k].from = (uintptr_t)s;
    ash_stores[k].size = d->state;
    sound[k] = false;
}

static bool look_whole(const struct ash_design *d, const union ash_state *s, size_t k)
{
    sound[k] = d->check(s);
    if (sound[k]) memcpy(&last[k], s, d->state);
    ash_stores[k].count = 0;
    return sound[k];
}

// The bytes that stores have changed since then, each once or more: how many.
static size_t changed_bytes(const struct stores *stores, const unsigned char *old,
                            const unsigned char *now, uint32_t *changed)
{
    size_t n = 0;
    for (size_t i = 0; i < stores->count; i++) {
        size_t at = stores->store[i].at, end = at + stores->store[i].size;
        if (end - at == 8 && *(const known_word *)(old + at) == *(const known_word *)(now + at))
            continue;
        for (; at < end; at++) {
            if (old[at] != now[at]) changed[n++] = (uint32_t)at;
        }
    }
    return n;
}

// Is all right that these bytes decide about?
static bool judge_bytes(size_t k, const union ash_state *s, const uint32_t *at, size_t n, bool *all)
{
    if (k == STORES_HEAP) {
        struct again a = {0};
        for (size_t i = 0; i < n; i++) note_byte(&a, &last[k].heap, &s->heap, at[i]);
        *all = a.all;
        return a.all || judge(&a, &s->heap);
    }
    struct bucket_again a = {0};
    for (size_t i = 0; i < n; i++) note_bucket(&a, &last[k].bucket, &s->bucket, at[i]);
    *all = a.all;
    return a.all || judge_bucket(&a, &s->bucket);
}

bool ash_look(const struct ash_design *d, const union ash_state *s)
{
    static uint32_t changed[STORES_MOST * STORES_WIDEST];
    size_t k = watched(s);
    if (k == STORES_KINDS) return d->check(s);
    if (!sound[k] || ash_stores[k].count > STORES_MOST) return look_whole(d, s, k);
    unsigned char *old = (unsigned char *)&last[k];
    const unsigned char *now = (const unsigned char *)s;
    size_t n = changed_bytes(&ash_stores[k], old, now, changed);
    ash_stores[k].count = 0;
    if (n == 0) return true;
    bool all;
    sound[k] = judge_bytes(k, s, changed, n, &all);
    if (all) return look_whole(d, s, k);
    for (size_t i = 0; i < n; i++) old[changed[i]] = now[changed[i]];
    return sound[k];
}

// Nothing has changed but by a store that was told, and the validator agrees.
bool ash_look_end(const struct ash_design *d, const union ash_state *s)
{
    size_t k = watched(s);
    if (k == STORES_KINDS || !sound[k]) return true;
    ash_stores[k].size = 0; // nobody looks at what comes
    return memcmp(&last[k], s, d->state) == 0 && d->check(s);
}
