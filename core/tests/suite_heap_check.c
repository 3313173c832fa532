// SPDX-License-Identifier: MIT
// Heap's check sees damage to each thing that heap keeps: a state is spoilt in one place, and must
// be called unsound.
#include "suite_heap.h"

// Where things are in the state that is spoilt, in units: slabs of slots of 1, of 3 and of
// ASH_SLOT_TOP granules, the last of them empty; then a large block, a hole, a large block, and
// nothing more. Of the ones, in a slab of ASH_SLAB_LEAST units, granules 0 and 1 are live, the rack is full, and
// the rest is open; in the second the first slot alone is live.
#define ONES 0
#define THREES ASH_SLAB_LEAST
static size_t tops, large, hole, last;

static struct ash_heap *scene(const struct suite_run *r)
{
    suite_init(r, r->capacity);
    struct ash_heap *s = suite_heap(r);
    tops = THREES + suite_slab_units(r, 3);
    large = tops + ASH_SLAB_LEAST;
    hole = large + 3;
    last = hole + 2;
    bool made = suite_alloc(r, G, 1) == 0 && suite_alloc(r, 3 * G, 1) == THREES * UNIT;
    for (size_t u = tops; u < large; u += 2)
        made = made && suite_alloc(r, ASH_SLOT_TOP * G, 1) == u * UNIT;
    size_t ones = ASH_SLAB_LEAST * ASH_WORD_BITS;
    for (size_t i = 1; i < ones; i++) made = made && suite_alloc(r, G, 1) < ones * G;
    for (size_t i = ones; i-- > 2;) made = made && suite_free(r, i * G) == ASH_OK;
    made = made && suite_alloc(r, 3 * UNIT, 1) == large * UNIT &&
           suite_alloc(r, 2 * UNIT, 2 * UNIT) != ASH_NONE;
    for (size_t u = tops; u < large; u += 2) made = made && suite_free(r, u * UNIT) == ASH_OK;
    return made && s->kept == tops && suite_check(r) ? s : NULL;
}

static size_t row(const struct ash_heap *s, size_t slot)
{
    return s->slabs.layout.shapes.row[slot - 1];
}

static ash_word bit(size_t k)
{
    return (ash_word)((ash_word)1 << k);
}

// ---- each spoils one thing ----

#define SPOIL(name, what)                                                                          \
    static void name(struct ash_heap *s)                                                           \
    {                                                                                              \
        what;                                                                                      \
    }

SPOIL(kept_nowhere, s->kept = ASH_UNITS)
SPOIL(kept_beyond, s->kept = s->runs.limit)
SPOIL(kept_is_no_slab, s->kept = large)
SPOIL(kept_inside_a_slab, s->kept = tops + 1)
SPOIL(kept_in_use, s->kept = THREES) // while another is empty
SPOIL(limits_differ, s->slabs.layout.limit--)
SPOIL(limit_too_high, s->slabs.layout.limit = s->runs.limit = ASH_UNITS + 1)
SPOIL(row_of_none_not_full, s->slabs.racks.held[0] = 0)
SPOIL(rack_too_full, s->slabs.racks.held[row(s, 1)] = ASH_RACK + 1)
SPOIL(rack_of_the_live, s->slabs.racks.slot[row(s, 1)][0] = 1)

static void rack_twice_the_same(struct ash_heap *s)
{
    uint32_t *rack = s->slabs.racks.slot[row(s, 1)];
    rack[1] = rack[0];
}

SPOIL(rack_of_another_row, s->slabs.racks.slot[row(s, 1)][0] = THREES * ASH_WORD_BITS + 3)
SPOIL(rack_of_no_slab, s->slabs.racks.slot[row(s, 1)][0] = (uint32_t)(last * ASH_WORD_BITS))
SPOIL(rack_beyond, s->slabs.racks.slot[row(s, 1)][0] = (uint32_t)(s->runs.limit * ASH_WORD_BITS))

static void rack_and_besides(struct ash_heap *s)
{
    size_t g = s->slabs.racks.slot[row(s, 1)][0];
    s->slabs.racks.unit[row(s, 1)] = (uint32_t)(g / ASH_WORD_BITS);
    s->slabs.racks.rest[row(s, 1)] = bit(g % ASH_WORD_BITS);
}

SPOIL(besides_of_the_live, s->slabs.racks.rest[row(s, 3)] ^= bit(0))
SPOIL(besides_between_slots, s->slabs.racks.rest[row(s, 3)] ^= bit(1))
SPOIL(besides_of_another_row, s->slabs.racks.unit[row(s, 3)] = ONES)
SPOIL(besides_beyond, s->slabs.racks.unit[row(s, 3)] = (uint32_t)s->runs.limit)
SPOIL(slot_forgotten, ash_set_remove(&s->slabs.open[row(s, 1)], ONES))
SPOIL(closed_slab_open, ash_set_insert(&s->slabs.open[row(s, ASH_SLOT_TOP)], tops))
SPOIL(open_inside_a_slab, ash_set_insert(&s->slabs.open[row(s, 1)], ONES + 1))
SPOIL(open_in_another_row, ash_set_insert(&s->slabs.open[row(s, 3)], ONES))
SPOIL(open_off_the_slabs, ash_set_insert(&s->slabs.open[row(s, 1)], large))
SPOIL(open_beyond, ash_set_insert(&s->slabs.open[row(s, 1)], s->runs.limit))
SPOIL(open_summary, s->slabs.open[row(s, 1)].inner[0] ^= bit(ASH_WORD_BITS - 1))
SPOIL(row_of_no_size, s->slabs.layout.row[ONES] = ASH_ROWS + 1)
SPOIL(row_of_another_size, s->slabs.layout.row[ONES + 1] = (uint8_t)row(s, 2))

