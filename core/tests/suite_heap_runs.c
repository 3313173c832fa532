// SPDX-License-Identifier: MIT
// Heap off the slabs: blocks of whole units, and that it refuses only when nothing can serve.
#include "suite_heap.h"

static const char *capacity_in_units(const struct suite_run *r)
{
    for (size_t units = 0; units <= 5; units++) {
        static const size_t more[] = {0, 1, ASH_GRANULE, ASH_WORD_BITS * ASH_GRANULE - 1};
        for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
            EXPECT(suite_init(r, units * UNIT + more[i]) == units * UNIT, "not whole units");
            EXPECT(suite_stats(r).capacity == units * UNIT, "stats and init differ");
            EXPECT(suite_free(r, units * UNIT) == ASH_OUT_OF_RANGE, "the rest is in range");
        }
    }
    return NULL;
}

static const char *lengths_in_units(const struct suite_run *r)
{
    for (size_t n = ASH_SLOT_TOP + 1; n <= 5 * ASH_WORD_BITS; n++) {
        size_t want = (n + ASH_WORD_BITS - 1) / ASH_WORD_BITS * UNIT;
        size_t at = suite_alloc(r, n * G - 15, 1);
        EXPECT(at == 0 && suite_usable(r, at) == want, "a large block is not of whole units");
        EXPECT(suite_stats(r).live == want, "the live units are not those of the block");
        EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    }
    return NULL;
}

// No slab fits any more: what is left serves small requests a unit at a time.
static const char *small_off_the_slabs(const struct suite_run *r)
{
    size_t most = r->capacity / UNIT;
    EXPECT(suite_alloc(r, (most - 1) * UNIT, 1) == 0, "a large block is refused");
    size_t at = suite_alloc(r, 1, 1);
    EXPECT(at == (most - 1) * UNIT && suite_usable(r, at) == UNIT, "a unit does not serve");
    EXPECT(suite_alloc(r, 1, 1) == ASH_NONE, "a full heap hands out a block");
    EXPECT(suite_free(r, at + G) == ASH_NOT_A_BLOCK, "a granule of that unit is a slot");
    EXPECT(suite_resize(r, at, UNIT) == ASH_OK, "the block is bound to a slot");
    EXPECT(suite_resize(r, at, UNIT + 1) == ASH_NO_ROOM, "a block grows past the capacity");
    EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_alloc(r, UNIT, UNIT) == at, "a unit that was free is refused");
    return NULL;
}

// A slab would take more units than a run has, and a block of one slot does not.
static const char *small_in_a_run_too_short(const struct suite_run *r)
{
    size_t slot = 1;
    while (suite_slab_units(r, suite_slot(slot)) <= 2) slot++;
    size_t most = r->capacity / UNIT;
    EXPECT(suite_alloc(r, (most - 2) * UNIT, 1) == 0, "a large block is refused");
    size_t at = suite_alloc(r, slot * G, 1);
    EXPECT(at == (most - 2) * UNIT, "a small block is refused though a run is long enough");
    EXPECT(suite_heap(r)->slabs.layout.row[most - 2] == 0, "half a slab is carved");
    EXPECT(suite_alloc(r, UNIT, UNIT) != ASH_NONE || slot > ASH_WORD_BITS, "the rest is lost");
    return NULL;
}

static const char *aligned_runs(const struct suite_run *r)
{
    for (size_t a = 2; a <= 32; a *= 2) {
        for (size_t n = 1; n <= 3; n++) {
            suite_init(r, r->capacity);
            EXPECT(suite_alloc(r, 3 * UNIT, 1) == 0, "the first block does not start at 0");
            size_t want = (3 + a - 1) / a * a;
            for (size_t i = 0; i < 3; i++) {
                size_t at = suite_alloc(r, n * UNIT, a * UNIT);
                EXPECT(at != ASH_NONE && at % (a * UNIT) == 0, "a block is not aligned");
                EXPECT(i > 0 || at == want * UNIT, "the lowest aligned place is passed over");
                EXPECT(suite_usable(r, at) == n * UNIT, "an aligned block has another size");
                EXPECT(suite_check(r), "check finds the state unsound");
            }
            size_t before = suite_alloc(r, (want - 3) * UNIT, 1);
            EXPECT(want == 3 || before != ASH_NONE, "what alignment left cannot be had");
        }
    }
    return NULL;
}

static const char *resize_both_ways(const struct suite_run *r)
{
    size_t most = r->capacity / UNIT;
    EXPECT(suite_alloc(r, 3 * UNIT, 1) == 0, "the first block does not start at 0");
    for (size_t n = 3; n <= most; n += 7)
        EXPECT(suite_resize(r, 0, n * UNIT - 1) == ASH_OK && suite_usable(r, 0) == n * UNIT,
               "a block cannot grow over idle units");
    for (size_t n = most; n >= 1; n -= n > 5 ? 5 : 1) {
        EXPECT(suite_resize(r, 0, n * UNIT) == ASH_OK && suite_usable(r, 0) == n * UNIT,
               "a block cannot shrink");
        EXPECT(suite_stats(r).free == r->capacity - n * UNIT, "what it left is not free");
        EXPECT(suite_check(r), "check finds the state unsound");
        if (n == 1) break;
    }
    EXPECT(suite_alloc(r, (most - 1) * UNIT, 1) == UNIT, "what it left is not one run");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, 0, UNIT + 1) == ASH_NO_ROOM, "a block grows over another");
    EXPECT(suite_resize(r, UNIT, (most - 1) * UNIT + 1) == ASH_NO_ROOM, "a block leaves the heap");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    EXPECT(suite_resize(r, 0, 1) == ASH_OK && suite_usable(r, 0) == UNIT, "less than a unit");
    return NULL;
}

