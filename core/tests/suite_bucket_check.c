// SPDX-License-Identifier: MIT
// Bucket's check sees damage to each thing that bucket keeps.
#include "suite_bucket.h"

struct ash_bucket *suite_bucket_scene(const struct suite_run *r)
{
    suite_init(r, r->capacity);
    bool made = suite_alloc(r, 9 * G, 1) == 0 && suite_alloc(r, 9 * G, 1) == 10 * G &&
                suite_alloc(r, 9 * G, 1) == 20 * G && suite_alloc(r, 6 * G, 2 * G) == SPAN &&
                suite_alloc(r, (LARGE_END - LARGE_FROM) * G, 1) == LARGE_FROM * G &&
                suite_free(r, 10 * G) == ASH_OK && suite_free(r, SPAN) == ASH_OK;
    return made && suite_check(r) ? &r->port->state->bucket : NULL;
}

static void flip(struct ash_bits *bits, size_t i)
{
    bits->word[i / ASH_WORD_BITS] ^= (ash_word)((ash_word)1 << i % ASH_WORD_BITS);
}

// How many flips of one bit within the heap does check accept? In `*last`: the last of them.
static size_t accepted_flips(const struct suite_run *r, struct ash_bits *bits, size_t *last)
{
    size_t accepted = 0;
    for (size_t i = 0; i < r->capacity / G; i++) {
        flip(bits, i);
        if (suite_check(r)) accepted++, *last = i;
        flip(bits, i);
    }
    return accepted;
}

