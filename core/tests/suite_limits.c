// SPDX-License-Identifier: MIT
// Requests that nothing can satisfy: each is refused, and changes nothing.
#include "suite_test.h"

// The sizes from here up to SIZE_MAX: the last of them, rounded up to granules, are no size_t.
#define NEAR_MAX (SIZE_MAX - 40)

static const char *zero_size(const struct suite_run *r)
{
    uint64_t before = suite_fingerprint(r);
    for (size_t align = 1; align <= 4096; align *= 2)
        EXPECT(suite_alloc(r, 0, align) == ASH_NONE, "a block of no units is handed out");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    return NULL;
}

static const char *size_near_max(const struct suite_run *r)
{
    uint64_t before = suite_fingerprint(r);
    for (size_t size = NEAR_MAX; size != 0; size++) {
        EXPECT(suite_alloc(r, size, 1) == ASH_NONE, "a size near SIZE_MAX is granted");
        EXPECT(suite_alloc(r, size, 4096) == ASH_NONE, "a size near SIZE_MAX is granted, aligned");
    }
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    return NULL;
}

// The rounding of such a size would wrap only once it stands behind another block.
static const char *size_near_max_behind_a_block(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 48, 1) == 0, "the first block does not start at 0");
    uint64_t before = suite_fingerprint(r);
    for (size_t size = NEAR_MAX; size != 0; size++)
        EXPECT(suite_alloc(r, size, 64) == ASH_NONE, "a size near SIZE_MAX is granted");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    return NULL;
}

static const char *alignment_not_a_power(const struct suite_run *r)
{
    static const size_t aligns[] = {
        0,
        3,
        5,
        6,
        7,
        9,
        12,
        15,
        17,
        24,
        31,
        33,
        48,
        63,
        96,
        1000,
        4095,
        4097,
        0x30000,
        SIZE_MAX / 2,
        SIZE_MAX / 2 + 2,
        SIZE_MAX / 2 + 1 + ASH_GRANULE,
        SIZE_MAX - 15,
        SIZE_MAX,
    };
    uint64_t before = suite_fingerprint(r);
    for (size_t i = 0; i < sizeof aligns / sizeof aligns[0]; i++)
        EXPECT(suite_alloc(r, 16, aligns[i]) == ASH_NONE, "a strange alignment is accepted");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    return NULL;
}

static const char *alignment_above_capacity(const struct suite_run *r)
{
    for (size_t align = suite_scaled(r, SUITE_CAPACITY) * 2; align != 0; align *= 2) {
        suite_init(r, r->capacity);
        size_t at = suite_alloc(r, 16, align);
        bool slabs = (r->traits & SUITE_SLABS) != 0 && align / ASH_GRANULE > r->granules;
        EXPECT(at == 0 || (slabs && at == ASH_NONE),
               "offset 0 has every alignment, yet is refused");
        uint64_t before = suite_fingerprint(r);
        EXPECT(suite_alloc(r, 16, align) == ASH_NONE, "a second block has that alignment");
        EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    }
    return NULL;
}

static const char *larger_than_capacity(const struct suite_run *r)
{
    uint64_t before = suite_fingerprint(r);
    for (size_t extra = 1; extra <= 3 * ASH_GRANULE; extra++)
        EXPECT(suite_alloc(r, r->capacity + extra, 1) == ASH_NONE, "more than there is is given");
    EXPECT(suite_alloc(r, 2 * suite_scaled(r, SUITE_CAPACITY), 1) == ASH_NONE,
           "twice the capacity is given");
    EXPECT(suite_alloc(r, SIZE_MAX / 2 + 1, 1) == ASH_NONE, "half of all numbers is given");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    return NULL;
}

