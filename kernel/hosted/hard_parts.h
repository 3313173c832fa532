// SPDX-License-Identifier: MIT
// hard_parts: the steps of which hard.c and watched.h are made: which blocks are nobody's, canaries,
// quarantine and pool. Each is short, and most are wanted in every call.
//
// All of it by who is inside the gate. `at` is an offset in a plain arena; `length` is all the bytes
// of a block, its canary among them.
#ifndef HARD_PARTS_H
#define HARD_PARTS_H

#include "hard.h"
#include "options.h"
#include "plain.h"

#include <emmintrin.h>
#include <string.h>

#define HARD_CANARY sizeof(uint64_t)

// 32 random bits. Of such a generator the high ones are those to use.
static inline size_t hard_draw(struct hard *h)
{
    h->random = h->random * 6364136223846793005u + 1442695040888963407u;
    return h->random >> 32;
}

// All bytes of the live block at `at`, or 0 if none starts there. Mostly it lies in a slot: of those
// the answer is at hand.
static inline size_t hard_bytes_at(struct arena *a, size_t at)
{
    size_t length = a->shift == ARENA_PLAIN ? plain_slot_bytes(a, at) : 0;
    return length != 0 ? length : arena_usable(a, a->base + at);
}

// ---- blocks that are nobody's ----

// Of a block that the heap takes for live.
static inline bool hard_holds(const struct hard *h, size_t at)
{
    size_t g = at / ASH_GRANULE;
    return (h->held[g / 64] >> g % 64 & 1) != 0;
}

// Of any number.
static inline bool hard_held(const struct arena *a, size_t at)
{
    return a->hard != NULL && at < a->span && at % ASH_GRANULE == 0 && hard_holds(a->hard, at);
}

static inline void hard_flip_held(struct arena *a, size_t at)
{
    size_t g = at / ASH_GRANULE;
    a->hard->held[g / 64] ^= (uint64_t)1 << g % 64;
}

// ---- canaries: the last bytes of a block ----

static inline size_t hard_canary_bytes(const struct arena *a)
{
    return a->hard != NULL && options.canary ? HARD_CANARY : 0;
}

// Its first byte is 0, so that a text that runs up to it ends there.
static inline uint64_t hard_canary_of(const struct arena *a, const char *p)
{
    return (a->hard->secret ^ (uintptr_t)p * 0x9E3779B97F4A7C15u) & ~(uint64_t)0xFF;
}

static inline void hard_set_canary(struct arena *a, char *p, size_t length)
{
    if (!options.canary) return;
    uint64_t canary = hard_canary_of(a, p);
    memcpy(p + length - HARD_CANARY, &canary, HARD_CANARY);
}

// It would tell the secret to the next who has these bytes.
static inline void hard_clear_canary(char *p, size_t length)
{
    if (options.canary) memset(p + length - HARD_CANARY, 0, HARD_CANARY);
}

static inline bool hard_canary_is_gone(struct arena *a, const char *p, size_t length)
{
    if (!options.canary) return false;
    uint64_t canary = hard_canary_of(a, p);
    return memcmp(p + length - HARD_CANARY, &canary, HARD_CANARY) != 0;
}

// Is any byte of a block not 0?
static inline bool hard_any_byte(const char *p, size_t length)
{
    const __m128i *granule = (const __m128i *)p, *end = (const __m128i *)(p + length);
    __m128i any = _mm_setzero_si128();
    for (; end - granule >= 4; granule += 4)
        any = _mm_or_si128(any, _mm_or_si128(_mm_or_si128(granule[0], granule[1]),
                                             _mm_or_si128(granule[2], granule[3])));
    for (; granule < end; granule++) any = _mm_or_si128(any, *granule);
    return _mm_movemask_epi8(_mm_cmpeq_epi8(any, _mm_setzero_si128())) != 0xFFFF;
}

// ---- quarantine ----

// Empties a place, and notes the block there if it was written to since it was wiped. It is the
// caller's then, to give to the heap: its offset, or ASH_NONE if there was none.
static inline size_t hard_leave(struct arena *a, size_t place)
{
    struct hard *h = a->hard;
    uint64_t held = h->place[place];
    if (held == 0) return ASH_NONE;
    size_t at = (size_t)(uint32_t)held * ASH_GRANULE, length = (size_t)(held >> 32) * ASH_GRANULE;
    if (options.zero == ZERO_FREE && hard_any_byte(a->base + at, length)) h->written = a->base + at;
    h->place[place] = 0;
    hard_flip_held(a, at);
    return at;
}

// Puts a live block of that length in, and returns the one that leaves for it, as hard_leave.
static inline size_t hard_put_in(struct arena *a, size_t at, size_t length)
{
    struct hard *h = a->hard;
    bool run = length > ARENA_SMALL;
    size_t turn = options.random ? hard_draw(h) : run ? h->next_run++ : h->next++;
    size_t place = run ? HARD_PLACES + turn % HARD_RUNS : turn % HARD_PLACES;
    size_t leaves = hard_leave(a, place);
    h->place[place] = at / ASH_GRANULE | (uint64_t)(length / ASH_GRANULE) << 32;
    hard_flip_held(a, at);
    return leaves;
}

// Was a block that has left quarantine found to be written to after it was freed? Then what to say,
// once, and *at is that block; else NULL.
static inline const char *hard_written(struct arena *a, const void **at)
{
    if (a->hard == NULL || a->hard->written == NULL) return NULL;
    *at = a->hard->written;
    a->hard->written = NULL;
    return "use after free (a freed block was written to)";
}

// ---- random places ----

// Puts a live small block into the pool and takes any out: that, or NULL if there was none in the
// place that was drawn.
static inline char *hard_exchange(struct arena *a, char *p, size_t length)
{
    uint32_t *place = &a->hard->pool[length / ASH_GRANULE - 1][hard_draw(a->hard) % HARD_POOL];
    size_t at = arena_offset(a, p), out = (size_t)*place * ASH_GRANULE;
    *place = (uint32_t)(at / ASH_GRANULE);
    hard_flip_held(a, at);
    if (out == HARD_GRANULES * ASH_GRANULE) return NULL;
    hard_flip_held(a, out);
    return a->base + out;
}

#endif
