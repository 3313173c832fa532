// SPDX-License-Identifier: MIT
// The checks of layout, racks and slabs, exactly: of slabs that are damaged in one place, or cut
// off at another limit, they must say what the invariant says, written down here anew and plainly.
#include "suite_heap.h"

static struct ash_slabs *place(const struct suite_run *r)
{
    return &suite_heap(r)->slabs;
}

static bool bit(ash_word w, size_t k)
{
    return (w >> k & 1) != 0;
}

static bool tiled(const struct ash_layout *l)
{
    if (l->limit > ASH_UNITS || !ash_shapes_check(&l->shapes)) return false;
    for (size_t u = 0; u < l->limit; u++) {
        size_t row = l->row[u], first = l->base[u];
        if (row == 0) continue;
        if (row > ASH_ROWS || first > u) return false;
        size_t units = l->shapes.units[row];
        if (u >= first + units || first + units > l->limit) return false;
        for (size_t v = 0; v < l->limit; v++) {
            bool in = v >= first && v < first + units;
            if (in && (l->row[v] != row || l->base[v] != first)) return false;
        }
    }
    return true;
}

static bool distinct(const struct ash_racks *k)
{
    if (k->held[0] != ASH_RACK) return false;
    for (size_t row = 1; row <= ASH_ROWS; row++) {
        if (k->held[row] > ASH_RACK) return false;
        for (size_t i = 0; i < k->held[row]; i++) {
            size_t g = k->slot[row][i];
            for (size_t j = 0; j < i; j++) {
                if (k->slot[row][j] == g) return false;
            }
            if (g / ASH_WORD_BITS == k->unit[row] && bit(k->rest[row], g % ASH_WORD_BITS))
                return false;
        }
    }
    return true;
}

static bool is_slot(const struct ash_layout *l, size_t g)
{
    size_t u = g / ASH_WORD_BITS, row = l->row[u];
    size_t in = (u - l->base[u]) * ASH_WORD_BITS + g % ASH_WORD_BITS;
    return row != 0 &&
           bit(l->shapes.slots[row * ASH_SLAB_MOST + in / ASH_WORD_BITS], in % ASH_WORD_BITS);
}

static bool is_free(const struct ash_slabs *s, size_t row, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    return u < s->layout.limit && s->layout.row[u] == row && is_slot(&s->layout, g) &&
           !bit(s->live[u], g % ASH_WORD_BITS);
}

static bool at_hand(const struct ash_slabs *s, size_t row, size_t g)
{
    const struct ash_racks *k = &s->racks;
    bool is = k->unit[row] == g / ASH_WORD_BITS && bit(k->rest[row], g % ASH_WORD_BITS);
    for (size_t i = 0; i < k->held[row]; i++) is = is || k->slot[row][i] == g;
    return is;
}

static bool racks_free(const struct ash_slabs *s)
{
    for (size_t row = 1; row <= ASH_ROWS; row++) {
        for (size_t i = 0; i < s->racks.held[row]; i++) {
            if (!is_free(s, row, s->racks.slot[row][i])) return false;
        }
        for (size_t k = 0; k < ASH_WORD_BITS; k++) {
            size_t g = (size_t)s->racks.unit[row] * ASH_WORD_BITS + k;
            if (bit(s->racks.rest[row], k) && !is_free(s, row, g)) return false;
        }
    }
    return true;
}

// Do blocks live where they may; and are those slabs open that have loose slots, which are as
// many as are open?
static bool living_and_open(const struct ash_slabs *s)
{
    const struct ash_layout *l = &s->layout;
    size_t must = 0, open = 0, counted = ASH_UNITS;
    for (size_t g = 0; g < l->limit * ASH_WORD_BITS; g++) {
        size_t u = g / ASH_WORD_BITS, row = l->row[u];
        bool may = row == 0 ? g % ASH_WORD_BITS == 0 : is_slot(l, g);
        if (bit(s->live[u], g % ASH_WORD_BITS) && !may) return false;
        if (row == 0 || !is_free(s, row, g) || at_hand(s, row, g)) continue;
        if (!ash_set_test(&s->open[row], l->base[u])) return false;
        must += counted != l->base[u];
        counted = l->base[u];
    }
    for (size_t row = 0; row <= ASH_ROWS; row++) {
        const struct ash_set *set = &s->open[row];
        if (!ash_set_check(set)) return false;
        if (row == 0 || ash_set_empty(set)) continue;
        for (size_t u = ash_set_least(set); u < ASH_SET_MEMBERS; open++)
            u = suite_member_from(set, u + 1);
    }
    return open == must;
}