// Less than a granule is a heap on which every call has its answer, and all say no.
static const char *heap_of_nothing(const struct suite_run *r)
{
    size_t step = r->granule / ASH_GRANULE;
    for (size_t capacity = 0; capacity < r->granule; capacity += step) {
        EXPECT(suite_init(r, capacity) == 0, "less than a granule makes a capacity");
        EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a heap of nothing hands out a block");
        EXPECT(suite_free(r, 0) == ASH_OUT_OF_RANGE, "free: offset 0 is in a heap of nothing");
        EXPECT(suite_resize(r, 0, 16) == ASH_OUT_OF_RANGE, "resize: offset 0 is in range");
        EXPECT(suite_usable(r, 0) == 0, "usable: a heap of nothing has a block");
        struct ash_stats stats = suite_stats(r);
        EXPECT(stats.capacity == 0 && stats.live == 0 && stats.free == 0 && stats.blocks == 0,
               "stats: a heap of nothing has something");
        EXPECT(suite_check(r), "check finds a heap of nothing unsound");
    }
    return NULL;
}

static const char *heap_of_one_granule(const struct suite_run *r)
{
    size_t g = r->granule;
    for (size_t capacity = g; capacity < 2 * g; capacity += g / ASH_GRANULE) {
        EXPECT(suite_init(r, capacity) == g, "this heap has one granule");
        EXPECT(suite_alloc(r, g + 1, 1) == ASH_NONE, "more than a granule is given");
        EXPECT(suite_alloc(r, g, 1) == 0, "the one granule is refused");
        EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a full heap hands out a block");
        EXPECT(suite_resize(r, 0, g + 1) == ASH_NO_ROOM, "the only granule grows");
        EXPECT(suite_free(r, 0) == ASH_OK, "the only block cannot be freed");
        EXPECT(suite_alloc(r, 1, 1) == 0, "the only granule cannot be had again");
    }
    return NULL;
}

// A capacity above what the state can hold is cut, and all that is left can be had.
static const char *largest_heap(const struct suite_run *r)
{
    size_t most = r->granules * ASH_GRANULE;
    EXPECT(suite_init(r, SIZE_MAX) == most, "the capacity is not cut to what the state holds");
    EXPECT(suite_alloc(r, most + 1, 1) == ASH_NONE, "more than the state holds is given");
    EXPECT(suite_alloc(r, most, 1) == 0, "the largest block of all is refused");
    EXPECT(suite_check(r), "check finds a full heap unsound");
    EXPECT(suite_usable(r, 0) == most, "the largest block has another size");
    EXPECT(suite_free(r, most) == ASH_OUT_OF_RANGE, "the capacity is an offset in range");
    EXPECT(suite_free(r, most - 1) == ASH_NOT_A_BLOCK, "the last unit starts a block");
    EXPECT(suite_free(r, 0) == ASH_OK, "the largest block cannot be freed");
    return NULL;
}

static const char *refuses_everything(const struct suite_run *r)
{
    EXPECT(suite_init(r, SIZE_MAX) == 0, "it claims a capacity");
    for (size_t i = 0; i < 64; i++) {
        EXPECT(suite_alloc(r, (size_t)1 << i % 32, 1) == ASH_NONE, "it hands out a block");
        EXPECT(suite_free(r, 16 * i) == ASH_OUT_OF_RANGE, "it frees a block");
        EXPECT(suite_resize(r, 16 * i, 16) == ASH_OUT_OF_RANGE, "it resizes a block");
        EXPECT(suite_usable(r, 16 * i) == 0, "it knows a block");
    }
    EXPECT(suite_free(r, SIZE_MAX) == ASH_OUT_OF_RANGE, "it frees SIZE_MAX");
    return NULL;
}

static const struct suite_test tests[] = {
    {"zero_size", 0, zero_size},
    {"size_near_max", 0, size_near_max},
    {"size_near_max_behind_a_block", SUITE_GRANTS, size_near_max_behind_a_block},
    {"alignment_not_a_power", 0, alignment_not_a_power},
    {"alignment_above_capacity", SUITE_GRANTS, alignment_above_capacity},
    {"larger_than_capacity", 0, larger_than_capacity},
    {"heap_of_nothing", 0, heap_of_nothing},
    {"heap_of_one_granule", SUITE_GRANTS, heap_of_one_granule},
    {"largest_heap", SUITE_GRANTS, largest_heap},
    {"refuses_everything", SUITE_REFUSES, refuses_everything},
};
SUITE_GROUP(ash_suite_limits, tests);