static void row_of_a_large_block(struct ash_heap *s)
{
    s->slabs.layout.row[large] = (uint8_t)row(s, 1);
    s->slabs.layout.base[large] = (ash_unit)large;
}

SPOIL(slab_without_its_row, s->slabs.layout.row[ONES] = 0)
SPOIL(base_elsewhere, s->slabs.layout.base[ONES + 1] = ONES + 1)
SPOIL(base_above, s->slabs.layout.base[ONES] = ONES + 1)
SPOIL(live_between_slots, s->slabs.live[THREES] ^= bit(1))

static void live_on_the_rack(struct ash_heap *s)
{
    size_t g = s->slabs.racks.slot[row(s, 1)][0];
    s->slabs.live[g / ASH_WORD_BITS] ^= bit(g % ASH_WORD_BITS);
}

static void dead_and_closed(struct ash_heap *s)
{
    s->slabs.live[THREES] = 0; // only slot in use, and its unit must be open then
    ash_set_remove(&s->slabs.open[row(s, 3)], THREES);
}

SPOIL(large_twice_live, s->slabs.live[large] ^= bit(1))
SPOIL(large_not_live, s->slabs.live[large] = 0)
SPOIL(live_inside_a_large_block, s->slabs.live[large + 1] = bit(0))
SPOIL(live_where_all_is_idle, s->slabs.live[s->runs.limit - 1] = bit(0))

static const struct {
    const char *why;
    void (*spoil)(struct ash_heap *);
} spoils[] = {
    {"check accepts an empty slab that is not kept", kept_nowhere},
    {"check accepts a kept slab beyond the limit", kept_beyond},
    {"check accepts a kept slab that is none", kept_is_no_slab},
    {"check accepts a kept slab that starts elsewhere", kept_inside_a_slab},
    {"check accepts an empty slab while another is kept", kept_in_use},
    {"check accepts two limits", limits_differ},
    {"check accepts more units than the state holds", limit_too_high},
    {"check accepts that large blocks have a rack", row_of_none_not_full},
    {"check accepts more on a rack than it holds", rack_too_full},
    {"check accepts a live slot on a rack", rack_of_the_live},
    {"check accepts the same slot twice on a rack", rack_twice_the_same},
    {"check accepts a slot of another row on a rack", rack_of_another_row},
    {"check accepts what is no slot on a rack", rack_of_no_slab},
    {"check accepts a slot beyond the limit on a rack", rack_beyond},
    {"check accepts a slot on a rack and at hand besides", rack_and_besides},
    {"check accepts a live slot at hand", besides_of_the_live},
    {"check accepts the inside of a slot at hand", besides_between_slots},
    {"check accepts a slot of another row at hand", besides_of_another_row},
    {"check accepts a unit at hand that does not exist", besides_beyond},
    {"check accepts a free slot that nobody can get", slot_forgotten},
    {"check accepts an open slab without a loose slot", closed_slab_open},
    {"check accepts the inside of a slab as an open one", open_inside_a_slab},
    {"check accepts a unit open in another row", open_in_another_row},
    {"check accepts an open unit off the slabs", open_off_the_slabs},
    {"check accepts an open unit beyond the limit", open_beyond},
    {"check accepts a wrong summary of a set", open_summary},
    {"check accepts a row that is none", row_of_no_size},
    {"check accepts two rows in one slab", row_of_another_size},
    {"check accepts a slab over a large block", row_of_a_large_block},
    {"check accepts a slab that has lost its start", slab_without_its_row},
    {"check accepts two bases in one slab", base_elsewhere},
    {"check accepts a base above its unit", base_above},
    {"check accepts a live block in no slot", live_between_slots},
    {"check accepts a live block on a rack", live_on_the_rack},
    {"check accepts a freed slot that nobody can get", dead_and_closed},
    {"check accepts two blocks in the first unit of a large one", large_twice_live},
    {"check accepts a held run that nobody holds", large_not_live},
    {"check accepts a block inside a large one", live_inside_a_large_block},
    {"check accepts a block in idle units", live_where_all_is_idle},
};

static const char *check_sees_each_spoilt_part(const struct suite_run *r)
{
    for (size_t i = 0; i < sizeof spoils / sizeof spoils[0]; i++) {
        struct ash_heap *s = scene(r);
        EXPECT(s != NULL, "a sound heap cannot be made");
        spoils[i].spoil(s);
        if (suite_check(r)) return spoils[i].why;
    }
    suite_init(r, r->capacity);
    return NULL;
}

// A bit of the live ones, in turn: of a slot that is open it makes another sound heap.
static const char *check_sees_a_flipped_live(const struct suite_run *r)
{
    struct ash_heap *s = scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t g = THREES * ASH_WORD_BITS; g < (last + 4) * ASH_WORD_BITS; g += SUITE_EVERY) {
        size_t u = g / ASH_WORD_BITS, slot = (g - THREES * ASH_WORD_BITS) % 3;
        if (u < tops && slot == 0) continue;
        s->slabs.live[u] ^= bit(g % ASH_WORD_BITS);
        EXPECT(!suite_check(r), "check does not see a flipped bit");
        s->slabs.live[u] ^= bit(g % ASH_WORD_BITS);
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

static const struct suite_test tests[] = {
    {"check_sees_each_spoilt_part", SUITE_SLABS, check_sees_each_spoilt_part},
    {"check_sees_a_flipped_live", SUITE_SLABS, check_sees_a_flipped_live},
};
SUITE_GROUP(ash_suite_heap_check, tests);
