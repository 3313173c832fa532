// SPDX-License-Identifier: MIT
// How a case of misuse is run; and the misuses that are about every offset there is.
#include "suite_misuse.h"

#define BLOCKS 8 // the four, and those that the calls before take

struct scene {
    size_t n;       // granules of each of the four blocks
    size_t granule; // and what that is
    size_t capacity;
    size_t count; // of blocks that were ever taken
    size_t at[BLOCKS];
    size_t usable[BLOCKS]; // 0: no longer live
};

// A number of the case, which is in granules of ASH_GRANULE, in those of the scene.
static size_t number(const struct suite_run *r, const struct scene *s, size_t n)
{
    return s->granule == G ? n : suite_scaled(r, n);
}

static size_t offset_of(const struct suite_run *r, const struct scene *s,
                        const struct misuse_step *step)
{
    size_t plus = number(r, s, step->plus);
    switch (step->base) {
    case LATEST: return s->at[s->count - 1] + plus;
    case BEHIND: return s->at[3] + s->n * s->granule + plus;
    case CAPACITY: return s->capacity + plus;
    case ZERO: return plus;
    default: return s->at[step->base] + plus;
    }
}

static size_t size_of(const struct suite_run *r, const struct scene *s,
                      const struct misuse_step *step)
{
    return step->times * s->n * s->granule + number(r, s, step->more);
}

// The size that a live block has when it was asked for with that size; in a slab it is any slot's,
// and must only stay what it is.
static size_t rounded(const struct suite_run *r, const struct scene *s, size_t at, size_t size)
{
    if ((r->traits & SUITE_SLABS) != 0) return suite_usable(r, at);
    return (size + s->granule - 1) / s->granule * s->granule;
}

static bool take(const struct suite_run *r, struct scene *s, size_t size, size_t align)
{
    size_t at = suite_alloc(r, size, align);
    if (at == ASH_NONE || s->count == BLOCKS) return false;
    s->at[s->count] = at;
    s->usable[s->count++] = rounded(r, s, at, size);
    return true;
}

// One of the calls that lead up to the misuse. Does it answer as it must?
static bool prepare(const struct suite_run *r, struct scene *s, const struct misuse_step *step)
{
    size_t offset = offset_of(r, s, step);
    size_t size = size_of(r, s, step);
    switch (step->call) {
    case MISUSE_INIT:
        s->capacity = suite_init(r, size);
        for (size_t i = 0; i < s->count; i++) s->usable[i] = 0;
        return true;
    case MISUSE_ALLOC: return take(r, s, size, number(r, s, step->align));
    case MISUSE_FREE:
        if (suite_free(r, offset) != step->want) return false;
        s->usable[step->base] = 0;
        return true;
    case MISUSE_RESIZE:
        if (suite_resize(r, offset, size) != step->want) return false;
        s->usable[step->base] = rounded(r, s, offset, size);
        return true;
    default: return true;
    }
}

static bool answers(const struct suite_run *r, const struct scene *s,
                    const struct misuse_step *step)
{
    size_t offset = offset_of(r, s, step);
    size_t size = size_of(r, s, step);
    switch (step->call) {
    case MISUSE_ALLOC: return suite_alloc(r, size, number(r, s, step->align)) == ASH_NONE;
    case MISUSE_FREE: return suite_free(r, offset) == step->want;
    case MISUSE_RESIZE: return suite_resize(r, offset, size) == step->want;
    case MISUSE_USABLE: return suite_usable(r, offset) == 0;
    default: return false;
    }
}

// Every live block has its size and can be freed, and then the whole capacity is there.
static const char *still_usable(const struct suite_run *r, const struct scene *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->usable[i] == 0) continue;
        EXPECT(suite_usable(r, s->at[i]) == s->usable[i], "a live block has another size");
    }
    EXPECT(suite_check(r), "check finds the state unsound after the misuse");
    for (size_t i = s->count; i-- > 0;) {
        if (s->usable[i] == 0) continue;
        EXPECT(suite_free(r, s->at[i]) == ASH_OK, "a live block cannot be freed");
    }
    EXPECT(suite_stats(r).blocks == 0, "a block is live that nobody took");
    EXPECT(s->capacity == 0 || suite_alloc(r, s->capacity, 1) == 0,
           "the whole capacity does not fit again");
    return NULL;
}

