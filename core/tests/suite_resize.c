// SPDX-License-Identifier: MIT
// Resize: in place where the neighbour allows, else refused with nothing changed.
#include "suite_test.h"

#define G (r->granule)
#define L (SUITE_LARGE * G)

static const char *grows_in_place(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, G, 2 * G) == 0, "the first block does not start at 0");
    for (size_t n = 1; n <= r->capacity / G; n++) {
        EXPECT(suite_resize(r, 0, n * G - 1) == ASH_OK, "a block cannot grow over free granules");
        EXPECT(suite_usable(r, 0) == n * G, "a grown block has another size");
        EXPECT(suite_stats(r).live == n * G, "the live units are not those of the block");
    }
    EXPECT(suite_free(r, 0) == ASH_OK, "a grown block cannot be freed");
    EXPECT(suite_stats(r).live == 0, "a grown block leaves live units behind");
    return NULL;
}

static const char *shrinks_in_place(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity is refused");
    for (size_t n = r->capacity / G; n >= 1; n--) {
        EXPECT(suite_resize(r, 0, n * G) == ASH_OK, "a block cannot shrink");
        EXPECT(suite_usable(r, 0) == n * G, "a shrunk block has another size");
        EXPECT(suite_stats(r).free == r->capacity - n * G, "the tail is not free");
    }
    return NULL;
}

static const char *same_size(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 40, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_placed(r, suite_alloc(r, 16, 1), 48), "the second block does not follow");
    uint64_t before = suite_fingerprint(r);
    for (size_t size = 33; size <= 48; size++)
        EXPECT(suite_resize(r, 0, size) == ASH_OK, "a size in the same granules is refused");
    EXPECT(suite_fingerprint(r) == before, "the same number of granules changed the state");
    return NULL;
}

static const char *shrunk_tail_is_free(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 2 * L, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, L, 1) == 2 * L, "the second block does not follow");
    EXPECT(suite_resize(r, 0, 2 * G) == ASH_OK, "a block cannot shrink");
    EXPECT(suite_alloc(r, 2 * L - 2 * G, 1) == 2 * G, "what a shrunk block left cannot be had");
    return NULL;
}

// The end of the last block is where the next one starts, wherever a resize has put it.
static const char *next_block_follows(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 2 * L, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_resize(r, 0, 2 * G) == ASH_OK, "the last block cannot shrink");
    EXPECT(suite_alloc(r, L, 1) == 2 * G, "the next block does not follow a shrunk one");
    EXPECT(suite_resize(r, 2 * G, 70 * G) == ASH_OK, "the last block cannot grow");
    EXPECT(suite_alloc(r, L, 1) == 72 * G, "the next block does not follow a grown one");
    return NULL;
}

// Growing over memory that a freed neighbour left is allowed to every design.
static const char *grows_over_freed(const struct suite_run *r, size_t size)
{
    EXPECT(suite_alloc(r, 2 * size, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 2 * size, 1) == 2 * size, "the second block does not follow");
    EXPECT(suite_alloc(r, size, 1) == 4 * size, "the third block does not follow");
    EXPECT(suite_free(r, 2 * size) == ASH_OK, "the second block cannot be freed");
    EXPECT(suite_resize(r, 0, 4 * size) == ASH_OK, "a block cannot grow over its neighbour");
    EXPECT(suite_usable(r, 4 * size) == size, "growing changed the block behind");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, 0, 4 * size + 1) == ASH_NO_ROOM, "a block grows over a live one");
    EXPECT(suite_free(r, 2 * size) == ASH_NOT_A_BLOCK, "the neighbour lives on in the block");
    EXPECT(suite_fingerprint(r) == before, "a refused call changed the state");
    return NULL;
}

static const char *grows_over_freed_neighbour(const struct suite_run *r)
{
    return grows_over_freed(r, L);
}

static const char *small_grows_over_freed_neighbour(const struct suite_run *r)
{
    return grows_over_freed(r, G);
}

// The block grows past everything that was ever handed out, though it was not the last.
static const char *grows_past_freed(const struct suite_run *r, size_t size)
{
    EXPECT(suite_alloc(r, 2 * size, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 2 * size, 1) == 2 * size, "the second block does not follow");
    EXPECT(suite_free(r, 2 * size) == ASH_OK, "the second block cannot be freed");
    EXPECT(suite_resize(r, 0, 6 * size) == ASH_OK, "a block cannot grow past its neighbour");
    EXPECT(suite_alloc(r, size, 1) == 6 * size, "the next block does not follow the grown one");
    EXPECT(suite_usable(r, 0) == 6 * size, "the next block changed the grown one");
    return NULL;
}

static const char *grows_past_freed_neighbour(const struct suite_run *r)
{
    return grows_past_freed(r, L);
}

static const char *small_grows_past_freed_neighbour(const struct suite_run *r)
{
    return grows_past_freed(r, G);
}

