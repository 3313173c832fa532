// SPDX-License-Identifier: MIT
// Many blocks: running out, coming back, and which free place is taken next.
#include "suite_test.h"

#define G (r->granule)

// Makes every granule a block of its own.
static bool fill(const struct suite_run *r)
{
    for (size_t i = 0; i < r->capacity / G; i++) {
        if (suite_alloc(r, G, 1) != i * G) return false;
    }
    return true;
}

static const char *empty_again(const struct suite_run *r)
{
    EXPECT(suite_stats(r).blocks == 0 && suite_stats(r).live == 0, "something stays live");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

static const char *out_of_memory(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a full heap hands out a block");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    for (size_t i = 0; i < r->capacity / G; i++)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    return empty_again(r);
}

static const char *free_last_to_first(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = r->capacity / G; i-- > 0;)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    return empty_again(r);
}

// 77 shares no factor with the number of granules, so that its multiples visit each once.
static const char *free_in_any_order(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = 0; i < r->capacity / G; i++) {
        EXPECT(suite_stats(r).blocks == r->capacity / G - i, "stats miscount the blocks");
        EXPECT(suite_free(r, i * 77 * G % r->capacity) == ASH_OK, "a block cannot be freed");
        EXPECT(i % SUITE_EVERY != 0 || suite_check(r), "check finds the state unsound");
    }
    return empty_again(r);
}

static const char *recovers_one_block(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = 0; i < r->capacity / G; i++) {
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
        EXPECT(suite_alloc(r, G, 1) == i * G, "the one free granule cannot be had again");
        EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a full heap hands out a block");
    }
    return NULL;
}

// Half of the heap is free, and yet no two granules in a row are.
static const char *fragmentation(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = 0; i < r->capacity / G; i += 2)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_stats(r).free == r->capacity / 2, "half of the units are not free");
    EXPECT(suite_alloc(r, 2 * G, 1) == ASH_NONE, "two granules in a row are given, none are free");
    size_t again = suite_alloc(r, G, 1);
    EXPECT(suite_placed_first(r, again, 0), "a granule that is free is refused");
    EXPECT(suite_free(r, again) == ASH_OK, "a live block cannot be freed");
    for (size_t i = 1; i < r->capacity / G; i += 2)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    return empty_again(r);
}

static const char *first_fit_is_lowest(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    static const size_t holes[] = {200, 5, 130, 63, 64, 9};
    static const size_t order[] = {5, 9, 63, 64, 130, 200};
    for (size_t i = 0; i < 6; i++)
        EXPECT(suite_free(r, holes[i] * G) == ASH_OK, "a live block cannot be freed");
    for (size_t i = 0; i < 6; i++)
        EXPECT(suite_alloc(r, G, 1) == order[i] * G, "a block is not at the lowest free place");
    return NULL;
}

static const char *first_fit_skips_short_holes(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t hole = 1; hole < 16; hole++) { // at granule 16 * hole, `hole` granules long
        for (size_t i = 0; i < hole; i++)
            EXPECT(suite_free(r, (16 * hole + i) * G) == ASH_OK, "a block cannot be freed");
    }
    for (size_t n = 15; n >= 1; n--)
        EXPECT(suite_alloc(r, n * G, 1) == 16 * n * G, "a block is not in the first hole it fits");
    return NULL;
}

static const char *first_fit_aligns_in_holes(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, G, 1) == 0, "the first block does not start at 0");
    for (size_t align = r->capacity / 2; align > G; align /= 2)
        EXPECT(suite_alloc(r, G, align) == align, "a block is not at the lowest aligned place");
    EXPECT(suite_alloc(r, G, 1) == G, "a block is not in the hole that alignment left");
    EXPECT(suite_alloc(r, G, 1) == 3 * G, "a block is not in the next hole");
    EXPECT(suite_alloc(r, 3 * G, 1) == 5 * G, "a block of three is not in the hole of three");
    return NULL;
}

static const char *first_fit_aligns_among_fragments(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = 1; i < r->capacity / G; i += 3)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    for (size_t i = 4; i < r->capacity / G; i += 6)
        EXPECT(suite_alloc(r, G, 2 * G) == i * G, "a granule, free and aligned, is passed over");
    EXPECT(suite_alloc(r, G, 2 * G) == ASH_NONE, "a block is not aligned as asked");
    return NULL;
}

static const char *no_reuse_before_reset(const struct suite_run *r)
{
    EXPECT(fill(r), "a heap does not hold as many blocks as it has granules");
    for (size_t i = 0; i < r->capacity / G - 1; i++) {
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
        EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a freed granule is handed out before the reset");
    }
    EXPECT(suite_free(r, r->capacity - G) == ASH_OK, "the last block cannot be freed");
    return empty_again(r);
}

static const char *reset_starts_over(const struct suite_run *r)
{
    for (size_t round = 0; round < 3; round++) {
        EXPECT(suite_alloc(r, 24, 1) == 0, "the first block after a reset is not at 0");
        EXPECT(suite_alloc(r, 24, 1) == 2 * G, "the second block does not follow");
        EXPECT(suite_free(r, 0) == ASH_OK, "the first block cannot be freed");
        EXPECT(suite_alloc(r, 24, 64) == 4 * G, "a block takes memory freed before the reset");
        EXPECT(suite_free(r, 2 * G) == ASH_OK, "the second block cannot be freed");
        EXPECT(suite_free(r, 4 * G) == ASH_OK, "the third block cannot be freed");
    }
    return empty_again(r);
}

static const struct suite_test tests[] = {
    {"out_of_memory", SUITE_GRANTS, out_of_memory},
    {"free_last_to_first", SUITE_GRANTS, free_last_to_first},
    {"free_in_any_order", SUITE_GRANTS, free_in_any_order},
    {"recovers_one_block", SUITE_REUSES, recovers_one_block},
    {"fragmentation", SUITE_REUSES, fragmentation},
    {"first_fit_is_lowest", SUITE_FIRST_FIT, first_fit_is_lowest},
    {"first_fit_skips_short_holes", SUITE_FIRST_FIT, first_fit_skips_short_holes},
    {"first_fit_aligns_in_holes", SUITE_FIRST_FIT, first_fit_aligns_in_holes},
    {"first_fit_aligns_among_fragments", SUITE_FIRST_FIT, first_fit_aligns_among_fragments},
    {"no_reuse_before_reset", SUITE_RESETS, no_reuse_before_reset},
    {"reset_starts_over", SUITE_RESETS, reset_starts_over},
};
SUITE_GROUP(ash_suite_order, tests);
