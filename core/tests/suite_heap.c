// SPDX-License-Identifier: MIT
// Heap: which slot a small block gets, how slabs come and go, and which of them stays.
#include "suite_heap.h"

bool suite_heap_mark(const struct suite_run *r, size_t at, size_t size, unsigned char with)
{
    if (at % G != 0 || at > r->capacity || size > r->capacity - at) return false;
    for (size_t g = at / G; g < (at + size) / G; g++) {
        if (with != 0 && r->port->memory[g] != 0) return false;
        r->port->memory[g] = with;
    }
    return true;
}

static void mark_none(const struct suite_run *r)
{
    for (size_t g = 0; g < r->capacity / G; g++) r->port->memory[g] = 0;
}

// Of each number of granules, down to the unit: what the block gets, and how far it can grow.
static const char *slot_sizes(const struct suite_run *r)
{
    for (size_t n = 1; n <= ASH_SLOT_TOP; n++) {
        size_t slot = suite_slot(n) * G;
        size_t at = suite_alloc(r, n * G - 15, 1);
        EXPECT(at != ASH_NONE && suite_usable(r, at) == slot, "a block is in another slot");
        EXPECT(suite_stats(r).live == slot, "the live units are not those of the slot");
        uint64_t before = suite_fingerprint(r);
        EXPECT(suite_resize(r, at, 1) == ASH_OK, "a block cannot shrink");
        EXPECT(suite_resize(r, at, slot) == ASH_OK, "a block cannot grow within its slot");
        EXPECT(suite_resize(r, at, slot + 1) == ASH_NO_ROOM, "a block grows out of its slot");
        EXPECT(suite_resize(r, at, 0) == ASH_BAD_SIZE, "a block of no units is made");
        EXPECT(suite_usable(r, at) == slot, "a resize within the slot changed the size");
        EXPECT(suite_fingerprint(r) == before, "a resize within the slot changed the state");
        EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    }
    EXPECT(suite_usable(r, suite_alloc(r, ASH_SLOT_TOP * G + 1, 1)) == 3 * UNIT,
           "a block larger than any slot is not of whole units");
    return NULL;
}

// Slots of fresh slabs of slots of one granule are handed out from the lowest on.
static const char *slots_in_order(const struct suite_run *r)
{
    for (size_t i = 0; i <= 2 * ASH_WORD_BITS; i++)
        EXPECT(suite_alloc(r, G, 1) == i * G, "the lowest slot of a fresh slab is passed over");
    return NULL;
}

// The last freed is the first to be had again, up to what the rack holds; then the lowest unit.
static const char *rack_overflows(const struct suite_run *r)
{
    size_t count = 6 * ASH_WORD_BITS; // three slabs
    for (size_t i = 0; i < count; i++)
        EXPECT(suite_alloc(r, G, 1) < count * G, "three slabs do not hold what they must");
    EXPECT(suite_heap(r)->slabs.racks.held[1] == 0, "a slot is free that nobody freed");
    for (size_t i = 0; i < count; i += 2)
        EXPECT(suite_free(r, i * G) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_heap(r)->slabs.racks.held[1] == ASH_RACK, "the rack is not full");
    EXPECT(suite_check(r), "check finds a full rack unsound");
    for (size_t i = ASH_RACK; i > 0; i--)
        EXPECT(suite_alloc(r, G, 1) == 2 * (i - 1) * G, "the last freed is not the first had");
    EXPECT(suite_alloc(r, G, 1) == 2 * ASH_RACK * G, "the lowest open unit is passed over");
    size_t again = ASH_RACK + 1;
    while (suite_alloc(r, G, 1) < count * G) again++;
    EXPECT(again == count / 2, "a freed slot is lost");
    return NULL;
}

// Blocks of every size at every alignment up to a unit, until the heap is full.
static const char *slots_align(const struct suite_run *r)
{
    for (size_t a = 1; a <= ASH_WORD_BITS; a *= 2) {
        suite_init(r, r->capacity);
        mark_none(r);
        bool refused = false;
        for (size_t n = 1; !refused; n = n % ASH_SLOT_TOP + 1) {
            size_t at = suite_alloc(r, n * G, a * G);
            refused = at == ASH_NONE;
            if (refused) break;
            EXPECT(at % (a * G) == 0, "a block is not aligned as asked");
            EXPECT(suite_usable(r, at) >= n * G, "a block is shorter than asked");
            EXPECT(suite_heap_mark(r, at, suite_usable(r, at), 1), "two blocks overlap");
        }
        EXPECT(suite_stats(r).blocks >= ASH_SLOT_TOP / 2, "the heap runs out too early");
    }
    return NULL;
}

// The most units beyond a size that a block gets: the line "lost to rounding" of core/README.md,
// which holds of words of 64 bits. The size is one that the alignment divides.
static size_t most_lost(size_t size)
{
    return size <= 512 ? 15 : size <= 1024 ? 31 : size <= 2048 ? 63 : 1023;
}

// Of every size at every alignment; and where the alignment is 1, that as much does get lost.
static const char *lost_to_rounding(const struct suite_run *r)
{
    for (size_t a = 1; ASH_WORD_BITS == 64 && a <= 4 * UNIT; a *= 2) {
        size_t step = a < UNIT ? a : UNIT;
        for (size_t size = 1, most = 0; size <= 4 * UNIT; size++) {
            size_t even = (size + step - 1) / step * step, limit = most_lost(even);
            size_t at = suite_alloc(r, size, a), got = suite_usable(r, at);
            EXPECT(at != ASH_NONE && got >= size, "a block is shorter than asked");
            EXPECT(got >= even && got - even <= limit, "more is lost than core/README.md says");
            EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
            most = got - even > most ? got - even : most;
            if (a != 1 || limit == most_lost(size + 1)) continue;
            EXPECT(most == limit, "less is lost than core/README.md says");
            most = 0;
        }
    }
    return NULL;
}

