// SPDX-License-Identifier: MIT
// What only one input shows. Each of these was found by asking what a change of the core, which no
// other test noticed, could come to.
#include "suite_heap.h"

static void fill_state(const struct suite_run *r, unsigned char with)
{
    suite_fill(r->port->state, sizeof *r->port->state, with);
}

// Is the state what it was filled with, from there on, for a few words?
static bool untouched(const struct suite_run *r, const void *end)
{
    const unsigned char *behind = (const unsigned char *)(r->port->state + 1), *p = end;
    for (size_t i = 0; i < 2 * sizeof(ash_word); i++) {
        if (p + i < behind && p[i] != 0xA5) return false;
    }
    return true;
}

// ---- init keeps to its own ----

static const char *init_stays_inside(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    fill_state(r, 0xA5);
    ash_set_init(&s->runs.heads);
    EXPECT(untouched(r, &s->runs.heads + 1), "the init of a set writes behind it");
    fill_state(r, 0xA5);
    ash_octaves_init(&s->runs.fits.octaves);
    EXPECT(untouched(r, &s->runs.fits.octaves + 1), "the init of octaves writes behind them");
    fill_state(r, 0xA5);
    ash_layout_init(&s->slabs.layout, ASH_UNITS);
    EXPECT(untouched(r, &s->slabs.layout + 1), "the init of a layout writes behind it");
    suite_init(r, r->capacity);
    return NULL;
}

// ---- runs ----

static const char *sizes_beyond_any(const struct suite_run *r)
{
    struct ash_runs *s = &suite_heap(r)->runs;
    ash_runs_init(s, ASH_UNITS);
    EXPECT(ash_runs_take_aligned(s, SIZE_MAX, 2) == ASH_UNITS, "a run of SIZE_MAX units is there");
    EXPECT(ash_runs_check(s), "check finds the runs unsound");
    suite_init(r, r->capacity);
    return NULL;
}

// Behind the last unit there is no run to grow into, whatever the memory there holds.
static const char *last_run_stays(const struct suite_run *r)
{
    struct ash_runs *s = &suite_heap(r)->runs;
    size_t first = ASH_UNITS / 2;
    fill_state(r, 0xFF);
    ash_runs_init(s, ASH_UNITS);
    EXPECT(ash_runs_take(s, first) == 0 && ash_runs_take(s, ASH_UNITS - first) == first,
           "two runs do not follow one another");
    EXPECT(!ash_runs_resize(s, first, ASH_UNITS), "the last run grows beyond the last unit");
    EXPECT(ash_runs_check(s), "check finds the runs unsound");
    suite_init(r, r->capacity);
    return NULL;
}

static const char *octaves_at_their_ends(const struct suite_run *r)
{
    struct ash_octaves *o = &suite_heap(r)->runs.fits.octaves;
    size_t half = ASH_SPREAD / 2;
    if (half < ASH_FITS || half + 1 >= ASH_UNITS) return NULL;
    fill_state(r, 0);
    ash_octaves_init(o);
    EXPECT(ash_octaves_find(o, ASH_FITS + 1) == ASH_UNITS, "a run is found where there is none");
    ash_octaves_put(o, 0, ASH_UNITS);
    EXPECT(ash_octaves_find(o, ASH_UNITS) == 0, "the longest run is not found");
    ash_octaves_init(o);
    ash_octaves_put(o, 1, half + half / 64 + 1);
    EXPECT(ash_octaves_find(o, ASH_UNITS + 2) == ASH_UNITS, "a run is found that is too short");
    ash_octaves_init(o);
    ash_octaves_put(o, 0, half + 1);
    EXPECT(ash_octaves_find(o, ASH_UNITS + 2) == ASH_UNITS, "a run is found that is too short");
    EXPECT(ash_octaves_check(o), "check refuses a run");
    o->length[ASH_NODES / 2 >> (ASH_OCTAVES - 1) | 1] = (ash_unit)(half + 1);
    EXPECT(!ash_octaves_check(o), "check accepts a run in the region of another");
    suite_init(r, r->capacity);
    return NULL;
}

