// SPDX-License-Identifier: MIT
// What users put into their blocks stays there while neighbours come and go.
#include "suite_test.h"

#define SLOTS 48

struct slot {
    size_t at;
    size_t size; // 0: the slot is empty
    unsigned char tag;
};

static unsigned char pattern(const struct slot *s, size_t i)
{
    return (unsigned char)(s->tag + 13 * i);
}

static void fill(const struct suite_run *r, const struct slot *s, size_t from)
{
    for (size_t i = from; i < s->size; i++) r->port->memory[s->at + i] = pattern(s, i);
}

static bool intact(const struct suite_run *r, const struct slot *s, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (r->port->memory[s->at + i] != pattern(s, i)) return false;
    }
    return true;
}

static size_t capacity_of(const struct suite_run *r)
{
    return suite_init(r, r->port->memory_size);
}

static const char *take(const struct suite_run *r, struct slot *s, uint64_t *seed, size_t capacity)
{
    size_t size = 1 + suite_random(seed, suite_random(seed, 8) == 0 ? 3000 : 200);
    size_t align = (size_t)1 << suite_random(seed, 10);
    size_t at = suite_alloc(r, size, align);
    if (at == ASH_NONE) return NULL;
    EXPECT(at % align == 0, "a block is not aligned as asked");
    EXPECT(at < capacity && size <= capacity - at, "a block ends past the capacity");
    EXPECT(suite_usable(r, at) >= size, "a block is shorter than asked");
    s->at = at;
    s->size = size;
    s->tag = (unsigned char)(1 + suite_random(seed, 255));
    fill(r, s, 0);
    return NULL;
}

static const char *give(const struct suite_run *r, struct slot *s)
{
    EXPECT(intact(r, s, s->size), "the contents of a block changed");
    EXPECT(suite_free(r, s->at) == ASH_OK, "a live block cannot be freed");
    s->size = 0;
    return NULL;
}

static const char *stretch(const struct suite_run *r, struct slot *s, uint64_t *seed)
{
    size_t size = 1 + suite_random(seed, 2 * s->size + 40);
    enum ash_status status = suite_resize(r, s->at, size);
    EXPECT(status == ASH_OK || status == ASH_NO_ROOM, "resize calls a live block something else");
    EXPECT(status == ASH_OK || size > s->size, "a block cannot shrink where it stands");
    if (status != ASH_OK) return NULL;
    size_t kept = size < s->size ? size : s->size;
    EXPECT(intact(r, s, kept), "the contents of a block changed");
    EXPECT(suite_usable(r, s->at) >= size, "a resized block is shorter than asked");
    s->size = size;
    fill(r, s, kept);
    return NULL;
}

static const char *give_all(const struct suite_run *r, struct slot *slots, size_t capacity)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (slots[i].size == 0) continue;
        const char *why = give(r, &slots[i]);
        if (why != NULL) return why;
    }
    EXPECT(suite_stats(r).live == 0, "units stay live after the last free");
    size_t at = suite_alloc(r, capacity, 1);
    EXPECT(at == 0, "the whole capacity does not fit again");
    EXPECT(suite_free(r, at) == ASH_OK, "the whole capacity cannot be freed");
    return NULL;
}

// A thousand random steps; every block is checked when it goes, and the state, unless it is large,
// at every step.
static const char *churn(const struct suite_run *r, uint64_t seed, bool resize)
{
    struct slot slots[SLOTS];
    size_t capacity = capacity_of(r);
    for (size_t i = 0; i < SLOTS; i++) slots[i].size = 0;
    for (size_t step = 0; step < 1000; step++) {
        struct slot *s = &slots[suite_random(&seed, SLOTS)];
        const char *why = NULL;
        if (s->size == 0)
            why = take(r, s, &seed, capacity);
        else if (resize && suite_random(&seed, 2) == 0)
            why = stretch(r, s, &seed);
        else
            why = give(r, s);
        if (why != NULL) return why;
        EXPECT(step % SUITE_EVERY != 0 || suite_check(r), "check finds the state unsound");
        // Also bump, which takes nothing back until all is free, must see many rounds.
        if (step % 100 == 99) why = give_all(r, slots, capacity);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *contents_kept(const struct suite_run *r)
{
    return churn(r, 2718281828, false);
}

static const char *contents_kept_by_resize(const struct suite_run *r)
{
    return churn(r, 3141592653, true);
}

// The allocator itself never writes what its offsets stand for.
static const char *memory_untouched(const struct suite_run *r)
{
    struct slot all = {.at = 0, .size = r->port->memory_size, .tag = 77};
    fill(r, &all, 0);
    capacity_of(r);
    for (size_t i = 0; i < 32; i++) {
        size_t at = suite_alloc(r, 100 + i, 32);
        EXPECT(at != ASH_NONE && suite_resize(r, at, 50) == ASH_OK, "a small request is refused");
        if (i % 2 == 0) EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    }
    EXPECT(intact(r, &all, all.size), "the allocator wrote into the memory behind its offsets");
    return NULL;
}

static const struct suite_test tests[] = {
    {"contents_kept", SUITE_GRANTS, contents_kept},
    {"contents_kept_by_resize", SUITE_GRANTS, contents_kept_by_resize},
    {"memory_untouched", SUITE_GRANTS, memory_untouched},
};
SUITE_GROUP(ash_suite_contents, tests);
