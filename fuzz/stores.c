// SPDX-License-Identifier: MIT
#include "stores.h"

// With this, every so many are missed: a canary, which look_both.c must notice.
#ifndef STORES_MISSED
#define STORES_MISSED 0
#endif

struct stores ash_stores[STORES_KINDS];
size_t ash_stores_end;

static inline void note(uintptr_t to, size_t size)
{
    for (size_t k = 0; k < ash_stores_end; k++) {
        struct stores *s = &ash_stores[k];
        size_t at = to - s->from;
        if (at >= s->size) continue;
        if (size > STORES_WIDEST || size > s->size - at) s->count = STORES_MOST;
        if (s->count < STORES_MOST) {
            s->store[s->count].at = (uint32_t)at;
            s->store[s->count].size = (uint32_t)size;
        }
        s->count++;
        return;
    }
}

static inline void hear(uintptr_t to, size_t size)
{
#if STORES_MISSED
    static unsigned heard;
    if (++heard % STORES_MISSED == 0) return;
#endif
    note(to, size);
}

// What clang calls in a kernel that is to be checked for bad addresses. The names are its own.
#define STORE(size)                                                                                \
    void __asan_store##size##_noabort(uintptr_t to);                                               \
    void __asan_store##size##_noabort(uintptr_t to)                                                \
    {                                                                                              \
        hear(to, size);                                                                            \
    }
STORE(1)
STORE(2)
STORE(4)
STORE(8)
STORE(16)

void __asan_storeN_noabort(uintptr_t to, size_t size);
void __asan_storeN_noabort(uintptr_t to, size_t size)
{
    hear(to, size);
}
