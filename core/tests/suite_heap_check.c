// SPDX-License-Identifier: MIT
// Heap's check sees damage to each thing that heap keeps: a state is spoilt in one place, and must
// be called unsound.
#include "suite_heap.h"

// Where things are in the state that is spoilt, in units: slabs of slots of 1, of 3 and of
// ASH_SLOT_TOP granules, the last of them empty; then a large block, a hole, a large block, and
// nothing more. Of the ones, in slabs of two units, granules 0 and 1 are live, the rack is full, and
// the rest is open; in the second the first slot alone is live.
#define ONES 0
#define THREES 2
static size_t tops, large, hole, last;

static struct ash_heap *scene(const struct suite_run *r)
{
    suite_init(r, r->capacity);
    struct ash_heap *s = suite_heap(r);
    tops = THREES + suite_slab_units(r, 3);
    large = tops + 2;
    hole = large + 3;
    last = hole + 2;
    bool made = suite_alloc(r, G, 1) == 0 && suite_alloc(r, 3 * G, 1) == THREES * UNIT &&
                suite_alloc(r, ASH_SLOT_TOP * G, 1) == tops * UNIT;
    for (size_t i = 1; i < 2 * ASH_WORD_BITS; i++) made = made && suite_alloc(r, G, 1) < 2 * UNIT;
    for (size_t i = 2 * ASH_WORD_BITS; i-- > 2;) made = made && suite_free(r, i * G) == ASH_OK;
    made = made && suite_alloc(r, 3 * UNIT, 1) == large * UNIT &&
           suite_alloc(r, 2 * UNIT, 2 * UNIT) != ASH_NONE;
    made = made && suite_free(r, tops * UNIT) == ASH_OK;
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

static void kept_nowhere(struct ash_heap *s)
{
    s->kept = ASH_UNITS;
}

static void kept_beyond(struct ash_heap *s)
{
    s->kept = s->runs.limit;
}

static void kept_is_no_slab(struct ash_heap *s)
{
    s->kept = large;
}

static void kept_inside_a_slab(struct ash_heap *s)
{
    s->kept = tops + 1;
}

static void kept_in_use(struct ash_heap *s)
{
    s->kept = THREES; // while another is empty
}

static void limits_differ(struct ash_heap *s)
{
    s->slabs.layout.limit--;
}

static void limit_too_high(struct ash_heap *s)
{
    s->slabs.layout.limit = s->runs.limit = ASH_UNITS + 1;
}

static void row_of_none_not_full(struct ash_heap *s)
{
    s->slabs.racks.held[0] = 0;
}

static void rack_too_full(struct ash_heap *s)
{
    s->slabs.racks.held[row(s, 1)] = ASH_RACK + 1;
}

static void rack_of_the_live(struct ash_heap *s)
{
    s->slabs.racks.slot[row(s, 1)][0] = 1;
}

static void rack_twice_the_same(struct ash_heap *s)
{
    uint32_t *rack = s->slabs.racks.slot[row(s, 1)];
    rack[1] = rack[0];
}

static void rack_of_another_row(struct ash_heap *s)
{
    s->slabs.racks.slot[row(s, 1)][0] = THREES * ASH_WORD_BITS + 3;
}

static void rack_of_no_slab(struct ash_heap *s)
{
    s->slabs.racks.slot[row(s, 1)][0] = (uint32_t)(last * ASH_WORD_BITS);
}

static void rack_beyond(struct ash_heap *s)
{
    s->slabs.racks.slot[row(s, 1)][0] = (uint32_t)(s->runs.limit * ASH_WORD_BITS);
}

static void rack_between_slots(struct ash_heap *s)
{
    s->slabs.racks.slot[row(s, 3)][0]++;
}

static void slot_forgotten(struct ash_heap *s)
{
    ash_set_remove(&s->slabs.open[row(s, 1)], ONES);
}

static void closed_unit_open(struct ash_heap *s)
{
    size_t u = tops + 1; // in which no slot starts
    ash_set_insert(&s->slabs.open[row(s, ASH_SLOT_TOP)], u);
}

static void open_in_another_row(struct ash_heap *s)
{
    ash_set_insert(&s->slabs.open[row(s, 3)], ONES);
}

static void open_off_the_slabs(struct ash_heap *s)
{
    ash_set_insert(&s->slabs.open[row(s, 1)], large);
}

static void open_beyond(struct ash_heap *s)
{
    ash_set_insert(&s->slabs.open[row(s, 1)], s->runs.limit);
}

static void open_summary(struct ash_heap *s)
{
    s->slabs.open[row(s, 1)].inner[0] ^= bit(ASH_WORD_BITS - 1);
}

static void row_of_no_size(struct ash_heap *s)
{
    s->slabs.layout.row[ONES] = ASH_ROWS + 1;
}

static void row_of_another_size(struct ash_heap *s)
{
    s->slabs.layout.row[ONES + 1] = (uint8_t)row(s, 2);
}

static void row_of_a_large_block(struct ash_heap *s)
{
    s->slabs.layout.row[large] = (uint8_t)row(s, 1);
    s->slabs.layout.base[large] = (ash_unit)large;
}

static void slab_without_its_row(struct ash_heap *s)
{
    s->slabs.layout.row[ONES] = 0;
}

static void base_elsewhere(struct ash_heap *s)
{
    s->slabs.layout.base[ONES + 1] = ONES + 1;
}

static void base_above(struct ash_heap *s)
{
    s->slabs.layout.base[ONES] = ONES + 1;
}

static void live_between_slots(struct ash_heap *s)
{
    s->slabs.live[THREES] ^= bit(1);
}

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

static void large_twice_live(struct ash_heap *s)
{
    s->slabs.live[large] ^= bit(1);
}

static void large_not_live(struct ash_heap *s)
{
    s->slabs.live[large] = 0;
}

static void live_inside_a_large_block(struct ash_heap *s)
{
    s->slabs.live[large + 1] = bit(0);
}

static void live_where_all_is_idle(struct ash_heap *s)
{
    s->slabs.live[s->runs.limit - 1] = bit(0);
}

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
    {"check accepts the inside of a slot on a rack", rack_between_slots},
    {"check accepts a free slot that nobody can get", slot_forgotten},
    {"check accepts an open unit without a slot", closed_unit_open},
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

// A bit of the live ones, each in turn: of a slot that is open it makes another sound heap.
static const char *check_sees_a_flipped_live(const struct suite_run *r)
{
    struct ash_heap *s = scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t g = THREES * ASH_WORD_BITS; g < (last + 4) * ASH_WORD_BITS; g++) {
        size_t u = g / ASH_WORD_BITS, slot = (g - THREES * ASH_WORD_BITS) % 3;
        if (u < tops && slot == 0) continue;
        if (u == tops && g % ASH_WORD_BITS == 0) continue;
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