// ---- slabs ----

static const char *check_sees_neighbours(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    struct ash_layout *l = &s->slabs.layout;
    ash_heap_init(s, 4 * SLAB);
    s->runs.prev[s->runs.limit] = 1;
    EXPECT(!ash_heap_check(s), "check does not see what lies before the end");
    ash_heap_init(s, 4 * SLAB);
    s->slabs.open[0].leaf[0] = 1;
    EXPECT(!ash_slabs_check(&s->slabs), "check accepts an open slab of no row");
    ash_heap_init(s, 4 * SLAB);
    ash_layout_begin(l, 0, 1);
    ash_layout_begin(l, l->shapes.units[1], 1);
    EXPECT(ash_layout_check(l), "check refuses two slabs side by side");
    l->base[1] = 1;
    EXPECT(!ash_layout_check(l), "check accepts a unit of a slab that says it is another's");
    suite_init(r, r->capacity);
    return NULL;
}

// Of two slabs of a row the second has free slots, and both are said to.
static const char *check_sees_a_slab_without_room(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    struct ash_slabs *t = &s->slabs;
    ash_heap_init(s, 4 * SLAB);
    size_t second = t->layout.shapes.units[1];
    while (t->layout.row[second] == 0)
        EXPECT(ash_heap_alloc(s, G, G) != ASH_NONE, "two slabs do not fit");
    t->racks.held[1] = 0;
    t->racks.rest[1] = 0;
    ash_set_insert(&t->open[1], second);
    EXPECT(ash_slabs_check(t), "check refuses an open slab");
    ash_set_insert(&t->open[1], 0);
    EXPECT(!ash_slabs_check(t), "check accepts a full slab as open");
    suite_init(r, r->capacity);
    return NULL;
}

// The last block of a slab whose other slots are all on the rack, which is full.
static const char *slab_empties_onto_a_full_rack(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    const struct ash_slabs *t = &s->slabs;
    size_t size = ASH_SLOT_TOP * G, last = 0, at;
    ash_heap_init(s, (size_t)ASH_UNITS * UNIT);
    size_t row = t->layout.shapes.row[ASH_SLOT_TOP - 1],
           length = t->layout.shapes.units[row] * UNIT;
    size_t slots = length / size, slabs = ASH_RACK + 2;
    if (slots < 2 || slots > ASH_RACK || slabs * length > (size_t)ASH_UNITS * UNIT) return NULL;
    for (size_t i = 0; i < slots * slabs; i++) {
        at = ash_heap_alloc(s, size, G);
        EXPECT(at < slabs * length, "slabs do not follow one another");
    }
    for (size_t i = 1; i < slots; i++)
        EXPECT(ash_heap_free(s, i * size) == ASH_OK, "a live block cannot be freed");
    while (t->racks.held[row] < ASH_RACK)
        EXPECT(ash_heap_free(s, last += length) == ASH_OK, "a live block cannot be freed");
    EXPECT(ash_heap_free(s, 0) == ASH_OK && s->kept == 0, "the slab is not kept");
    EXPECT(ash_heap_check(s), "check finds the heap unsound");
    suite_init(r, r->capacity);
    return NULL;
}

