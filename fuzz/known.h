// SPDX-License-Identifier: MIT
// known: answers of three of the core's validators that need not be worked out again. Part of what
// judges in the engines' targets (fuzz.mk), and of nothing else.
//
// What a validator says is a function of the value it is given and of nothing else: that is its
// contract, and proved. So a value that has passed passes. Shapes never change after init, most
// sets of a heap are empty, and the same runs come up again and again; to work out each after every
// operation took nearly all of the time. Nothing is sampled: all of the state is looked at, and
// whatever has not passed before goes through the validator of the core. known_test.c compares.
#ifndef ASH_FUZZ_KNOWN_H
#define ASH_FUZZ_KNOWN_H

#include "runs.h"
#include "set.h"
#include "shapes.h"
#include <string.h>

// Values kept; more gained nothing.
#define KNOWN_RUNS 64
#define KNOWN_SETS 64

// Bytes at the end that are not compared: for known_test.c, to see that it would notice.
#ifndef KNOWN_LEFT_OUT
#define KNOWN_LEFT_OUT 0
#endif

bool ash_shapes_check_in_full(const struct ash_shapes *p);
bool ash_set_check_in_full(const struct ash_set *s);
bool ash_runs_check_in_full(const struct ash_runs *s);

// What a set is looked at by, whatever its own words are.
typedef uint64_t known_word __attribute__((may_alias, aligned(1)));
_Static_assert(sizeof(struct ash_set) >= sizeof(known_word), "there would be more to look at");

// The shapes that passed last.
bool ash_shapes_check(const struct ash_shapes *p)
{
    static struct ash_shapes passed;
    static bool any;
    if (any && memcmp(p, &passed, sizeof passed - KNOWN_LEFT_OUT) == 0) return true;
    if (!ash_shapes_check_in_full(p)) return false;
    passed = *p;
    any = true;
    return true;
}

// An empty set is sound, and nearly all are empty. Of the others those that have passed; what is in
// them decides at which place they are kept.
bool ash_set_check(const struct ash_set *s)
{
    static struct ash_set passed[KNOWN_SETS];
    static bool any[KNOWN_SETS];
    const known_word *at = (const void *)s;
    size_t words = sizeof *s / sizeof *at;
    // The last ends with the set, which need not be whole ones.
    uint64_t some = *(const known_word *)((const unsigned char *)(s + 1) - sizeof *at), mixed = 0;
    for (size_t i = 0; i < words; i++) some |= at[i];
    if (some == 0) return true;
    for (size_t i = 0; i < words; i++) mixed += at[i] * (2 * i + 1);
    size_t k = mixed * 0x9E3779B97F4A7C15 >> 32 & (KNOWN_SETS - 1);
    if (any[k] && memcmp(s, &passed[k], sizeof *s - KNOWN_LEFT_OUT) == 0) return true;
    if (!ash_set_check_in_full(s)) return false;
    passed[k] = *s;
    any[k] = true;
    return true;
}

// Runs that have passed. Where they lie decides at which place they are kept.
bool ash_runs_check(const struct ash_runs *s)
{
    static struct ash_runs passed[KNOWN_RUNS];
    static bool any[KNOWN_RUNS];
    uint64_t mixed = s->limit;
    for (size_t i = 0; i < ASH_UNITS && i < s->limit; i++)
        mixed = (mixed + s->next[i] * 2u + s->idle[i]) * 0x9E3779B97F4A7C15;
    size_t k = mixed >> 32 & (KNOWN_RUNS - 1);
    if (any[k] && memcmp(s, &passed[k], sizeof *s - KNOWN_LEFT_OUT) == 0) return true;
    if (!ash_runs_check_in_full(s)) return false;
    passed[k] = *s;
    any[k] = true;
    return true;
}

#endif
