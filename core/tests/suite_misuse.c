// SPDX-License-Identifier: MIT
// Every misuse has its name, and the heap is afterwards what it was before.
#include "suite_test.h"

#define G ((size_t)ASH_GRANULE)

// Three blocks of 3, 1 and 70 granules, the last across a border of words whatever its width.
static bool three_blocks(const struct suite_run *r)
{
    return suite_alloc(r, 3 * G, 1) == 0 && suite_alloc(r, G, 1) == 3 * G &&
           suite_alloc(r, 70 * G, 1) == 4 * G;
}

// Frees `offset` and sees that it is called `want` and that nothing changes.
static const char *rejected(const struct suite_run *r, size_t offset, enum ash_status want)
{
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_free(r, offset) == want, "free: the misuse is called something else");
    EXPECT(suite_resize(r, offset, G) == want, "resize: the misuse is called something else");
    EXPECT(suite_usable(r, offset) == 0, "usable: an offset that is no block has a size");
    EXPECT(suite_fingerprint(r) == before, "a rejected call changed the state");
    return NULL;
}

static const char *double_free(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    EXPECT(suite_free(r, 3 * G) == ASH_OK, "a live block cannot be freed");
    return rejected(r, 3 * G, ASH_ALREADY_FREE);
}

static const char *double_free_of_the_last_block(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 3 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_free(r, 0) == ASH_OK, "a live block cannot be freed");
    return rejected(r, 0, ASH_ALREADY_FREE);
}

// The freed place has become the middle of another block: to free it is still a misuse.
static const char *double_free_into_another_block(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    EXPECT(suite_free(r, 3 * G) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_resize(r, 0, 4 * G) == ASH_OK, "a block cannot grow over its freed neighbour");
    return rejected(r, 3 * G, ASH_NOT_A_BLOCK);
}

static const char *free_inside_a_freed_block(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    EXPECT(suite_free(r, 0) == ASH_OK, "a live block cannot be freed");
    const char *why = rejected(r, G, ASH_ALREADY_FREE);
    return why != NULL ? why : rejected(r, G + 1, ASH_ALREADY_FREE);
}

static const char *free_of_a_shrunk_tail(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    EXPECT(suite_resize(r, 0, G) == ASH_OK, "a block cannot shrink");
    const char *why = rejected(r, G, ASH_ALREADY_FREE);
    return why != NULL ? why : rejected(r, 2 * G, ASH_ALREADY_FREE);
}

static const char *free_interior(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    for (size_t i = 1; i < 70; i++) {
        const char *why = rejected(r, (4 + i) * G, ASH_NOT_A_BLOCK);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *free_misaligned(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    for (size_t i = 1; i < G; i++) {
        const char *why = rejected(r, 3 * G + i, ASH_NOT_A_BLOCK);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *free_never_allocated(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    const char *why = rejected(r, 74 * G, ASH_ALREADY_FREE);
    return why != NULL ? why : rejected(r, SUITE_CAPACITY - 1, ASH_ALREADY_FREE);
}

static const char *free_on_a_fresh_heap(const struct suite_run *r)
{
    const char *why = rejected(r, 0, ASH_ALREADY_FREE);
    return why != NULL ? why : rejected(r, 5, ASH_ALREADY_FREE);
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
    for (size_t offset = SIZE_MAX - 40; offset != 0; offset++) {
        const char *why = rejected(r, offset, ASH_OUT_OF_RANGE);
        if (why != NULL) return why;
    }
    return rejected(r, SIZE_MAX / 2 + 1, ASH_OUT_OF_RANGE);
}

static const char *free_of_a_refusal(const struct suite_run *r)
{
    size_t none = suite_alloc(r, 0, 1);
    EXPECT(none == ASH_NONE, "a block of no units is handed out");
    return rejected(r, none, ASH_OUT_OF_RANGE);
}

// All offsets of a heap with a gap before, between and behind its blocks.
static const char *every_offset(const struct suite_run *r)
{
    EXPECT(three_blocks(r), "three blocks do not follow one another");
    EXPECT(suite_free(r, 3 * G) == ASH_OK, "a live block cannot be freed");
    uint64_t before = suite_fingerprint(r);
    for (size_t offset = 1; offset < SUITE_CAPACITY + 3 * G; offset++) {
        size_t i = offset / G;
        enum ash_status want = ASH_OUT_OF_RANGE;
        if (offset < SUITE_CAPACITY) want = ASH_ALREADY_FREE;
        if (i < 3 || (i >= 4 && i < 74)) want = ASH_NOT_A_BLOCK;
        if (offset == 4 * G) continue;
        EXPECT(suite_free(r, offset) == want, "free: an offset is called something else");
        EXPECT(suite_resize(r, offset, 1) == want, "resize: an offset is called something else");
        EXPECT(suite_usable(r, offset) == 0, "usable: an offset that is no block has a size");
    }
    EXPECT(suite_fingerprint(r) == before, "a rejected call changed the state");
    return NULL;
}

static const struct suite_test tests[] = {
    {"double_free", SUITE_GRANTS, double_free},
    {"double_free_of_the_last_block", SUITE_GRANTS, double_free_of_the_last_block},
    {"double_free_into_another_block", SUITE_GRANTS, double_free_into_another_block},
    {"free_inside_a_freed_block", SUITE_GRANTS, free_inside_a_freed_block},
    {"free_of_a_shrunk_tail", SUITE_GRANTS, free_of_a_shrunk_tail},
    {"free_interior", SUITE_GRANTS, free_interior},
    {"free_misaligned", SUITE_GRANTS, free_misaligned},
    {"free_never_allocated", SUITE_GRANTS, free_never_allocated},
    {"free_on_a_fresh_heap", SUITE_GRANTS, free_on_a_fresh_heap},
    {"free_out_of_range", 0, free_out_of_range},
    {"free_near_max", 0, free_near_max},
    {"free_of_a_refusal", 0, free_of_a_refusal},
    {"every_offset", SUITE_GRANTS, every_offset},
};
SUITE_GROUP(ash_suite_misuse, tests);