static bool agree(const struct ash_slabs *s)
{
    bool racks = distinct(&s->racks), layout = tiled(&s->layout);
    bool sound = racks && layout && racks_free(s) && living_and_open(s);
    return ash_racks_check(&s->racks) == racks && ash_layout_check(&s->layout) == layout &&
           ash_slabs_check(s) == sound;
}

// ---- slabs by chance: some of two of row 1, one of slots of three granules, one of the longest ----

static const size_t places[] = {0, ASH_SLAB_LEAST, 2 * ASH_SLAB_LEAST, 2 * ASH_SLAB_LEAST + 9};
#define PLACES (sizeof places / sizeof places[0])
#define LIMIT (2 * ASH_SLAB_LEAST + 9 + ASH_SLAB_MOST)

static size_t row_at(const struct ash_slabs *s, size_t i)
{
    return s->layout.shapes.row[i < 2 ? 0 : i == 2 ? 2 : ASH_SLOT_TOP - 1];
}

// A granule at which a slot of the row starts, often at an end of its unit; or none.
static size_t some_slot(const struct ash_slabs *s, size_t row, uint64_t *chance)
{
    for (size_t tries = 0; tries < 40; tries++) {
        size_t k = suite_random(chance, 3) == 0 ? suite_random(chance, ASH_WORD_BITS)
                                                : suite_random(chance, 3) * (ASH_WORD_BITS - 1) / 2;
        size_t g = suite_random(chance, s->layout.limit) * ASH_WORD_BITS + k;
        if (s->layout.row[g / ASH_WORD_BITS] == row && is_slot(&s->layout, g)) return g;
    }
    return ASH_NO_SLOT;
}

static ash_word unit_bit(size_t g)
{
    return (ash_word)((ash_word)1 << g % ASH_WORD_BITS);
}

// Frees some slots of the row: onto the rack, at hand besides, or loose. Behind the rack's end
// stands what is not on it.
static void free_some(struct ash_slabs *s, size_t row, uint64_t *chance)
{
    struct ash_racks *k = &s->racks;
    k->unit[row] = (uint32_t)suite_random(chance, LIMIT + 2);
    for (size_t i = 0; i < ASH_RACK; i++)
        k->slot[row][i] = (uint32_t)suite_random(chance, LIMIT * ASH_WORD_BITS);
    for (size_t count = suite_random(chance, 6); count > 0; count--) {
        size_t g = some_slot(s, row, chance), how = suite_random(chance, 3);
        if (g == ASH_NO_SLOT || is_free(s, row, g)) continue;
        s->live[g / ASH_WORD_BITS] ^= unit_bit(g);
        if (how == 0 && k->held[row] < ASH_RACK) {
            k->slot[row][k->held[row]++] = (uint32_t)g;
        } else if (how == 1 && (k->rest[row] == 0 || k->unit[row] == g / ASH_WORD_BITS)) {
            k->unit[row] = (uint32_t)(g / ASH_WORD_BITS);
            k->rest[row] |= unit_bit(g);
        } else {
            ash_set_insert(&s->open[row], s->layout.base[g / ASH_WORD_BITS]);
            for (size_t i = k->held[row]; i < ASH_RACK; i++) k->slot[row][i] = (uint32_t)g;
        }
    }
}

static struct ash_slabs *scene(const struct suite_run *r, uint64_t *chance)
{
    struct ash_slabs *s = place(r);
    ash_slabs_init(s, LIMIT);
    for (size_t u = 0; u < LIMIT + 2; u++) {
        s->layout.row[u] = 0;
        s->layout.base[u] = 0;
        s->live[u] = u < LIMIT && suite_random(chance, 4) == 0;
    }
    for (size_t i = 0; i < PLACES; i++) {
        size_t row = row_at(s, i), end = places[i] + s->layout.shapes.units[row];
        if (suite_random(chance, 4) == 0) continue;
        for (size_t u = places[i]; u < end; u++) s->live[u] = 0;
        ash_slabs_begin(s, places[i], row);
        ash_set_remove(&s->open[row], places[i]);
        for (size_t u = places[i]; u < end; u++) s->live[u] = ash_layout_slots(&s->layout, u);
    }
    for (size_t i = 1; i < PLACES; i++) free_some(s, row_at(s, i), chance);
    return s;
}

#define DAMAGES 14