// A refill brings slots of two units, and the slab has none in any other: so none is left.
static const char *refill_of_two_units(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    const struct ash_slabs *t = &s->slabs;
    size_t n = 2 * ASH_WORD_BITS / ASH_REFILL, size = n * G, live = 0;
    if (n > ASH_WORD_BITS / 2) return NULL;
    ash_heap_init(s, 5 * SLAB);
    size_t row = t->layout.shapes.row[n - 1], u = 1;
    while (ash_heap_alloc(s, size, G) != ASH_NONE) live++;
    EXPECT(t->layout.row[5 * SLAB / UNIT - 3] == row && live >= ASH_RACK + 5 * SLAB / UNIT,
           "the slabs do not fill the heap");
    while (t->racks.held[row] < ASH_RACK) // of each unit, from the third on, all but the first
        for (size_t at = ++u * UNIT + size; at < (u + 1) * UNIT && t->racks.held[row] < ASH_RACK;
             at += size)
            EXPECT(ash_heap_free(s, at) == ASH_OK, "a live block cannot be freed");
    EXPECT(ash_heap_free(s, size) == ASH_OK && ash_heap_free(s, UNIT + size) == ASH_OK,
           "a live block cannot be freed");
    for (size_t i = 0; i < ASH_RACK; i++)
        EXPECT(ash_heap_alloc(s, size, G) > 2 * UNIT, "a slot does not come from the rack");
    EXPECT(ash_heap_alloc(s, size, G) == size, "the lowest slot does not come first");
    EXPECT(ash_heap_check(s), "check finds the heap unsound");
    EXPECT(ash_heap_alloc(s, size, G) == UNIT + size, "a free slot is lost");
    suite_init(r, r->capacity);
    return NULL;
}

// Of a slab only the first unit and the third have a free slot: one is brought, the other found later.
static const char *refill_leaves_a_unit_between(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    size_t n = ASH_WORD_BITS / ASH_REFILL, size = n * G, row = 0;
    ash_heap_init(s, 3 * SLAB);
    while (ash_heap_alloc(s, size, G) != ASH_NONE) row = s->slabs.layout.shapes.row[n - 1];
    for (size_t at = SLAB + size; s->slabs.racks.held[row] < ASH_RACK; at += size)
        if (at % SLAB != 0) EXPECT(ash_heap_free(s, at) == ASH_OK, "a live block cannot be freed");
    EXPECT(ash_heap_free(s, 0) == ASH_OK && ash_heap_free(s, 2 * UNIT) == ASH_OK,
           "a live block cannot be freed");
    for (size_t i = 0; i < ASH_RACK; i++)
        EXPECT(ash_heap_alloc(s, size, G) > SLAB, "a slot does not come from the rack");
    EXPECT(ash_heap_alloc(s, size, G) == 0, "the lowest slot does not come first");
    EXPECT(ash_heap_check(s), "check finds the heap unsound");
    EXPECT(ash_heap_alloc(s, size, G) == 2 * UNIT, "a free slot is lost");
    suite_init(r, r->capacity);
    return NULL;
}

static const char *misuse_before_size(const struct suite_run *r)
{
    struct ash_heap *s = suite_heap(r);
    size_t at = suite_alloc(r, 3 * G, 1);
    EXPECT(ash_heap_free_sized(s, at + G, 0) == ASH_NOT_A_BLOCK, "an inside has a size");
    EXPECT(suite_free(r, at) == ASH_OK, "a live block cannot be freed");
    EXPECT(ash_heap_free_sized(s, at, 0) == ASH_ALREADY_FREE, "a free place has a size");
    return NULL;
}

// ---- the record of blocks, and spans ----

// Behind the limit the record may hold anything.
static const char *nothing_counts_behind_the_limit(const struct suite_run *r)
{
    struct ash_spans *p = &r->port->state->bucket.spans;
    ash_blocks_init(&p->blocks, 0);
    p->blocks.used.word[0] = 1;
    EXPECT(ash_blocks_check(&p->blocks), "check reads behind a limit of 0");
    suite_init(r, r->capacity);
    return NULL;
}

static const char *check_sees_a_span_over_the_end(const struct suite_run *r)
{
    struct ash_spans *p = &r->port->state->bucket.spans;
    size_t slot = ASH_SLOT_MOST;
    ash_spans_init(p, 2 * ASH_SPAN * G);
    ash_spans_begin(p, 1, slot);
    EXPECT(ash_spans_check(p), "check refuses a span");
    p->blocks.limit -= ASH_SPAN % slot != 0 ? 1 : slot;
    EXPECT(!ash_spans_check(p), "check accepts a span over the end");
    suite_init(r, r->capacity);
    return NULL;
}