// Is the slab of slots of n granules that starts at that unit there?
static bool is_slab(const struct suite_run *r, size_t unit, size_t n)
{
    const struct ash_slabs *s = &suite_heap(r)->slabs;
    return s->layout.row[unit] != 0 && s->layout.base[unit] == unit &&
           s->layout.shapes.size[s->layout.row[unit]] == n;
}

static const char *one_empty_slab_stays(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    EXPECT(suite_alloc(r, G, 1) == 0 && suite_alloc(r, 2 * G, 1) == SLAB, "not two slabs");
    EXPECT(s->kept == ASH_UNITS, "a slab is kept that is in use");
    EXPECT(suite_free(r, 0) == ASH_OK && s->kept == 0 && is_slab(r, 0, 1), "it is given back");
    size_t at = suite_alloc(r, G, 1);
    EXPECT(at < SLAB && s->kept == 0, "the slab that stayed does not serve");
    EXPECT(suite_free(r, SLAB) == ASH_OK && s->kept == ASH_SLAB_LEAST,
           "the empty slab is not kept");
    EXPECT(suite_free(r, at) == ASH_OK && s->kept == 0, "the last empty slab is not kept");
    EXPECT(is_slab(r, 0, 1) && s->slabs.layout.row[ASH_SLAB_LEAST] == 0, "two empty slabs stay");
    EXPECT(s->runs.idle[ASH_SLAB_LEAST] != 0, "the slab that went is not idle");
    EXPECT(suite_alloc(r, 2 * G, 1) == SLAB, "a slab that went is not carved anew");
    return NULL;
}

// A slab that was kept, and is in use again, is not given back with the next one that empties.
static const char *kept_slab_in_use_stays(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    EXPECT(suite_alloc(r, G, 1) == 0 && suite_alloc(r, 2 * G, 1) == SLAB, "not two slabs");
    EXPECT(suite_free(r, 0) == ASH_OK && s->kept == 0, "the empty slab is not kept");
    size_t at = suite_alloc(r, G, 1);
    EXPECT(at < SLAB && s->kept == 0, "the slab that stayed does not serve");
    EXPECT(suite_free(r, SLAB) == ASH_OK, "a live block cannot be freed");
    EXPECT(is_slab(r, 0, 1) && s->kept == ASH_SLAB_LEAST, "the slab in use went");
    EXPECT(suite_usable(r, at) == G, "the block in it went");
    return NULL;
}

static const char *kept_slab_makes_room(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, G, 1) == 0 && suite_free(r, 0) == ASH_OK, "a block cannot be freed");
    EXPECT(suite_alloc(r, r->capacity - SLAB, 1) == SLAB, "the kept slab went too early");
    EXPECT(suite_alloc(r, SLAB + 1, 1) == ASH_NONE, "more than there is is given");
    EXPECT(suite_heap(r)->kept == ASH_UNITS, "a refusal comes with a slab still kept");
    EXPECT(suite_alloc(r, SLAB, UNIT) == 0, "what the kept slab took cannot be had");
    EXPECT(suite_free(r, SLAB) == ASH_OK && suite_free(r, 0) == ASH_OK, "it stays live");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

// One slab of each size, all emptied, in either order: one stays, and the capacity is whole.
static const char *whole_after_every_slab(const struct suite_run *r)
{
    for (size_t turn = 0; turn < 2; turn++) {
        size_t at[ASH_SLOT_TOP], count = 0;
        for (size_t n = 1; n <= ASH_SLOT_TOP && count < 30; n = suite_slot(n + 1), count++) {
            at[count] = suite_alloc(r, n * G, 1);
            EXPECT(at[count] != ASH_NONE, "a slab is refused though there is room");
        }
        for (size_t i = 0; i < count; i++)
            EXPECT(suite_free(r, at[turn == 0 ? i : count - 1 - i]) == ASH_OK, "it stays live");
        size_t slabs = 0;
        for (size_t u = 0; u < r->capacity / UNIT; u++) {
            const struct ash_slabs *s = &suite_heap(r)->slabs;
            slabs += s->layout.row[u] != 0 && s->layout.base[u] == u;
        }
        EXPECT(slabs == 1, "more than one empty slab stays, or none");
        EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
        EXPECT(suite_free(r, 0) == ASH_OK, "the whole capacity cannot be freed");
        EXPECT(suite_check(r), "check finds the state unsound");
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"slot_sizes", SUITE_SLABS, slot_sizes},
    {"lost_to_rounding", SUITE_SLABS, lost_to_rounding},
    {"slots_in_order", SUITE_SLABS, slots_in_order},
    {"rack_overflows", SUITE_SLABS, rack_overflows},
    {"slots_align", SUITE_SLABS, slots_align},
    {"one_empty_slab_stays", SUITE_SLABS, one_empty_slab_stays},
    {"kept_slab_in_use_stays", SUITE_SLABS, kept_slab_in_use_stays},
    {"kept_slab_makes_room", SUITE_SLABS, kept_slab_makes_room},
    {"whole_after_every_slab", SUITE_SLABS, whole_after_every_slab},
};
SUITE_GROUP(ash_suite_heap, tests);
