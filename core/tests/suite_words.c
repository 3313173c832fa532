// SPDX-License-Identifier: MIT
// The search of a word for a bit starts with a guess that the compiler's builtins give, and is right
// whatever they give: here they say what the test wants.
static unsigned guess;
#define __builtin_ctzll(W) ((void)(W), guess)
#define __builtin_clzll(W) ((void)(W), 63 - guess)
#include "suite_test.h"
#define ash_word_upto suite_word_upto // word.c once more, with these guesses
#include "../word.c"

#define WIDTH ((unsigned)ASH_WORD_BITS)

static bool has(ash_word w, unsigned k)
{
    return (w & (ash_word)((ash_word)1 << k)) != 0;
}

// Of the bits from..to-1 the least that is set, or WIDTH.
static unsigned least(ash_word w, unsigned from, unsigned to)
{
    for (unsigned k = from; k < to; k++) {
        if (has(w, k)) return k;
    }
    return WIDTH;
}

static unsigned greatest(ash_word w, unsigned to)
{
    unsigned found = WIDTH;
    for (unsigned k = 0; k < to; k++) {
        if (has(w, k)) found = k;
    }
    return found;
}

static const char *one_search(ash_word w)
{
    EXPECT(ash_word_first(w) == least(w, 0, WIDTH), "not the first bit of a word");
    EXPECT(ash_word_empty(w) == (w == 0), "a word is empty, or is not, against what it is");
    unsigned some = ash_word_some(w);
    EXPECT(some == WIDTH || (some < WIDTH && has(w, some)), "a bit that is not set");
    for (unsigned k = 0; k < WIDTH; k++) {
        EXPECT(ash_word_next(w, k) == least(w, k, WIDTH), "not the next bit of a word");
        EXPECT(suite_word_upto(w, k) == greatest(w, k + 1), "not the last bit up to one");
    }
    EXPECT(ash_word_next(w, WIDTH) == WIDTH, "a bit behind the last");
    return NULL;
}

static const char *any_guess(const struct suite_run *r)
{
    (void)r;
    const unsigned guesses[] = {0, 1, WIDTH / 2, WIDTH - 2, WIDTH - 1, WIDTH, WIDTH + 1, 63};
    uint64_t chance = 0x9e3779b97f4a7c15;
    for (unsigned n = 0; n < 3 * WIDTH; n++) {
        ash_word w = suite_random_word(&chance);
        if (n < WIDTH) w = (ash_word)((ash_word)1 << n);
        if (n > 2 * WIDTH) w &= suite_random_word(&chance);
        if (n >= 3 * WIDTH - 2) w = n % 2 == 0 ? 0 : SUITE_FULL;
        for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++) {
            guess = guesses[i];
            const char *why = one_search(w);
            if (why != NULL) return why;
        }
    }
    return NULL;
}

static const struct suite_test tests[] = {
    {"any_guess", 0, any_guess},
};
SUITE_GROUP(ash_suite_words, tests);
