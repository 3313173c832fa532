// SPDX-License-Identifier: MIT
// The check of octaves and fits, exactly: each number that they keep is put to others, of which
// check may accept those alone that the invariant allows.
#include "suite_heap.h"

static struct ash_fits *place(const struct suite_run *r)
{
    struct ash_fits *f = &suite_heap(r)->runs.fits;
    ash_fits_init(f);
    return f;
}

// In each octave the shortest run in its second region and a longer one in its last: lengths that
// no heap has all at once, which is nothing to octaves.
static struct ash_octaves *octaves(const struct suite_run *r)
{
    struct ash_octaves *o = &place(r)->octaves;
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        size_t span = ash_octave_span(k), last = (ash_octave_nodes(k) - 1) * span;
        if (span >= ASH_UNITS) continue;
        ash_octaves_put(o, span, span + 1);
        if (last > span && last + 1 < ASH_UNITS && span + 3 <= 2 * span && span + 3 <= ASH_UNITS)
            ash_octaves_put(o, last + 1, span + 3);
    }
    return ash_octaves_check(o) ? o : NULL;
}

// How many of the numbers that are near a border of octave k does check accept there?
static size_t accepted(const struct ash_octaves *o, ash_unit *at, size_t k)
{
    size_t span = ash_octave_span(k), count = 0;
    const size_t tried[] = {0,
                            1,
                            span - 1,
                            span,
                            span + 1,
                            span + 2,
                            2 * span,
                            2 * span + 1,
                            2 * span + 2,
                            3 * span,
                            ASH_UNITS - 1};
    ash_unit right = *at;
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        *at = (ash_unit)tried[i];
        count += *at != right && ash_octaves_check(o);
    }
    *at = right;
    return count;
}

