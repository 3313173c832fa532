// SPDX-License-Identifier: MIT
#include "hard.h"

#include "misuse.h"
#include "options.h"
#include "plain.h"

#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CANARY sizeof(uint64_t)

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
    new->random = bytes[1] | 1;
    for (size_t i = 0; i < HARD_PLACES + HARD_RUNS; i++) new->place[i] = ASH_NONE;
    for (size_t n = 0; n < HARD_LENGTHS; n++)
        for (size_t i = 0; i < HARD_POOL; i++) new->pool[n][i] = HARD_GRANULES;
    *h = new;
    return true;
}

static uint64_t draw(struct hard *h)
{
    h->random ^= h->random << 13;
    h->random ^= h->random >> 7;
    return h->random ^= h->random << 17;
}

static size_t offset_of(const struct arena *a, const void *p)
{
    return (size_t)((const char *)p - a->base);
}

// ---- blocks that are nobody's ----

static bool held(const struct arena *a, size_t at)
{
    size_t g = at / ASH_GRANULE;
    return a->hard != NULL && at < a->span && at % ASH_GRANULE == 0 &&
           (a->hard->held[g / 64] >> g % 64 & 1) != 0;
}

static void flip_held(struct arena *a, size_t at)
{
    size_t g = at / ASH_GRANULE;
    a->hard->held[g / 64] ^= (uint64_t)1 << g % 64;
}

// All bytes of the live block at `at`, or 0 if none starts there. Mostly it lies in a slot: of those
// the answer is at hand.
static size_t bytes_at(struct arena *a, size_t at)
{
    const struct ash_slabs *slabs = &a->heap.slabs;
    size_t g = at / ASH_GRANULE, u = g / ASH_WORD_BITS;
    if (a->shift == ARENA_PLAIN && at < a->span && at % ASH_GRANULE == 0 &&
        slabs->layout.row[u] != 0)
        return (slabs->live[u] >> g % ASH_WORD_BITS & 1) != 0
                   ? slabs->layout.shapes.size[slabs->layout.row[u]] * (size_t)ASH_GRANULE
                   : 0;
    return arena_usable(a, a->base + at);
}

// All of a block's bytes, or 0 if p is no block, or nobody's.
static size_t length_of(struct arena *a, const void *p)
{
    size_t at = offset_of(a, p);
    return held(a, at) ? 0 : bytes_at(a, at);
}

// ---- canaries: the last bytes of a block ----

static size_t canary_bytes(const struct arena *a)
{
    return a->hard != NULL && options.canary ? CANARY : 0;
}

// Its first byte is 0, so that a text that runs up to it ends there.
static uint64_t canary_of(const struct arena *a, const char *p)
{
    return (a->hard->secret ^ (uintptr_t)p * 0x9E3779B97F4A7C15u) & ~(uint64_t)0xFF;
}

static void set_canary(struct arena *a, char *p, size_t length)
{
    uint64_t canary = canary_of(a, p);
    if (options.canary) memcpy(p + length - CANARY, &canary, CANARY);
}

// It would tell the secret to the next who has these bytes.
static void clear_canary(char *p, size_t length)
{
    if (options.canary) memset(p + length - CANARY, 0, CANARY);
}

static bool canary_is_gone(struct arena *a, const char *p, size_t length)
{
    uint64_t canary = canary_of(a, p);
    return options.canary && memcmp(p + length - CANARY, &canary, CANARY) != 0;
}

// ---- quarantine ----

// Of a block, so of whole granules. Mostly there is none: so it goes to the end in any case, as a
// branch for each granule costs more than to read it.
static bool any_byte(const char *p, size_t length)
{
    typedef uint64_t granule __attribute__((vector_size(ASH_GRANULE), may_alias));
    const granule *g = (const granule *)p;
    granule any = {0};
    for (size_t i = 0; i < length / ASH_GRANULE; i++) any |= g[i];
    return (any[0] | any[1]) != 0;
}

// Lets the block in a place go, and notes it if it was written to since it was wiped.
static void let_go(struct arena *a, size_t place)
{
    struct hard *h = a->hard;
    size_t at = h->place[place];
    if (at == ASH_NONE) return;
    char *p = a->base + at;
    if (options.zero == ZERO_FREE && any_byte(p, bytes_at(a, at))) h->written = p;
    h->place[place] = ASH_NONE;
    flip_held(a, at);
    plain_give(a, at);
}

