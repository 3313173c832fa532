// SPDX-License-Identifier: MIT
// The shapes of slabs, which are tables: each entry is what shapes.h says, and check sees a wrong one.
#include "suite_test.h"

#define TOP ((size_t)ASH_SLOT_TOP)

// The shapes, made in memory that holds something else.
static struct ash_shapes *shapes_from(const struct suite_run *r, size_t least)
{
    struct ash_shapes *p = &r->port->state->heap.slabs.layout.shapes;
    suite_fill(p, sizeof *p, 0xA5);
    ash_shapes_init(p, least);
    return p;
}

static struct ash_shapes *shapes(const struct suite_run *r)
{
    return shapes_from(r, ASH_SLAB_LEAST);
}

static const char *rows(const struct suite_run *r)
{
    const struct ash_shapes *p = shapes(r);
    size_t row = 0, size = 0;
    for (size_t n = 1; n <= TOP; n++) {
        if (n > size) {
            row++;
            size += size < ASH_WORD_BITS / 2 ? 1 : size < ASH_WORD_BITS ? ASH_STEP_2 : ASH_STEP_4;
            EXPECT(p->size[row] == size, "a row has slots of another size");
        }
        EXPECT(p->row[n - 1] == row, "a block has another row than the first that holds it");
    }
    EXPECT(row == ASH_ROWS && size == TOP, "there are other rows");
    EXPECT(p->size[0] == 0 && p->align[0] == 0 && p->units[0] == 0, "row 0 is one");
    return NULL;
}

static const char *alignments(const struct suite_run *r)
{
    const struct ash_shapes *p = shapes(r);
    for (size_t row = 1; row <= ASH_ROWS; row++) {
        size_t most = 1;
        for (size_t a = 1; a <= ASH_WORD_BITS; a *= 2) {
            if (p->size[row] % a == 0) most = a;
        }
        EXPECT(p->align[row] == most, "a row has another alignment");
    }
    return NULL;
}

// Does a slab of so many units leave at most 3 % of it over?
static bool wastes_little(size_t size, size_t units)
{
    size_t all = units * ASH_WORD_BITS;
    return all % size * 100 <= all * 3;
}

static const char *units_from(const struct suite_run *r, size_t least)
{
    const struct ash_shapes *p = shapes_from(r, least);
    size_t most = 2 * least < ASH_SLAB_MOST ? 2 * least : ASH_SLAB_MOST;
    for (size_t row = 1; row <= ASH_ROWS; row++) {
        size_t size = p->size[row], units = p->units[row], over = units * ASH_WORD_BITS % size;
        EXPECT(units >= least && units <= most, "a slab is too short or too long");
        for (size_t u = least; u <= most; u++) {
            size_t left = u * ASH_WORD_BITS % size;
            if (u < units) {
                EXPECT(!wastes_little(size, u), "a shorter slab would do");
                EXPECT(left * units > over * u || wastes_little(size, units),
                       "a shorter slab is as good");
            } else {
                EXPECT(left * units >= over * u || wastes_little(size, units),
                       "another slab is better");
            }
        }
    }
    return NULL;
}

static const char *units(const struct suite_run *r)
{
    const char *wrong = NULL;
    for (size_t least = ASH_SLAB_LEAST; least <= ASH_SLAB_MOST && wrong == NULL; least++)
        wrong = units_from(r, least);
    return wrong;
}

// The slabs of slots of a granule, which never waste any, are as short as they may be: longer where
// there is much room.
static const char *longer_where_there_is_room(const struct suite_run *r)
{
    struct ash_layout *l = &r->port->state->heap.slabs.layout;
    for (size_t least = ASH_SLAB_LEAST; least <= ASH_SLAB_MOST; least *= 2) {
        size_t most = least < ASH_SLAB_MOST ? ASH_SLABS_MANY * least : ASH_UNITS;
        if (most > ASH_UNITS) break;
        ash_layout_init(l, most);
        EXPECT(l->shapes.units[1] == least, "slabs are longer than they need be");
        if (most == ASH_UNITS) break;
        ash_layout_init(l, most + 1);
        EXPECT(l->shapes.units[1] == 2 * least, "slabs are too short for so much room");
    }
    suite_init(r, r->capacity);
    return NULL;
}

