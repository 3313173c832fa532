// SPDX-License-Identifier: MIT
// Blocks that fit: where they lie, how large they are, what they leave.
#include "suite_test.h"

#define G (r->granule)

static const char *one_block(const struct suite_run *r)
{
    size_t at = suite_alloc(r, 100, 1);
    EXPECT(at == 0, "the first block does not start at 0");
    EXPECT(suite_usable(r, at) == 112, "100 units do not take 7 granules");
    EXPECT(suite_stats(r).blocks == 1, "one block is live, stats say otherwise");
    EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_stats(r).blocks == 0, "no block is live, stats say otherwise");
    return NULL;
}

static const char *two_blocks(const struct suite_run *r)
{
    size_t a = suite_alloc(r, 32, 1);
    size_t b = suite_alloc(r, 48, 1);
    EXPECT(a == 0 && suite_placed(r, b, 32), "the second block does not follow the first");
    EXPECT(suite_usable(r, a) == 32 && suite_usable(r, b) == 48, "a block has another size");
    EXPECT(suite_free(r, a) == ASH_OK, "the first block cannot be freed");
    EXPECT(suite_usable(r, a) == 0, "a freed block still has a size");
    EXPECT(suite_usable(r, b) == 48, "freeing one block changed the other");
    EXPECT(suite_free(r, b) == ASH_OK, "the second block cannot be freed");
    return NULL;
}

static const char *size_rounds_up(const struct suite_run *r)
{
    for (size_t size = 1; size <= 5 * ASH_GRANULE; size++) {
        size_t want = (size + ASH_GRANULE - 1) / ASH_GRANULE * ASH_GRANULE;
        size_t at = suite_alloc(r, size, 1);
        EXPECT(at != ASH_NONE && suite_usable(r, at) == want, "size is not rounded up to granules");
        EXPECT(suite_stats(r).live == want, "the live units are not those of the block");
        EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    }
    return NULL;
}

static const char *capacity_rounds_down(const struct suite_run *r)
{
    for (size_t extra = 0; extra < 2 * G; extra += G / ASH_GRANULE) {
        size_t want = r->capacity - (extra < G ? 2 : 1) * G;
        size_t capacity = suite_init(r, r->capacity - 2 * G + extra);
        EXPECT(capacity == want, "capacity is not rounded down to granules");
        EXPECT(suite_stats(r).capacity == capacity, "stats and init differ about the capacity");
    }
    return NULL;
}

static const char *init_forgets(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 100, 1) == 0, "the first block does not start at 0");
    suite_init(r, r->capacity);
    EXPECT(suite_check(r) && suite_stats(r).live == 0, "blocks outlive a second init");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "a second init does not free everything");
    return NULL;
}

static const char *every_alignment(const struct suite_run *r)
{
    for (size_t align = 1; align <= r->capacity / 2; align *= 2) {
        suite_init(r, r->capacity);
        size_t first = suite_alloc(r, 1, align);
        size_t second = suite_alloc(r, 1, align);
        EXPECT(first == 0, "an empty heap does not give its first unit, which has any alignment");
        size_t step = align < ASH_GRANULE ? ASH_GRANULE : align;
        EXPECT(suite_placed_first(r, second, step) && second % align == 0,
               "the next block is not at the first aligned place");
    }
    return NULL;
}

static bool apart(size_t a, size_t a_size, size_t b, size_t b_size)
{
    return a + a_size <= b || b + b_size <= a;
}

static const char *alignment_and_size(const struct suite_run *r)
{
    for (size_t align = 1; align <= 1024; align *= 2) {
        suite_init(r, r->capacity);
        size_t at[7], count = 0, end = 0; // end: above it all is free
        for (size_t size = 1; size <= 200; size += 33) {
            size_t start = ash_align_up(end, suite_footprint(r, align));
            size_t offset = suite_alloc(r, size, align);
            if (start + suite_footprint(r, size) > r->capacity) break;
            EXPECT(offset != ASH_NONE, "a block is refused though an aligned place is left");
            EXPECT(suite_placed(r, offset, start), "a block is not at the first aligned place");
            EXPECT(offset % align == 0, "a block is not aligned as asked");
            EXPECT(offset + size <= r->capacity, "a block ends past the capacity");
            for (size_t i = 0; i < count; i++)
                EXPECT(apart(offset, size, at[i], 1 + 33 * i), "two blocks overlap");
            at[count++] = offset;
            end = start + suite_footprint(r, size);
        }
    }
    return NULL;
}

static const char *whole_capacity(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit as one block");
    EXPECT(suite_stats(r).free == 0, "a full heap has free units");
    EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a full heap hands out a block");
    EXPECT(suite_free(r, 0) == ASH_OK, "the one block cannot be freed");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

static const char *word_borders(const struct suite_run *r)
{
    static const size_t granules[] = {1,  2,  3,  4,  5,  7,   8,   9,  31,
                                      32, 33, 63, 64, 65, 127, 128, 129};
    for (size_t i = 0; i < sizeof granules / sizeof granules[0]; i++) {
        for (size_t j = 0; j < sizeof granules / sizeof granules[0]; j++) {
            size_t a = granules[i] * G;
            size_t b = granules[j] * G;
            if (suite_footprint(r, a) + suite_footprint(r, b) > r->capacity) continue;
            size_t first = suite_alloc(r, a, 1);
            EXPECT(suite_placed_first(r, first, 0), "the first block does not start at 0");
            size_t second = suite_alloc(r, b, 1);
            EXPECT(suite_placed(r, second, a), "the second block does not follow the first");
            EXPECT(suite_usable(r, first) == a, "the first block has another size");
            EXPECT(suite_usable(r, second) == b, "the second block has another size");
            EXPECT(suite_stats(r).live == a + b, "the live units are not those of the blocks");
            EXPECT((17 * i + j) % SUITE_EVERY != 0 || suite_check(r),
                   "check finds the state unsound");
            EXPECT(suite_free(r, first) == ASH_OK, "the first block cannot be freed");
            EXPECT(suite_usable(r, second) == b, "freeing the first block changed the second");
            EXPECT(suite_free(r, second) == ASH_OK, "the second block cannot be freed");
            EXPECT(suite_stats(r).live == 0, "units stay live after the last free");
        }
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"one_block", SUITE_GRANTS, one_block},
    {"two_blocks", SUITE_GRANTS, two_blocks},
    {"size_rounds_up", SUITE_GRANTS, size_rounds_up},
    {"capacity_rounds_down", SUITE_GRANTS, capacity_rounds_down},
    {"init_forgets", SUITE_GRANTS, init_forgets},
    {"every_alignment", SUITE_GRANTS, every_alignment},
    {"alignment_and_size", SUITE_GRANTS, alignment_and_size},
    {"whole_capacity", SUITE_GRANTS, whole_capacity},
    {"word_borders", SUITE_GRANTS, word_borders},
};
SUITE_GROUP(ash_suite_alloc, tests);