static const char *run_with(const struct suite_run *r, const struct suite_misuse *m, size_t n)
{
    struct scene s = {
        .n = n,
        .granule = m->n != 0 ? G : r->granule,
        .capacity = suite_init(r, r->capacity),
    };
    for (size_t i = 0; i < 4; i++) {
        EXPECT(take(r, &s, n * s.granule, 1), "four blocks do not fit");
        EXPECT(m->n != 0 || s.at[i] == i * n * s.granule, "four blocks do not follow one another");
    }
    for (size_t i = 0; i < sizeof m->before / sizeof m->before[0]; i++)
        EXPECT(prepare(r, &s, &m->before[i]), "a call before the misuse has a wrong answer");
    uint64_t before = suite_fingerprint(r);
    EXPECT(answers(r, &s, &m->misuse), "the misuse is granted, or called something else");
    EXPECT(suite_fingerprint(r) == before, "the misuse changed the state");
    return still_usable(r, &s);
}

const char *suite_misuse(const struct suite_run *r, const struct suite_misuse *m)
{
    static const size_t sizes[] = {40, 8, 3};
    if (m->n != 0) return run_with(r, m, m->n);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i += SUITE_EVERY) {
        bool in_span = (r->traits & SUITE_SPANS) != 0 && sizes[i] < SUITE_LARGE;
        const char *why = m->grows && in_span ? NULL : run_with(r, m, sizes[i]);
        if (why != NULL) return why;
    }
    return NULL;
}

// ---- whole ranges of offsets ----

// Is `offset` called `want`?
static const char *called(const struct suite_run *r, size_t offset, enum ash_status want)
{
    EXPECT(suite_free(r, offset) == want, "free: the misuse is called something else");
    EXPECT(suite_resize(r, offset, ASH_GRANULE) == want,
           "resize: the misuse is called something else");
    EXPECT(suite_usable(r, offset) == 0, "usable: an offset that is no block has a size");
    return NULL;
}

// Is it, and does nothing change?
static const char *rejected(const struct suite_run *r, size_t offset, enum ash_status want)
{
    uint64_t before = suite_fingerprint(r);
    const char *why = called(r, offset, want);
    EXPECT(why != NULL || suite_fingerprint(r) == before, "a rejected call changed the state");
    return why;
}

static const char *free_out_of_range(const struct suite_run *r)
{
    size_t capacity = suite_stats(r).capacity;
    static const size_t past[] = {0, 1, G, 64 * G, 1024 * G, ASH_GRANULES * G, SIZE_MAX / 4};
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++) {
        const char *why = rejected(r, capacity + past[i], ASH_OUT_OF_RANGE);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *free_near_max(const struct suite_run *r)
{
    uint64_t before = suite_fingerprint(r);
    for (size_t offset = SIZE_MAX - 40; offset != 0; offset++) {
        const char *why = called(r, offset, ASH_OUT_OF_RANGE);
        if (why != NULL) return why;
    }
    EXPECT(suite_fingerprint(r) == before, "a rejected call changed the state");
    return rejected(r, SIZE_MAX / 2 + 1, ASH_OUT_OF_RANGE);
}

static const char *free_of_a_refusal(const struct suite_run *r)
{
    size_t none = suite_alloc(r, 0, 1);
    EXPECT(none == ASH_NONE, "a block of no units is handed out");
    return rejected(r, none, ASH_OUT_OF_RANGE);
}

// All offsets of a heap with blocks of 3 and of 70 granules, and gaps between and behind them.
static const char *every_offset(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 3 * r->granule, 1) == 0, "the first block does not start at 0");
    size_t gap = suite_alloc(r, 3 * r->granule, 1);
    size_t large = suite_alloc(r, 70 * r->granule, 1);
    EXPECT(gap == 3 * r->granule && suite_placed(r, large, 6 * r->granule), "a block is elsewhere");
    EXPECT(suite_free(r, gap) == ASH_OK, "a live block cannot be freed");
    uint64_t before = suite_fingerprint(r);
    for (size_t offset = 1; offset < r->capacity + 3 * r->granule; offset++) {
        if (offset == large) continue;
        enum ash_status want = offset < r->capacity ? ASH_ALREADY_FREE : ASH_OUT_OF_RANGE;
        if (offset < 3 * r->granule || offset - large < 70 * r->granule) want = ASH_NOT_A_BLOCK;
        EXPECT(suite_free(r, offset) == want, "free: an offset is called something else");
        EXPECT(suite_resize(r, offset, 1) == want, "resize: an offset is called something else");
        EXPECT(suite_usable(r, offset) == 0, "usable: an offset that is no block has a size");
    }
    EXPECT(suite_fingerprint(r) == before, "a rejected call changed the state");
    return NULL;
}

static const struct suite_test tests[] = {
    {"free_out_of_range", 0, free_out_of_range},
    {"free_near_max", 0, free_near_max},
    {"free_of_a_refusal", 0, free_of_a_refusal},
    {"every_offset", SUITE_GRANTS, every_offset},
};
SUITE_GROUP(ash_suite_misuse, tests);