// A block of so many granules, and one behind it.
static const char *no_room(const struct suite_run *r, size_t granules, size_t behind)
{
    suite_init(r, r->capacity);
    size_t size = granules * G;
    EXPECT(suite_alloc(r, size, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, behind, 1) == size, "the second block does not follow");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, 0, size + 1) == ASH_NO_ROOM, "a block grows over its neighbour");
    EXPECT(suite_resize(r, 0, 2 * size) == ASH_NO_ROOM, "a block grows over its neighbour");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    return NULL;
}

static const char *no_room_before_neighbour(const struct suite_run *r)
{
    static const size_t granules[] = {SUITE_LARGE, 31, 32, 33, 63, 64, 65, 128};
    for (size_t i = 0; i < sizeof granules / sizeof granules[0]; i++) {
        const char *why = no_room(r, granules[i], L);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *small_no_room_before_neighbour(const struct suite_run *r)
{
    static const size_t granules[] = {1, 2, 3, 4, 5, 8, 9, 63, 64, 65, 128};
    for (size_t i = 0; i < sizeof granules / sizeof granules[0]; i++) {
        const char *why = no_room(r, granules[i], G);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *no_room_at_the_end(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, r->capacity - 3 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 3 * G, 1) == r->capacity - 3 * G, "the second block does not follow");
    size_t last = r->capacity - 3 * G;
    EXPECT(suite_resize(r, last, G) == ASH_OK, "a block cannot shrink");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, last, 3 * G + 1) == ASH_NO_ROOM, "a block grows past the capacity");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    EXPECT(suite_resize(r, last, 3 * G) == ASH_OK, "a block cannot grow up to the capacity");
    EXPECT(suite_stats(r).free == 0, "a full heap has free units");
    return NULL;
}

static const char *resize_to_zero(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 40, 1) == 0, "the first block does not start at 0");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, 0, 0) == ASH_BAD_SIZE, "a block of no units is made");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    return NULL;
}

static const char *resize_near_max(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 40, 1) == 0, "the first block does not start at 0");
    size_t last = suite_alloc(r, 40, 1);
    EXPECT(suite_placed_first(r, last, 48), "the second block does not follow");
    uint64_t before = suite_fingerprint(r);
    for (size_t size = SIZE_MAX - 100; size != 0; size++) {
        EXPECT(suite_resize(r, 0, size) == ASH_NO_ROOM, "a size near SIZE_MAX is granted");
        EXPECT(suite_resize(r, last, size) == ASH_NO_ROOM, "a size near SIZE_MAX is granted");
    }
    EXPECT(suite_resize(r, last, SIZE_MAX / 2 + 1) == ASH_NO_ROOM,
           "half of all numbers is granted");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    return NULL;
}

// The verdict on the offset comes first, whatever the size.
static const char *resize_of_no_block(const struct suite_run *r)
{
    const size_t sizes[] = {0, 1, 16, 64, r->capacity, SIZE_MAX};
    EXPECT(suite_alloc(r, 3 * G, 1) == 0, "the first block does not start at 0");
    uint64_t before = suite_fingerprint(r);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        EXPECT(suite_resize(r, 1, sizes[i]) == ASH_NOT_A_BLOCK, "a misaligned offset resizes");
        EXPECT(suite_resize(r, G, sizes[i]) == ASH_NOT_A_BLOCK, "an interior offset resizes");
        EXPECT(suite_resize(r, 3 * G, sizes[i]) == ASH_ALREADY_FREE, "free memory resizes");
        EXPECT(suite_resize(r, r->capacity, sizes[i]) == ASH_OUT_OF_RANGE, "the end resizes");
        EXPECT(suite_resize(r, SIZE_MAX, sizes[i]) == ASH_OUT_OF_RANGE, "SIZE_MAX resizes");
    }
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    return NULL;
}

static const struct suite_test tests[] = {
    {"grows_in_place", SUITE_GRANTS, grows_in_place},
    {"shrinks_in_place", SUITE_GRANTS, shrinks_in_place},
    {"same_size", SUITE_GRANTS, same_size},
    {"shrunk_tail_is_free", SUITE_REUSES, shrunk_tail_is_free},
    {"next_block_follows", SUITE_GRANTS, next_block_follows},
    {"grows_over_freed_neighbour", SUITE_GRANTS, grows_over_freed_neighbour},
    {"small_grows_over_freed_neighbour", SUITE_FOLLOWS, small_grows_over_freed_neighbour},
    {"grows_past_freed_neighbour", SUITE_GRANTS, grows_past_freed_neighbour},
    {"small_grows_past_freed_neighbour", SUITE_FOLLOWS, small_grows_past_freed_neighbour},
    {"no_room_before_neighbour", SUITE_GRANTS, no_room_before_neighbour},
    {"small_no_room_before_neighbour", SUITE_FOLLOWS, small_no_room_before_neighbour},
    {"no_room_at_the_end", SUITE_GRANTS, no_room_at_the_end},
    {"resize_to_zero", SUITE_GRANTS, resize_to_zero},
    {"resize_near_max", SUITE_GRANTS, resize_near_max},
    {"resize_of_no_block", SUITE_GRANTS, resize_of_no_block},
};
SUITE_GROUP(ash_suite_resize, tests);