static const char *slots(const struct suite_run *r)
{
    const struct ash_shapes *p = shapes(r);
    for (size_t row = 0; row <= ASH_ROWS; row++) {
        for (size_t g = 0; g < ASH_SLAB_GRANULES; g++) {
            ash_word w = p->slots[row * ASH_SLAB_MOST + g / ASH_WORD_BITS];
            bool starts = (w >> g % ASH_WORD_BITS & 1) != 0;
            size_t end = (size_t)p->units[row] * ASH_WORD_BITS;
            bool must = row > 0 && g % p->size[row] == 0 && g + p->size[row] <= end;
            EXPECT(starts == must, "a slot starts where none is, or none where one is");
        }
    }
    return NULL;
}

// Puts each of all values of a byte there. How many of them does check accept?
static size_t accepted(const struct ash_shapes *p, uint8_t *byte)
{
    uint8_t right = *byte;
    size_t count = 0;
    for (unsigned value = 0; value <= UINT8_MAX; value++) {
        *byte = (uint8_t)value;
        count += ash_shapes_check(p);
    }
    *byte = right;
    return count;
}

// What check cannot call wrong: an alignment that all slots have, and a slab that is longer than they need.
static const char *check_sees_wrong_rows(const struct suite_run *r)
{
    struct ash_shapes *p = shapes(r);
    EXPECT(ash_shapes_check(p), "check refuses what init has made");
    static const size_t tried[] = {1, 2, ASH_WORD_BITS / 2, ASH_ROWS_1, ASH_ROWS - 1, ASH_ROWS};
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        size_t row = tried[i], powers = 0;
        EXPECT(accepted(p, &p->size[row]) == 1, "check does not see another size");
        EXPECT(accepted(p, &p->units[row]) == 1 + (size_t)(ASH_SLAB_MOST - p->units[row]),
               "check does not see a slab that is too short or too long");
        bool one = 2 * p->size[row] > p->units[row] * ASH_WORD_BITS;
        for (size_t a = 1; a <= ASH_WORD_BITS; a *= 2) powers += one || p->size[row] % a == 0;
        EXPECT(accepted(p, &p->align[row]) == powers, "check does not see another alignment");
    }
    return NULL;
}

static const char *check_sees_wrong_places(const struct suite_run *r)
{
    struct ash_shapes *p = shapes(r);
    for (size_t row = 1; row <= ASH_ROWS; row += row < 3 || row > ASH_ROWS - 2 ? 1 : ASH_ROWS / 4) {
        for (size_t g = 0; g < ASH_SLAB_GRANULES; g++) {
            ash_word *w = &p->slots[row * ASH_SLAB_MOST + g / ASH_WORD_BITS];
            ash_word bit = (ash_word)((ash_word)1 << g % ASH_WORD_BITS);
            bool may_go = (*w & bit) != 0 && g != 0; // a slab may have fewer slots
            *w ^= bit;
            EXPECT(ash_shapes_check(p) == may_go, "check does not see a slot that is none");
            *w ^= bit;
        }
    }
    if (p->size[3] == 3) { // the second slot begins in the first, and ends before the third
        p->slots[3 * ASH_SLAB_MOST] ^= 1 << 3 | 1 << 1;
        EXPECT(!ash_shapes_check(p), "check does not see a slot over the first");
        p->slots[3 * ASH_SLAB_MOST] ^= 1 << 3 | 1 << 1;
    }
    for (size_t n = 0; n < TOP; n += n + 8 < TOP ? 7 : 1) {
        uint8_t right = p->row[n];
        size_t most = n < ASH_WORD_BITS / 2 ? 0
                      : n < ASH_WORD_BITS   ? ASH_STEP_2 - 1
                                            : ASH_STEP_4 - 1;
        for (unsigned row = 0; row <= UINT8_MAX; row++) {
            bool holds =
                row > 0 && row <= ASH_ROWS && p->size[row] > n && p->size[row] <= n + 1 + most;
            p->row[n] = (uint8_t)row;
            EXPECT(ash_shapes_check(p) == holds, "check does not see a block in a wrong row");
        }
        p->row[n] = right;
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"rows", 0, rows},
    {"alignments", 0, alignments},
    {"units", 0, units},
    {"longer_where_there_is_room", 0, longer_where_there_is_room},
    {"slots", 0, slots},
    {"check_sees_wrong_rows", 0, check_sees_wrong_rows},
    {"check_sees_wrong_places", 0, check_sees_wrong_places},
};
SUITE_GROUP(ash_suite_shapes, tests);