static const char *lengths(const struct suite_run *r)
{
    struct ash_octaves *o = octaves(r);
    EXPECT(o != NULL, "sound octaves cannot be made");
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        size_t regions = ash_octave_nodes(k);
        const size_t tried[] = {0, 1, regions - 1};
        for (size_t i = 0; i < 3; i++) {
            size_t t = regions + tried[i];
            if (o->length[t] == 0) o->at[t] = (ash_unit)(tried[i] * ash_octave_span(k));
            EXPECT(accepted(o, &o->length[t], k) == 0, "check accepts another length");
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

// A run may start anywhere in its region, as far as there are units.
static const char *starts(const struct suite_run *r)
{
    struct ash_octaves *o = octaves(r);
    EXPECT(o != NULL, "sound octaves cannot be made");
    for (size_t t = 2; t < ASH_NODES; t++) {
        if (o->length[t] == 0) continue;
        size_t k = 0;
        while (ash_octave_nodes(k) > t) k++;
        size_t span = ash_octave_span(k), first = (t - ash_octave_nodes(k)) * span;
        const size_t tried[] = {
            0, first - 1, first, first + span / 2, first + span - 1, first + span, ASH_UNITS - 1};
        for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
            ash_unit right = o->at[t];
            o->at[t] = (ash_unit)tried[i];
            bool inside = o->at[t] < ASH_UNITS && o->at[t] >= first && o->at[t] < first + span;
            EXPECT(ash_octaves_check(o) == inside, "check does not see where a run starts");
            o->at[t] = right;
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

// Around each member of a set, and at its ends: no other number may be in, and none that is, out.
static size_t next_tried(const struct ash_set *set, size_t i)
{
    size_t from = i + 1;
    if (from >= ASH_SET_MEMBERS - 2 || i < 2) return from;
    size_t next = ash_set_next(set, from), last = ash_set_upto(set, from);
    if (last != ASH_SET_MEMBERS && from - last <= 2) return from;
    size_t least = ASH_SET_MEMBERS - 2;
    return next < least && next - 1 > i ? next - 1 : next <= from ? from : least;
}

static const char *ranks(const struct suite_run *r)
{
    struct ash_octaves *o = octaves(r);
    EXPECT(o != NULL, "sound octaves cannot be made");
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        struct ash_set *set = &o->rank[k];
        for (size_t i = 0; i < ASH_SET_MEMBERS; i = next_tried(set, i)) {
            suite_turn(set, i);
            EXPECT(!ash_octaves_check(o), "check accepts a number that no run has, or misses one");
            suite_turn(set, i);
        }
        set->root[0] ^= 1;
        EXPECT(!ash_octaves_check(o), "check accepts a wrong summary");
        set->root[0] ^= 1;
        size_t count = 0;
        for (unsigned v = 0; v <= UINT8_MAX; v += v < 3 ? 1 : SUITE_EVERY) {
            uint8_t right = o->some[k];
            o->some[k] = (uint8_t)v;
            count += ash_octaves_check(o);
            o->some[k] = right;
        }
        EXPECT(count == 1, "check accepts an octave that has no run as one that has");
    }
    suite_init(r, r->capacity);
    return NULL;
}

// One run alone, the shortest and the longest at the first unit and at the last.
static const char *the_last_number(const struct suite_run *r)
{
    struct ash_octaves *o = &place(r)->octaves;
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        size_t span = ash_octave_span(k), most = 2 * span < ASH_UNITS ? 2 * span : ASH_UNITS;
        for (size_t i = 0; i < 4; i++) {
            size_t at = i / 2 == 0 ? 0 : ASH_UNITS - 1, n = i % 2 == 0 ? span + 1 : most;
            if (n > most) continue;
            ash_octaves_put(o, at, n);
            EXPECT(ash_octaves_check(o), "check refuses a run at an end");
            size_t other = i / 2 == 0 ? ASH_SET_MEMBERS - 1 : 0;
            bool is = ash_set_test(&o->rank[k], other);
            suite_turn(&o->rank[k], other);
            EXPECT(!ash_octaves_check(o) || is, "check passes over the last number");
            suite_turn(&o->rank[k], other);
            ash_octaves_drop(o, at, n);
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

// Rows of fits: a set each, of units, and a bit each that says whether it has any. Bits of no row
// may be anything.
static const char *rows(const struct suite_run *r)
{
    struct ash_fits *f = place(r);
    for (size_t k = 0; k <= ASH_FITS; k++) {
        for (size_t b = 0; b < ASH_WORD_BITS; b++) {
            f->rows ^= (ash_word)((ash_word)1 << b);
            EXPECT(ash_fits_check(f) == (b >= ASH_FITS), "check does not see which rows have any");
            f->rows ^= (ash_word)((ash_word)1 << b);
        }
        if (k < ASH_FITS) ash_fits_put(f, k % 2 == 0 ? ASH_UNITS - 1 : 0, k + 1);
        EXPECT(ash_fits_check(f), "check refuses a run at an end");
    }
    for (size_t k = 0; k < ASH_FITS; k++) {
        struct ash_set *set = &f->row[k];
        set->inner[0] ^= 2;
        EXPECT(!ash_fits_check(f), "check accepts a wrong summary");
        set->inner[0] ^= 2;
        if (ASH_UNITS == ASH_SET_MEMBERS) continue;
        const size_t beyond[] = {ASH_UNITS % ASH_SET_MEMBERS, ASH_SET_MEMBERS - 1};
        for (size_t i = 0; i < 2; i++) {
            suite_turn(set, beyond[i]);
            EXPECT(!ash_fits_check(f), "check accepts a run beyond all units");
            suite_turn(set, beyond[i]);
        }
    }
    f->octaves.some[0] ^= 1;
    EXPECT(!ash_fits_check(f), "check does not look at the octaves");
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"lengths", SUITE_SLABS, lengths}, {"starts", SUITE_SLABS, starts},
    {"ranks", SUITE_SLABS, ranks},     {"the_last_number", SUITE_SLABS, the_last_number},
    {"rows", SUITE_SLABS, rows},
};
SUITE_GROUP(ash_suite_fits, tests);
