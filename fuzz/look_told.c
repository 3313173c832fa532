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
    static const char *const names[STORES_KINDS] = {"heap", "bucket", "list", "bitmap", "bump"};
    size_t k = 0;
    while (k < STORES_KINDS && strcmp(d->name, names[k]) != 0) k++;
    return k;
}

// Whose stores are noted, as STORES_KINDS if nobody's.
static size_t watched(const union ash_state *s)
{
    size_t k = 0;
    while (k < STORES_KINDS && (ash_stores[k].size == 0 || ash_stores[k].from != (uintptr_t)s)) k++;
    return k;
}

// size 0: it is not watched any more.
static void watch(size_t k, const union ash_state *s, size_t size)
{
    ash_stores[k].from = (uintptr_t)s;
    ash_stores[k].size = size;
    ash_stores_end = STORES_KINDS;
    while (ash_stores_end > 0 && ash_stores[ash_stores_end - 1].size == 0) ash_stores_end--;
}

void ash_look_start(const struct ash_design *d, const union ash_state *s)
{
    size_t k = watched(s);
    if (k < STORES_KINDS) watch(k, s, 0);
    k = kind_of(d);
    if (k == STORES_KINDS) return;
    watch(k, s, d->state);
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

// Is all right that these bytes decide about? Of list, bitmap and bump all is judged.
static bool judge_bytes(const struct ash_design *d, const union ash_state *s, size_t k,
                        const uint32_t *at, size_t n)
{
    if (k == STORES_HEAP) {
        struct again a = {0};
        for (size_t i = 0; i < n; i++) note_byte(&a, &last[k].heap, &s->heap, at[i]);
        if (!a.all) return judge(&a, &s->heap);
    } else if (k == STORES_BUCKET) {
        struct bucket_again a = {0};
        for (size_t i = 0; i < n; i++) note_bucket(&a, &last[k].bucket, &s->bucket, at[i]);
        if (!a.all) return judge_bucket(&a, &s->bucket);
    }
    return d->check(s);
}

bool ash_look(const struct ash_design *d, const union ash_state *s, bool *same)
{
    static uint32_t changed[STORES_MOST * STORES_WIDEST];
    size_t k = watched(s);
    *same = false;
    if (k == STORES_KINDS) return d->check(s);
    if (!sound[k] || ash_stores[k].count > STORES_MOST) return look_whole(d, s, k);
    unsigned char *old = (unsigned char *)&last[k];
    const unsigned char *now = (const unsigned char *)s;
    size_t n = changed_bytes(&ash_stores[k], old, now, changed);
    ash_stores[k].count = 0;
    *same = n == 0;
    if (*same) return true;
    sound[k] = judge_bytes(d, s, k, changed, n);
    for (size_t i = 0; i < n; i++) old[changed[i]] = now[changed[i]];
    return sound[k];
}

// Nothing has changed but by a store that was told, and the validator agrees.
bool ash_look_end(const struct ash_design *d, const union ash_state *s)
{
    size_t k = watched(s);
    if (k == STORES_KINDS || !sound[k]) return true;
    watch(k, s, 0); // nobody looks at what comes
    return memcmp(&last[k], s, d->state) == 0 && d->check(s);
}