static const char *sees_every_flip(const struct suite_run *r, struct ash_bits *bits)
{
    size_t last;
    EXPECT(accepted_flips(r, bits, &last) == 0, "check does not see a flipped bit");
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

static const char *check_sees_a_flipped_start(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    const char *why = sees_every_flip(r, &s->spans.blocks.start);
    return why != NULL ? why : sees_every_flip(r, &s->list.blocks.start);
}

// In a slot a block can have any length. So the four flips that move the end of a block by one
// granule within its slot give another sound heap; every other is seen.
static const char *check_sees_a_flipped_used(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    static const size_t ends[] = {8, 9, 28, 29};
    for (size_t i = 0; i < 4; i++) {
        flip(&s->spans.blocks.used, ends[i]);
        EXPECT(suite_check(r), "check binds a block in a slot to a length");
        flip(&s->spans.blocks.used, ends[i]);
    }
    size_t last;
    EXPECT(accepted_flips(r, &s->spans.blocks.used, &last) == 4,
           "check does not see a flipped bit");
    return sees_every_flip(r, &s->list.blocks.used);
}

static const char *check_sees_a_flipped_slot(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    return sees_every_flip(r, &s->spans.slots);
}

static const char *check_sees_a_wrong_span(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t p = 0; p < ASH_PAGES; p += p < 8 ? 1 : 61) {
        uint8_t right = s->spans.span[p];
        EXPECT(right == (p == 0 ? 10 : 0), "a page has other slots than were taken");
        for (unsigned wrong = 0; wrong <= UINT8_MAX; wrong++) {
            s->spans.span[p] = (uint8_t)wrong;
            EXPECT(wrong == right || !suite_check(r), "check accepts a wrong slot size");
        }
        s->spans.span[p] = right;
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

static const char *check_sees_a_stray_open_span(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t slot = 1; slot <= ASH_SLOT_MOST; slot++) {
        for (size_t p = 0; p < ASH_PAGES; p += p < 3 ? 1 : (ASH_PAGES + 4) / 5) {
            if (slot == 10 && p == 0) continue;
            EXPECT(!ash_set_test(&s->spans.open, ash_spans_key(slot, p)),
                   "a span is open that is none");
            ash_set_insert(&s->spans.open, ash_spans_key(slot, p));
            EXPECT(!suite_check(r), "check accepts an open span that is none");
            ash_set_remove(&s->spans.open, ash_spans_key(slot, p));
        }
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

// A span with a free slot must be among the open ones, and a full one must not.
static const char *check_sees_a_wrongly_closed_span(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    ash_set_remove(&s->spans.open, ash_spans_key(10, 0));
    EXPECT(!suite_check(r), "check accepts a free slot that nobody can get");
    ash_set_insert(&s->spans.open, ash_spans_key(10, 0));
    EXPECT(suite_check(r), "check does not accept the repaired state");
    for (size_t i = 0; i < 4; i++)
        EXPECT(suite_alloc(r, 9 * G, 1) < SPAN, "a span is full before its last slot");
    EXPECT(!ash_set_test(&s->spans.open, ash_spans_key(10, 0)), "a full span is open");
    ash_set_insert(&s->spans.open, ash_spans_key(10, 0));
    EXPECT(!suite_check(r), "check accepts a full span that is open");
    ash_set_remove(&s->spans.open, ash_spans_key(10, 0));
    return NULL;
}

static const char *check_sees_a_broken_set(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t i = 0; i < ASH_SET_INNER; i++) {
        for (unsigned k = 0; k < ASH_WORD_BITS; k += 3) {
            ash_word bit = (ash_word)((ash_word)1 << k);
            s->spans.open.inner[i] ^= bit;
            EXPECT(!suite_check(r), "check does not see a flipped bit of the set's summary");
            s->spans.open.inner[i] ^= bit;
        }
    }
    for (size_t i = 0; i < ASH_SET_ROOTS; i++) {
        for (unsigned k = 0; k < ASH_WORD_BITS; k++) {
            ash_word bit = (ash_word)((ash_word)1 << k);
            s->spans.open.root[i] ^= bit;
            EXPECT(!suite_check(r), "check does not see a flipped bit of the set's root");
            s->spans.open.root[i] ^= bit;
        }
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

// What list has handed out: the span, the large block, and the holes around them.
static const char *check_sees_a_wrong_link(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    const uint32_t heads[] = {0, ASH_SPAN, LARGE_FROM, LARGE_END, (uint32_t)(r->capacity / G)};
    for (size_t i = 0; i + 1 < sizeof heads / sizeof heads[0]; i++) {
        uint32_t *links[] = {&s->list.next[heads[i]], &s->list.prev[heads[i + 1]]};
        EXPECT(*links[0] == heads[i + 1] && *links[1] == heads[i], "a run has other neighbours");
        for (size_t k = 0; k < 2; k++) {
            uint32_t right = *links[k];
            for (uint32_t wrong = 0; wrong <= SUITE_GRANULES + 2; wrong++) {
                *links[k] = wrong == SUITE_GRANULES + 2 ? UINT32_MAX : wrong;
                EXPECT(*links[k] == right || !suite_check(r), "check accepts a wrong link");
            }
            *links[k] = right;
        }
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

static const char *check_sees_a_wild_limit(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    size_t *limits[] = {&s->spans.blocks.limit, &s->list.blocks.limit};
    size_t right = s->spans.blocks.limit;
    const size_t wild[] = {0, 1, right - 1, right + 1, r->granules + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
        for (size_t k = 0; k < 2; k++) {
            *limits[k] = wild[i];
            EXPECT(!suite_check(r), "check accepts two limits");
            *limits[k] = right;
        }
        *limits[0] = *limits[1] = wild[i];
        EXPECT(!suite_check(r), "check accepts another limit than that of the runs");
        *limits[0] = *limits[1] = right;
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

static const struct suite_test tests[] = {
    {"check_sees_a_flipped_start", SUITE_SPANS, check_sees_a_flipped_start},
    {"check_sees_a_flipped_used", SUITE_SPANS, check_sees_a_flipped_used},
    {"check_sees_a_flipped_slot", SUITE_SPANS, check_sees_a_flipped_slot},
    {"check_sees_a_wrong_span", SUITE_SPANS, check_sees_a_wrong_span},
    {"check_sees_a_stray_open_span", SUITE_SPANS, check_sees_a_stray_open_span},
    {"check_sees_a_wrongly_closed_span", SUITE_SPANS, check_sees_a_wrongly_closed_span},
    {"check_sees_a_broken_set", SUITE_SPANS, check_sees_a_broken_set},
    {"check_sees_a_wrong_link", SUITE_SPANS, check_sees_a_wrong_link},
    {"check_sees_a_wild_limit", SUITE_SPANS, check_sees_a_wild_limit},
};
SUITE_GROUP(ash_suite_bucket_check, tests);
