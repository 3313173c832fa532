// SPDX-License-Identifier: MIT
#include "hard.h"

#include "misuse.h"
#include "options.h"
#include "plain.h"

#include <string.h>
#include <sys/random.h>

#define CANARY sizeof(uint64_t)
#define PASSED_OVER 4 // slots, less one, that a random place may lie further on

bool hard_begin(struct hard **h)
{
    *h = NULL;
    if (!options_hard()) return true;
    struct hard *new = pages_state(sizeof *new);
    if (new == NULL) return false;
    uint64_t bytes[2] = {0, 0};
    // Without them, at the very start of a machine, it is the place in memory that is random.
    if (getrandom(bytes, sizeof bytes, GRND_NONBLOCK) != sizeof bytes) bytes[0] = (uintptr_t) new;
    new->secret = bytes[0];
    new->random = bytes[1] | 1;
    for (size_t i = 0; i < HARD_PLACES; i++) new->place[i] = ASH_NONE;
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

static bool held(const struct arena *a, size_t at)
{
    return at < a->span && at % ASH_GRANULE == 0 && ash_bits_test(&a->hard->held, at / ASH_GRANULE);
}

// ---- canaries: the last bytes of a block ----

static size_t canary_bytes(void)
{
    return options.canary ? CANARY : 0;
}

// Its first byte is 0, so that a text that runs up to it ends there.
static uint64_t canary_of(const struct arena *a, const char *p)
{
    return (a->hard->secret ^ (uintptr_t)p * 0x9E3779B97F4A7C15u) & ~(uint64_t)0xFF;
}

static void set_canary(struct arena *a, char *p)
{
    uint64_t canary = canary_of(a, p);
    if (options.canary) memcpy(p + arena_usable(a, p) - CANARY, &canary, CANARY);
}

static bool canary_is_gone(struct arena *a, const char *p)
{
    uint64_t canary = canary_of(a, p);
    return options.canary && memcmp(p + arena_usable(a, p) - CANARY, &canary, CANARY) != 0;
}

// ---- quarantine ----

static bool any_byte(const char *p, size_t size)
{
    return size > 0 && (p[0] != 0 || memcmp(p, p + 1, size - 1) != 0);
}

// Lets the block in a place go, and notes it if it was written to since it was wiped.
static void let_go(struct arena *a, size_t place)
{
    struct hard *h = a->hard;
    size_t at = h->place[place];
    if (at == ASH_NONE) return;
    char *p = a->base + at;
    if (options.zero == ZERO_FREE && any_byte(p, arena_usable(a, p))) h->written = p;
    h->place[place] = ASH_NONE;
    ash_bits_put(&h->held, at / ASH_GRANULE, at / ASH_GRANULE + 1, false);
    arena_give(a, p);
}

// Puts a live block in.
static void put_in(struct arena *a, size_t at)
{
    struct hard *h = a->hard;
    size_t place = (options.random ? draw(h) : h->next++) % HARD_PLACES;
    let_go(a, place);
    h->place[place] = at;
    ash_bits_put(&h->held, at / ASH_GRANULE, at / ASH_GRANULE + 1, true);
}

static void let_all_go(struct arena *a)
{
    for (size_t i = 0; i < HARD_PLACES; i++) let_go(a, i);
}

// ---- the calls ----

// Some slots that come first are put into quarantine, from which they come back at random.
static void pass_over(struct arena *a, size_t size, size_t align)
{
    bool zero;
    for (uint64_t n = draw(a->hard) % PASSED_OVER; n > 0; n--) {
        char *p = arena_take(a, size, align, &zero);
        if (p == NULL) return;
        if (options.zero == ZERO_FREE) memset(p, 0, arena_usable(a, p));
        put_in(a, offset_of(a, p));
    }
}

char *hard_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    if (a->hard == NULL) return arena_take(a, size, align, zero);
    size += canary_bytes();
    if (options.random && size <= ARENA_SMALL) pass_over(a, size, align);
    char *p = arena_take(a, size, align, zero);
    if (p == NULL) {
        let_all_go(a);
        p = arena_take(a, size, align, zero);
    }
    if (p != NULL) set_canary(a, p);
    return p;
}

size_t hard_usable(struct arena *a, const void *p)
{
    if (a->hard == NULL) return arena_usable(a, p);
    size_t usable = held(a, offset_of(a, p)) ? 0 : arena_usable(a, p);
    return usable == 0 ? 0 : usable - canary_bytes();
}

const char *hard_give(struct arena *a, const char *call, void *p, size_t size, const void **at)
{
    *at = p;
    if (a->hard == NULL && options.zero != ZERO_FREE && size == 0) // nothing to look at before
        return misuse_name(call, arena_give(a, p));
    size_t usable = hard_usable(a, p);
    if (size != 0 && usable != 0 && size > usable) return misuse_name(call, ASH_BAD_SIZE);
    if (a->hard != NULL && usable == 0 && held(a, offset_of(a, p)))
        return misuse_name(call, ASH_ALREADY_FREE);
    if (a->hard != NULL && usable != 0 && canary_is_gone(a, p))
        return "overrun (the bytes behind the block were written to)";
    if (options.zero == ZERO_FREE && a->shift == ARENA_PLAIN && usable != 0)
        memset(p, 0, usable + (a->hard != NULL ? canary_bytes() : 0));
    if (a->hard == NULL || usable == 0 || usable > PLAIN_RUN ||
        !(options.quarantine || options.random))
        return misuse_name(call, arena_give(a, p));
    put_in(a, offset_of(a, p));
    if (a->hard->written == NULL) return NULL;
    *at = a->hard->written;
    a->hard->written = NULL;
    return "use after free (a freed block was written to)";
}

enum ash_status hard_resize(struct arena *a, void *p, size_t size)
{
    if (a->hard == NULL) return arena_resize(a, p, size);
    if (held(a, offset_of(a, p))) return ASH_ALREADY_FREE;
    if (hard_usable(a, p) != 0 && canary_is_gone(a, p)) return ASH_NO_ROOM; // told when it is freed
    enum ash_status status = arena_resize(a, p, size + canary_bytes());
    if (status == ASH_OK) set_canary(a, p);
    return status;
}