static void damage(struct ash_slabs *s, size_t which, uint64_t *chance)
{
    struct ash_racks *k = &s->racks;
    size_t u = suite_random(chance, LIMIT + 2), to = LIMIT + 2, at = suite_random(chance, PLACES);
    size_t row = at == 0 ? 0 : row_at(s, at), held = k->held[row]; // row 0, too, which is none
    size_t g = suite_random(chance, to * ASH_WORD_BITS);
    size_t slab = places[suite_random(chance, PLACES)];
    if (suite_random(chance, 2) == 0)
        u = slab == 0 || suite_random(chance, 4) != 0 ? slab : slab - 1;
    switch (which) {
    case 0: break;
    case 1: s->layout.row[u] = (uint8_t)(suite_random(chance, 2) == 0 ? ASH_ROWS + 1 : row); break;
    case 2: s->layout.base[u] = (ash_unit)suite_random(chance, to); break;
    case 3: s->live[u] ^= unit_bit(g); break;
    case 4: k->held[row] = (uint8_t)suite_random(chance, ASH_RACK + 2); break;
    case 5: k->slot[row][held % ASH_RACK / 2] = (uint32_t)g; break;
    case 6: k->slot[row][0] = k->slot[row][(held + ASH_RACK - 1) % ASH_RACK]; break;
    case 7: k->rest[row] ^= unit_bit(g); break;
    case 8: k->unit[row] = (uint32_t)u; break;
    case 9: suite_turn(&s->open[row], u); break;
    case 10:
        s->layout.limit = suite_random(chance, 2) == 0 ? slab : suite_random(chance, to);
        break;
    case 11: // a unit that says it is part of a slab that begins behind it, or before
        s->layout.row[u] = s->layout.row[slab];
        s->layout.base[u] = (ash_unit)slab;
        break;
    case 12: s->layout.shapes.row[suite_random(chance, ASH_SLOT_TOP)] = 0; break;
    default: s->open[suite_random(chance, ASH_ROWS + 1)].inner[0] ^= 1; break;
    }
}

static const char *checks_are_exact(const struct suite_run *r)
{
    size_t sound = 0;
    for (uint64_t seed = 0; seed < 200 * DAMAGES && LIMIT + 2 <= ASH_UNITS; seed += SUITE_EVERY) {
        uint64_t chance = seed;
        struct ash_slabs *s = scene(r, &chance);
        damage(s, seed % DAMAGES, &chance);
        if (suite_random(&chance, 3) == 0) damage(s, suite_random(&chance, DAMAGES), &chance);
        EXPECT(agree(s), "check does not say what the invariant says");
        sound += ash_slabs_check(s);
    }
    EXPECT(sound >= 200 / SUITE_EVERY, "too few of the slabs are sound to say much");
    suite_init(r, r->capacity);
    return NULL;
}

// What no slab by chance has: more units than the state holds, and a row that is none, over as many
// units as a row could say.
static const char *rows_and_limits(const struct suite_run *r)
{
    struct ash_layout *l = &place(r)->layout;
    ash_layout_init(l, ASH_UNITS);
    EXPECT(ash_layout_check(l), "check refuses all units, and no slab");
    l->limit = ASH_UNITS + 1;
    EXPECT(!ash_layout_check(l), "check accepts more units than the state holds");
    l->limit = UINT8_MAX;
    for (unsigned row = ASH_ROWS + 1; row <= UINT8_MAX && UINT8_MAX <= ASH_UNITS; row++) {
        for (size_t u = 0; u < l->limit; u++) l->row[u] = (uint8_t)row;
        EXPECT(!ash_layout_check(l), "check accepts a row that is none");
    }
    ash_layout_init(l, 1);
    l->row[0] = 1;
    EXPECT(!ash_layout_check(l), "check accepts a slab in a single unit");
    suite_init(r, r->capacity);
    return NULL;
}

// A slab that ends takes along what it has at hand, and nothing of another of its row.
static const char *an_end_leaves_the_others(const struct suite_run *r)
{
    struct ash_slabs *s = place(r);
    for (uint32_t u = 0; u < 3 * ASH_SLAB_LEAST; u++) {
        ash_slabs_init(s, 3 * ASH_SLAB_LEAST);
        for (size_t b = 0; b < 3; b++) ash_slabs_begin(s, b * ASH_SLAB_LEAST, 1);
        s->racks.unit[1] = u;
        s->racks.rest[1] = ash_layout_slots(&s->layout, u);
        EXPECT(agree(s), "check does not say what the invariant says");
        ash_slabs_end(s, ASH_SLAB_LEAST);
        bool ended = u / ASH_SLAB_LEAST == 1;
        EXPECT((s->racks.rest[1] == 0) == ended, "a slab takes what is another's, or leaves some");
        EXPECT(ash_slabs_check(s), "check refuses what is left");
    }
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"rows_and_limits", SUITE_SLABS, rows_and_limits},
    {"an_end_leaves_the_others", SUITE_SLABS, an_end_leaves_the_others},
    {"checks_are_exact", SUITE_SLABS, checks_are_exact},
};
SUITE_GROUP(ash_suite_slabs, tests);
