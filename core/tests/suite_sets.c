// SPDX-License-Identifier: MIT
// Sets with few members, from one end to the other: the searches, held to a list of the members,
// and check, held to what the levels of a set have to do with each other.
#include "suite_heap.h"

#define NONE ((size_t)ASH_SET_MEMBERS)
#define MOST 6

struct members {
    size_t at[MOST], count;
};

static struct ash_set *place(const struct suite_run *r)
{
    return &suite_heap(r)->runs.heads;
}

// By chance, but often where a word of some level ends or begins.
static size_t some_member(uint64_t *chance)
{
    static const size_t spans[] = {1, ASH_WORD_BITS, (size_t)ASH_WORD_BITS * ASH_WORD_BITS,
                                   (size_t)ASH_SET_MEMBERS / ASH_SET_ROOTS};
    size_t span = spans[suite_random(chance, 4)];
    size_t start = suite_random(chance, NONE / span) * span;
    return (start + NONE - suite_random(chance, 2)) % NONE;
}

static struct members fill(struct ash_set *set, uint64_t *chance)
{
    struct members m = {.count = 0};
    ash_set_init(set);
    for (size_t tries = suite_random(chance, MOST + 1); tries > 0; tries--) {
        size_t i = some_member(chance);
        if (ash_set_test(set, i)) continue;
        ash_set_insert(set, i);
        m.at[m.count++] = i;
    }
    return m;
}

static size_t next_of(const struct members *m, size_t from)
{
    size_t least = NONE;
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i] >= from && m->at[i] < least) least = m->at[i];
    }
    return least;
}

static size_t upto_of(const struct members *m, size_t to)
{
    size_t most = NONE;
    for (size_t i = 0; i < m->count; i++) {
        if (m->at[i] <= to && (most == NONE || m->at[i] > most)) most = m->at[i];
    }
    return most;
}

static const char *searches_of_few(const struct suite_run *r)
{
    struct ash_set *set = place(r);
    uint64_t chance = 20;
    for (size_t round = 0; round < 400; round += SUITE_EVERY) {
        struct members m = fill(set, &chance);
        EXPECT(ash_set_least(set) == next_of(&m, 0), "another member is called the least");
        for (size_t i = 0; i < 12; i++) {
            size_t from = i < m.count ? m.at[i] : some_member(&chance);
            EXPECT(ash_set_next(set, from) == next_of(&m, from), "another member is next");
            EXPECT(ash_set_upto(set, from) == upto_of(&m, from), "another member is the last");
            size_t behind = (from + 1) % NONE, before = (from + NONE - 1) % NONE;
            EXPECT(ash_set_next(set, behind) == next_of(&m, behind), "another member is next");
            EXPECT(ash_set_upto(set, before) == upto_of(&m, before), "another member is the last");
        }
        for (size_t i = 0; i < m.count; i++) {
            bool last = i + 1 == m.count;
            EXPECT(ash_set_remove(set, m.at[i]) == last, "a removal does not see what is left");
            EXPECT(ash_set_empty(set) == last, "a set is called empty that is not");
        }
        EXPECT(ash_set_empty(set) && ash_set_check(set), "an emptied set is not");
    }
    suite_init(r, r->capacity);
    return NULL;
}

static ash_word bit(size_t k)
{
    return (ash_word)((ash_word)1 << k);
}

// Each bit of a summary has one right value, and so has each bit above the last inner word.
static const char *check_sees_each_summary(const struct suite_run *r)
{
    struct ash_set *set = place(r);
    uint64_t chance = 21;
    for (size_t round = 0; round < 3; round++) {
        fill(set, &chance);
        EXPECT(ash_set_check(set), "check refuses a sound set");
        for (size_t i = 0; i < ASH_SET_LEAVES; i += SUITE_EVERY) {
            set->inner[i / ASH_WORD_BITS] ^= bit(i % ASH_WORD_BITS);
            EXPECT(!ash_set_check(set), "check accepts a wrong bit of a leaf");
            set->inner[i / ASH_WORD_BITS] ^= bit(i % ASH_WORD_BITS);
        }
        for (size_t i = 0; i < ASH_SET_ROOTS * ASH_WORD_BITS; i++) {
            set->root[i / ASH_WORD_BITS] ^= bit(i % ASH_WORD_BITS);
            EXPECT(!ash_set_check(set), "check accepts a wrong bit of an inner word");
            set->root[i / ASH_WORD_BITS] ^= bit(i % ASH_WORD_BITS);
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

// A bit of a leaf may change as long as its leaf does not become, or stop to be, empty.
static const char *check_sees_each_leaf(const struct suite_run *r)
{
    struct ash_set *set = place(r);
    uint64_t chance = 22;
    fill(set, &chance);
    for (size_t i = 0; i < NONE;
         i += i % ASH_WORD_BITS == 0 ? ASH_WORD_BITS - 1 : SUITE_EVERY * ASH_WORD_BITS + 1) {
        ash_word *leaf = &set->leaf[i / ASH_WORD_BITS], right = *leaf;
        for (unsigned other = 0; other < 2; other++) {
            *leaf = right ^ bit((i + other) % ASH_WORD_BITS);
            EXPECT(ash_set_check(set) == ((*leaf == 0) == (right == 0)),
                   "check does not see what a leaf has");
        }
        *leaf = right;
    }
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"searches_of_few", SUITE_SLABS, searches_of_few},
    {"check_sees_each_summary", SUITE_SLABS, check_sees_each_summary},
    {"check_sees_each_leaf", SUITE_SLABS, check_sees_each_leaf},
};
SUITE_GROUP(ash_suite_sets, tests);