static const char *free_sized(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    size_t small = suite_alloc(r, 3 * G, 1), large = suite_alloc(r, 3 * UNIT, 1);
    EXPECT(small != ASH_NONE && large != ASH_NONE, "a request is refused on a fresh heap");
    const size_t starts[] = {small, large};
    for (size_t i = 0; i < 2; i++) {
        size_t at = starts[i], size = suite_usable(r, at);
        uint64_t before = suite_fingerprint(r);
        EXPECT(ash_heap_free_sized(s, at, 0) == ASH_BAD_SIZE, "a block of no units is freed");
        EXPECT(ash_heap_free_sized(s, at, size + 1) == ASH_BAD_SIZE, "a size above is accepted");
        EXPECT(ash_heap_free_sized(s, at, SIZE_MAX) == ASH_BAD_SIZE, "SIZE_MAX is accepted");
        EXPECT(ash_heap_free_sized(s, at + G, G) == ASH_NOT_A_BLOCK, "an inside is accepted");
        EXPECT(ash_heap_free_sized(s, at + 1, 0) == ASH_NOT_A_BLOCK, "an inside is accepted");
        EXPECT(ash_heap_free_sized(s, at + size, size) == ASH_ALREADY_FREE, "a free place is");
        EXPECT(ash_heap_free_sized(s, r->capacity, 1) == ASH_OUT_OF_RANGE, "the end is");
        EXPECT(suite_fingerprint(r) == before, "a refused free changed the state");
        EXPECT(ash_heap_free_sized(s, at, i == 0 ? size : 1) == ASH_OK, "a live block stays");
        EXPECT(ash_heap_free_sized(s, at, 1) == ASH_ALREADY_FREE, "a double free is accepted");
    }
    EXPECT(suite_stats(r).blocks == 0, "a block stays live");
    return NULL;
}

// ---- a refusal is right: after many allocs and frees, nothing could have served ----

static bool slot_left(const struct suite_run *r, size_t slot)
{
    const struct ash_slabs *s = &suite_heap(r)->slabs;
    for (size_t u = 0; u < r->capacity / UNIT; u++) {
        if (s->layout.row[u] == 0 || s->layout.base[u] != u ||
            s->layout.shapes.size[s->layout.row[u]] != slot)
            continue;
        size_t end = (u + s->layout.shapes.units[s->layout.row[u]]) * ASH_WORD_BITS;
        for (size_t g = u * ASH_WORD_BITS; g + slot <= end; g += slot) {
            if (!ash_word_test(s->live[g / ASH_WORD_BITS], g % ASH_WORD_BITS)) return true;
        }
    }
    return false;
}

static size_t longest_run(const struct suite_run *r)
{
    const struct ash_runs *s = &suite_heap(r)->runs;
    size_t most = 0;
    for (size_t u = 0; u < s->limit; u = s->next[u]) {
        if (s->idle[u] != 0 && s->next[u] - u > most) most = s->next[u] - u;
    }
    return most;
}

static const char *refused_rightly(const struct suite_run *r, size_t n, size_t a)
{
    size_t m = (n + a - 1) / a * a;
    if (m <= ASH_SLOT_TOP && a <= ASH_WORD_BITS)
        EXPECT(!slot_left(r, suite_slot(m)), "a block is refused though a slot is free");
    size_t units = (n + ASH_WORD_BITS - 1) / ASH_WORD_BITS;
    size_t more = a <= ASH_WORD_BITS ? 0 : a / ASH_WORD_BITS - 1;
    EXPECT(longest_run(r) < units + more, "a block is refused though a run is long enough");
    return NULL;
}

#define BLOCKS 64

static const char *refuses_only_what_cannot_be(const struct suite_run *r)
{
    size_t at[BLOCKS], size[BLOCKS];
    uint64_t seed = 1618033988;
    for (size_t i = 0; i < BLOCKS; i++) at[i] = ASH_NONE;
    for (size_t g = 0; g < r->capacity / G; g++) r->port->memory[g] = 0;
    for (size_t step = 0; step < 4000; step++) {
        size_t i = suite_random(&seed, BLOCKS);
        if (at[i] != ASH_NONE) {
            EXPECT(suite_heap_mark(r, at[i], size[i], 0), "a block has moved");
            EXPECT(suite_free(r, at[i]) == ASH_OK, "a live block cannot be freed");
        }
        size_t n = 1 + suite_random(&seed, suite_random(&seed, 2) == 0 ? 20 : 16 * ASH_WORD_BITS);
        size_t a = (size_t)1 << suite_random(&seed, suite_random(&seed, 4) == 0 ? 10 : 1);
        at[i] = suite_alloc(r, n * G, a * G);
        if (at[i] == ASH_NONE) {
            const char *why = refused_rightly(r, n, a);
            if (why != NULL) return why;
            continue;
        }
        size[i] = suite_usable(r, at[i]);
        EXPECT(size[i] >= n * G && at[i] % (a * G) == 0, "a block is not as asked");
        EXPECT(suite_heap_mark(r, at[i], size[i], 1), "two blocks overlap");
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"capacity_in_units", SUITE_SLABS, capacity_in_units},
    {"lengths_in_units", SUITE_SLABS, lengths_in_units},
    {"small_off_the_slabs", SUITE_SLABS, small_off_the_slabs},
    {"small_in_a_run_too_short", SUITE_SLABS, small_in_a_run_too_short},
    {"aligned_runs", SUITE_SLABS, aligned_runs},
    {"resize_both_ways", SUITE_SLABS, resize_both_ways},
    {"free_sized", SUITE_SLABS, free_sized},
    {"refuses_only_what_cannot_be", SUITE_SLABS, refuses_only_what_cannot_be},
};
SUITE_GROUP(ash_suite_heap_runs, tests);
