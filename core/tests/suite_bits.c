// SPDX-License-Identifier: MIT
// The array of bits, held to what one bit after the other says.
#include "suite_test.h"

#define WIDTH ((size_t)ASH_WORD_BITS)
#define WORDS 4

// Around each border of words; all of these are tried as the start and as the end.
static const size_t borders[] = {
    0, 1, WIDTH - 1, WIDTH, WIDTH + 1, 2 * WIDTH, WIDTH * 2 + 1, 3 * WIDTH - 1, 3 * WIDTH};
#define BORDERS (sizeof borders / sizeof borders[0])

static bool has(const struct ash_bits *b, size_t i)
{
    return (b->word[i / WIDTH] & (ash_word)((ash_word)1 << i % WIDTH)) != 0;
}

// Words by chance: many bits set, few, all or none.
static void fill(struct ash_bits *b, uint64_t *chance, unsigned how)
{
    for (size_t i = 0; i < WORDS; i++) {
        ash_word few = suite_random_word(chance);
        few &= suite_random_word(chance);
        few &= suite_random_word(chance);
        ash_word all = how % 2 == 0 ? 0 : SUITE_FULL;
        b->word[i] = how / 2 % 4 == 0 ? all : all ^ few;
    }
}

static const char *searches(const struct ash_bits *b, const struct ash_bits *other, size_t from,
                            size_t to)
{
    size_t set = from, clear = from, without = from, differs = from;
    while (set < to && !has(b, set)) set++;
    while (clear < to && has(b, clear)) clear++;
    while (without < to && !(has(b, without) && !has(other, without))) without++;
    while (differs < to && has(b, differs) == has(other, differs)) differs++;
    EXPECT(ash_bits_next(b, from, to, true) == set, "not the next bit that is set");
    EXPECT(ash_bits_next(b, from, to, false) == clear, "not the next bit that is clear");
    EXPECT(ash_bits_next_without(b, other, from, to) == without, "not the next bit without other");
    EXPECT(ash_bits_alike(b, other, from, to) == (differs == to), "bits are alike, or are not");
    return NULL;
}

// Changes the bits from..to-1 and looks at all of them; then b is as it was.
static const char *changes(struct ash_bits *b, size_t from, size_t to, bool value)
{
    struct {
        ash_word word[WORDS];
    } before;
    for (size_t i = 0; i < WORDS; i++) before.word[i] = b->word[i];
    ash_bits_put(b, from, to, value);
    for (size_t i = 0; i < WORDS * WIDTH; i++) {
        bool was = (before.word[i / WIDTH] >> i % WIDTH & 1) != 0;
        bool want = i >= from && i < to ? value : was;
        EXPECT(has(b, i) == want && ash_bits_test(b, i) == want, "a bit is not what was put");
    }
    for (size_t i = 0; i < WORDS; i++) b->word[i] = before.word[i];
    return NULL;
}

static const char *counts(const struct ash_bits *b, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < to; i++) n += has(b, i);
    EXPECT(ash_bits_count(b, to) == n, "another number of bits is counted than are set");
    if (from % WIDTH != 0 || from == to || to - from > WIDTH) return NULL;
    ash_word w = ash_bits_word(b, from, (unsigned)(to - from));
    for (size_t k = 0; k < WIDTH; k++)
        EXPECT((w >> k & 1) == (from + k < to && has(b, from + k)), "bits are another word");
    return NULL;
}

static const char *like_one_by_one(const struct suite_run *r)
{
    struct ash_bits *b = &r->port->state->bucket.spans.blocks.start;
    struct ash_bits *other = &r->port->state->bucket.spans.blocks.used;
    uint64_t chance = 1;
    for (unsigned how = 0; how < 64; how++) {
        fill(b, &chance, how);
        fill(other, &chance, how / 8);
        for (size_t i = 0; i < BORDERS; i++) {
            for (size_t k = i; k < BORDERS; k++) {
                size_t from = borders[i], to = borders[k];
                const char *why = searches(b, other, from, to);
                if (why == NULL) why = changes(b, from, to, how / 4 % 2 == 0);
                if (why == NULL) why = counts(b, from, to);
                if (why != NULL) return why;
            }
        }
    }
    return NULL;
}

// init clears what it is told to.
static const char *init_clears(const struct suite_run *r)
{
    struct ash_bits *b = &r->port->state->bucket.spans.blocks.start;
    for (size_t i = 0; i < BORDERS; i++) {
        for (size_t w = 0; w < WORDS; w++) b->word[w] = (ash_word) ~(ash_word)0;
        ash_bits_init(b, borders[i]);
        for (size_t k = 0; k < borders[i]; k++) EXPECT(!has(b, k), "a bit is set after init");
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"like_one_by_one", 0, like_one_by_one},
    {"init_clears", 0, init_clears},
};
SUITE_GROUP(ash_suite_bits, tests);