// A number that stands for no span and slot may be in the set.
static const char *check_asks_of_spans_alone(const struct suite_run *r)
{
    struct ash_spans *p = &r->port->state->bucket.spans;
    size_t behind = (size_t)ASH_SLOT_MOST * ASH_PAGES;
    ash_spans_init(p, 2 * ASH_SPAN * G);
    if (behind < ASH_SET_MEMBERS) ash_set_insert(&p->open, behind);
    EXPECT(ash_spans_check(p), "check asks for the span of a number behind all");
    suite_init(r, r->capacity);
    return NULL;
}

// A large block, and a span behind it, of which the list makes one block.
static const char *check_sees_a_span_within_a_block(const struct suite_run *r)
{
    struct ash_bucket *s = &r->port->state->bucket;
    ash_bucket_init(s, 4 * ASH_SPAN * G);
    EXPECT(ash_bucket_alloc(s, ASH_SPAN * G, 1) == 0 && ash_bucket_alloc(s, G, 1) == ASH_SPAN * G,
           "a span does not follow a block of its length");
    EXPECT(ash_bucket_check(s), "check refuses a block and a span");
    ash_bits_put(&s->list.blocks.start, ASH_SPAN, ASH_SPAN + 1, false);
    s->list.next[0] = 2 * ASH_SPAN;
    s->list.prev[2 * ASH_SPAN] = 0;
    EXPECT(ash_list_check(&s->list), "the list refuses one block in place of two");
    EXPECT(!ash_bucket_check(s), "check accepts a span that is part of a block");
    suite_init(r, r->capacity);
    return NULL;
}

static const char *check_sees_too_many_granules(const struct suite_run *r)
{
    struct ash_list *s = &r->port->state->list;
    fill_state(r, 0);
    ash_list_init(s, (size_t)ASH_LIST_GRANULES * G);
    EXPECT(ash_list_check(s), "check refuses an empty list");
    s->blocks.limit = (size_t)ASH_LIST_GRANULES + 1;
    s->next[0] = ASH_LIST_GRANULES + 1;
    EXPECT(!ash_list_check(s), "check accepts more granules than the state holds");
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"init_stays_inside", SUITE_SLABS, init_stays_inside},
    {"sizes_beyond_any", SUITE_SLABS, sizes_beyond_any},
    {"last_run_stays", SUITE_SLABS, last_run_stays},
    {"octaves_at_their_ends", SUITE_SLABS, octaves_at_their_ends},
    {"check_sees_neighbours", SUITE_SLABS, check_sees_neighbours},
    {"check_sees_a_slab_without_room", SUITE_SLABS, check_sees_a_slab_without_room},
    {"slab_empties_onto_a_full_rack", SUITE_SLABS, slab_empties_onto_a_full_rack},
    {"refill_of_two_units", SUITE_SLABS, refill_of_two_units},
    {"refill_leaves_a_unit_between", SUITE_SLABS, refill_leaves_a_unit_between},
    {"misuse_before_size", SUITE_SLABS, misuse_before_size},
    {"nothing_counts_behind_the_limit", SUITE_SPANS, nothing_counts_behind_the_limit},
    {"check_sees_a_span_over_the_end", SUITE_SPANS, check_sees_a_span_over_the_end},
    {"check_asks_of_spans_alone", SUITE_SPANS, check_asks_of_spans_alone},
    {"check_sees_a_span_within_a_block", SUITE_SPANS, check_sees_a_span_within_a_block},
    {"check_sees_too_many_granules", SUITE_LINKS, check_sees_too_many_granules},
};
SUITE_GROUP(ash_suite_edges, tests);
