// SPDX-License-Identifier: MIT
// The tests that a first heap is written against (simple_allocation, large_vector, many_boxes,
// many_boxes_long_lived), and some in their manner. All work as a program does: they write into
// the blocks that they take, and read it again.
#include "suite_test.h"

#define G (r->granule)
#define MOST 256 // blocks in the tests that fill the heap

// The number that a box holds.
static uint64_t box(const struct suite_run *r, size_t at)
{
    uint64_t value;
    __builtin_memcpy(&value, r->port->memory + at, sizeof value);
    return value;
}

static void box_set(const struct suite_run *r, size_t at, uint64_t value)
{
    __builtin_memcpy(r->port->memory + at, &value, sizeof value);
}

static size_t box_new(const struct suite_run *r, uint64_t value)
{
    size_t at = suite_alloc(r, sizeof value, sizeof value);
    if (at != ASH_NONE) box_set(r, at, value);
    return at;
}

static const char *simple_allocation(const struct suite_run *r)
{
    size_t a = box_new(r, 41);
    size_t b = box_new(r, 13);
    EXPECT(a != ASH_NONE && b != ASH_NONE, "a box is refused on an empty heap");
    EXPECT(box(r, a) == 41 && box(r, b) == 13, "a box does not hold what was put into it");
    EXPECT(suite_free(r, a) == ASH_OK, "a box cannot be freed");
    EXPECT(box(r, b) == 13, "freeing one box changed the other");
    EXPECT(suite_free(r, b) == ASH_OK, "a box cannot be freed");
    return NULL;
}

// Makes the vector at `at` twice as long, where it stands or elsewhere. Returns where it is.
static size_t grown(const struct suite_run *r, size_t at, size_t size)
{
    if (suite_resize(r, at, 2 * size) == ASH_OK) return at;
    size_t to = suite_alloc(r, 2 * size, sizeof(uint64_t));
    if (to == ASH_NONE) return ASH_NONE;
    for (size_t i = 0; i < size; i++) r->port->memory[to + i] = r->port->memory[at + i];
    return suite_free(r, at) == ASH_OK ? to : ASH_NONE;
}

// A vector that doubles as it fills, with another block behind it, so that it must move.
static const char *large_vector(const struct suite_run *r)
{
    size_t capacity = suite_init(r, r->port->memory_size);
    size_t most = capacity / 32 < 1000 ? capacity / 32 : 1000;
    size_t size = sizeof(uint64_t);
    size_t at = suite_alloc(r, size, sizeof(uint64_t));
    size_t wall = box_new(r, 99);
    EXPECT(at != ASH_NONE && wall != ASH_NONE, "a small request is refused on an empty heap");
    for (size_t i = 0; i < most; i++) {
        if ((i + 1) * sizeof(uint64_t) > size) {
            at = grown(r, at, size);
            EXPECT(at != ASH_NONE, "the vector cannot grow");
            size *= 2;
        }
        box_set(r, at + i * sizeof(uint64_t), i);
    }
    uint64_t sum = 0;
    for (size_t i = 0; i < most; i++) sum += box(r, at + i * sizeof(uint64_t));
    EXPECT(sum == (uint64_t)most * (most - 1) / 2, "the sum of the vector is another");
    EXPECT(box(r, wall) == 99, "the vector grew over its neighbour");
    EXPECT(suite_free(r, at) == ASH_OK && suite_free(r, wall) == ASH_OK, "a block stays live");
    return NULL;
}

// As many boxes as the heap has bytes, one after the other. Returns how many were granted.
static size_t boxes_granted(const struct suite_run *r)
{
    for (size_t i = 0; i < r->capacity; i++) {
        size_t at = box_new(r, i);
        if (at == ASH_NONE || box(r, at) != i || suite_free(r, at) != ASH_OK) return i;
    }
    return r->capacity;
}

static const char *many_boxes(const struct suite_run *r)
{
    EXPECT(boxes_granted(r) == r->capacity, "the heap runs out though each box was freed");
    return NULL;
}

static const char *many_boxes_long_lived(const struct suite_run *r)
{
    size_t long_lived = box_new(r, 1);
    EXPECT(boxes_granted(r) == r->capacity, "one box that stays makes the heap run out");
    EXPECT(box(r, long_lived) == 1, "the box that stays has changed");
    EXPECT(suite_free(r, long_lived) == ASH_OK, "the box that stays cannot be freed");
    return NULL;
}

// many_boxes_long_lived must fail here, and this is how: the heap is used up though one box alone
// is live, because nothing is had again before that one goes.
static const char *many_boxes_long_lived_exhausts_bump(const struct suite_run *r)
{
    size_t long_lived = box_new(r, 1);
    EXPECT(boxes_granted(r) == r->capacity / G - 1, "the heap lasts longer than it must, or less");
    EXPECT(suite_stats(r).blocks == 1 && suite_stats(r).live == G, "another block is live");
    EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a heap that has run out hands out a block");
    EXPECT(box(r, long_lived) == 1, "the box that stays has changed");
    EXPECT(suite_free(r, long_lived) == ASH_OK, "the box that stays cannot be freed");
    EXPECT(boxes_granted(r) == r->capacity, "the heap does not start over with the last box gone");
    return NULL;
}

// ---- tests that fill the heap: block i is full of bytes that only it has ----

// A heap of which the port has all the memory. Returns its capacity.
static size_t start(const struct suite_run *r)
{
    size_t memory = r->port->memory_size;
    return suite_init(r, r->capacity < memory ? r->capacity : memory);
}

struct blocks {
    size_t at[MOST];
    size_t count;
};