// Puts a live block of that length in.
static void put_in(struct arena *a, size_t at, size_t length)
{
    struct hard *h = a->hard;
    bool run = length > ARENA_SMALL;
    size_t turn = options.random ? draw(h) : run ? h->next_run++ : h->next++;
    size_t place = run ? HARD_PLACES + turn % HARD_RUNS : turn % HARD_PLACES;
    let_go(a, place);
    h->place[place] = at;
    flip_held(a, at);
}

// ---- random places ----

// Puts a live small block into the pool and takes any out: that, or NULL if there was none in the
// place that was drawn.
static char *exchange(struct arena *a, char *p, size_t length)
{
    uint32_t *place = &a->hard->pool[length / ASH_GRANULE - 1][draw(a->hard) % HARD_POOL];
    size_t at = offset_of(a, p), out = (size_t)*place * ASH_GRANULE;
    *place = (uint32_t)(at / ASH_GRANULE);
    flip_held(a, at);
    if (out == HARD_GRANULES * ASH_GRANULE) return NULL;
    flip_held(a, out);
    return a->base + out;
}

// All that is nobody's goes to the heap.
static void let_all_go(struct arena *a)
{
    struct hard *h = a->hard;
    for (size_t i = 0; i < HARD_PLACES + HARD_RUNS; i++) let_go(a, i);
    for (size_t n = 0; n < HARD_LENGTHS; n++)
        for (size_t i = 0; i < HARD_POOL; i++) {
            if (h->pool[n][i] == HARD_GRANULES) continue;
            flip_held(a, (size_t)h->pool[n][i] * ASH_GRANULE);
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
    while ((out = exchange(a, p, length)) == NULL) {
        p = arena_take(a, length, ASH_GRANULE, &zero);
        if (p != NULL) continue;
        let_all_go(a);
        return arena_take(a, length, ASH_GRANULE, &zero);
    }
    return out;
}

// ---- the calls ----

char *hard_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    if (a->hard == NULL) return arena_take(a, size, align, zero);
    size += canary_bytes(a);
    char *p = arena_take(a, size, align, zero);
    if (p == NULL) {
        let_all_go(a);
        p = arena_take(a, size, align, zero);
    }
    if (p == NULL) return NULL;
    size_t length = bytes_at(a, offset_of(a, p));
    if (options.random && length <= ARENA_SMALL && align <= ASH_GRANULE) {
        p = any_of_pool(a, p, length);
        *zero = false;
    }
    if (p != NULL) set_canary(a, p, length);
    return p;
}

size_t hard_usable(struct arena *a, const void *p)
{
    size_t length = length_of(a, p);
    return length == 0 ? 0 : length - canary_bytes(a);
}

enum ash_status hard_verdict(struct arena *a, const void *p)
{
    return held(a, offset_of(a, p)) ? ASH_ALREADY_FREE : arena_give(a, p);
}

// Whole pages of a long one are new ones when they are next touched.
static void wipe(char *p, size_t length)
{
    size_t head = -(uintptr_t)p % PAGE_BYTES, tail = (uintptr_t)(p + length) % PAGE_BYTES;
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
    size_t canary = canary_bytes(a);
    if (size > length - canary) return misuse_name(call, ASH_BAD_SIZE);
    return canary != 0 && canary_is_gone(a, p, length)
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
        wipe(p, length);
    else if (a->hard != NULL)
        clear_canary(p, length);
    if (a->hard == NULL || length > HARD_LONG || !options.quarantine)
        return misuse_name(call, arena_give(a, p));
    put_in(a, offset_of(a, p), length);
    if (a->hard->written == NULL) return NULL;
    *at = a->hard->written;
    a->hard->written = NULL;
    return "use after free (a freed block was written to)";
}

enum ash_status hard_resize(struct arena *a, void *p, size_t size)
{
    if (a->hard == NULL && options.zero != ZERO_FREE) return arena_resize(a, p, size);
    if (held(a, offset_of(a, p))) return ASH_ALREADY_FREE;
    size_t old = arena_usable(a, p), canary = canary_bytes(a);
    // An overrun is told when it is freed.
    if (old != 0 && canary != 0 && canary_is_gone(a, p, old)) return ASH_NO_ROOM;
    enum ash_status status = arena_resize(a, p, size + canary);
    if (status != ASH_OK) return status;
    size_t new = arena_usable(a, p);
    if (new < old && options.zero == ZERO_FREE && a->shift == ARENA_PLAIN)
        wipe((char *)p + new, old - new);
    if (canary != 0 && new != old) {
        clear_canary(p, old); // wherever that is now
        set_canary(a, p, new);
    }
    return ASH_OK;
}