static unsigned char byte(size_t i, size_t j)
{
    return (unsigned char)(7 * i + j);
}

static bool holds(const struct suite_run *r, const struct blocks *b, size_t i, size_t size)
{
    for (size_t j = 0; j < size; j++) {
        if (r->port->memory[b->at[i] + j] != byte(i, j)) return false;
    }
    return true;
}

// Takes and fills blocks until one is refused.
static void take_all(const struct suite_run *r, struct blocks *b, size_t size)
{
    for (b->count = 0; b->count < MOST; b->count++) {
        size_t at = suite_alloc(r, size, 1);
        if (at == ASH_NONE) break;
        b->at[b->count] = at;
        for (size_t j = 0; j < size; j++) r->port->memory[at + j] = byte(b->count, j);
    }
}

static const char *out_of_memory_and_recovery(const struct suite_run *r)
{
    struct blocks b;
    size_t capacity = start(r), size = 100 * (G / ASH_GRANULE);
    size_t first_count = 0;
    for (size_t round = 0; round < 3; round++) {
        take_all(r, &b, size);
        if (round == 0) first_count = b.count;
        EXPECT(b.count == first_count, "a heap that recovered holds another number of blocks");
        EXPECT(b.count >= capacity / suite_footprint(r, size), "the heap runs out too early");
        uint64_t before = suite_fingerprint(r);
        EXPECT(suite_alloc(r, size, 1) == ASH_NONE, "a heap that has run out hands out a block");
        EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
        for (size_t i = 0; i < b.count; i++) {
            EXPECT(holds(r, &b, i, size), "the contents of a block changed");
            EXPECT(suite_free(r, b.at[i]) == ASH_OK, "a live block cannot be freed");
        }
        EXPECT(suite_alloc(r, capacity, 1) == 0, "the whole capacity does not fit again");
        EXPECT(suite_free(r, 0) == ASH_OK, "the whole capacity cannot be freed");
    }
    return NULL;
}

// Behind a block that is in the way, a block of each size at each alignment that fits.
static const char *every_alignment(const struct suite_run *r)
{
    size_t capacity = start(r);
    const size_t sizes[] = {1, 8, 24, 320, 321, capacity / 4, capacity / 2};
    for (size_t align = 1; align <= capacity / 2; align *= 2) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            size_t size = sizes[i];
            size_t first = box_new(r, 77);
            size_t at = suite_alloc(r, size, align);
            size_t place = ash_align_up(suite_footprint(r, 8), suite_footprint(r, align));
            bool fits = place + suite_footprint(r, size) <= capacity;
            EXPECT(at != ASH_NONE || !fits, "a block is refused though an aligned place is left");
            if (at != ASH_NONE) {
                EXPECT(at % align == 0, "a block is not aligned as asked");
                EXPECT(at + size <= capacity, "a block ends past the capacity");
                for (size_t j = 0; j < size; j++) r->port->memory[at + j] = 0xaa;
                EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
            }
            EXPECT(box(r, first) == 77, "an aligned block lies over another");
            EXPECT(suite_free(r, first) == ASH_OK, "a live block cannot be freed");
        }
    }
    return NULL;
}

// Every second block of a full heap goes: much is free, and no two blocks' worth in a row. What
// fits is granted by those that reuse; the others go in a third order, and nothing is lost.
static const char *fragmentation_and_full_recovery(const struct suite_run *r)
{
    struct blocks b;
    size_t capacity = start(r);
    take_all(r, &b, 3 * G);
    for (size_t i = 0; i < b.count; i += 2)
        EXPECT(suite_free(r, b.at[i]) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_stats(r).free >= capacity / 2 - 3 * G, "not half of the heap is free");
    EXPECT(suite_alloc(r, 6 * G, 1) == ASH_NONE, "what is nowhere free in a row is granted");
    size_t again = suite_alloc(r, 3 * G, 1);
    bool reuses = (r->traits & SUITE_REUSES) != 0;
    EXPECT(again == (reuses ? b.at[0] : ASH_NONE), "a freed place has not the promised use");
    EXPECT(again == ASH_NONE || suite_free(r, again) == ASH_OK, "a live block cannot be freed");
    size_t odd = b.count / 2;
    for (size_t i = 0; i < odd; i++) { // from the middle outwards, to either side in turn
        size_t k = 2 * (i % 2 == 0 ? odd / 2 + i / 2 : odd / 2 - 1 - i / 2) + 1;
        EXPECT(holds(r, &b, k, 3 * G), "the contents of a block changed");
        EXPECT(suite_free(r, b.at[k]) == ASH_OK, "a live block cannot be freed");
    }
    EXPECT(suite_stats(r).blocks == 0, "a block stays live");
    EXPECT(suite_alloc(r, capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

static const struct suite_test tests[] = {
    {"simple_allocation", SUITE_GRANTS, simple_allocation},
    {"large_vector", SUITE_GRANTS, large_vector},
    {"many_boxes", SUITE_GRANTS, many_boxes},
    {"many_boxes_long_lived", SUITE_REUSES, many_boxes_long_lived},
    {"many_boxes_long_lived_exhausts_bump", SUITE_RESETS, many_boxes_long_lived_exhausts_bump},
    {"out_of_memory_and_recovery", SUITE_GRANTS, out_of_memory_and_recovery},
    {"every_alignment_of_small_and_large", SUITE_GRANTS, every_alignment},
    {"fragmentation_and_full_recovery", SUITE_GRANTS, fragmentation_and_full_recovery},
};
SUITE_GROUP(ash_suite_book, tests);
