// SPDX-License-Identifier: MIT
// known: answers of three of the core's validators that need not be worked out again. Part of the
// core as the engines' targets have it (fuzz.mk), and of nothing else.
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

#define KNOWN_RUNS 64 // values kept; more gained nothing

// Bytes at the end that are not compared: for known_test.c, to see that it would notice.
#ifndef KNOWN_LEFT_OUT
#define KNOWN_LEFT_OUT 0
#endif

bool ash_shapes_check_in_full(const struct ash_shapes *p);
bool ash_set_check_in_full(const struct ash_set *s);
bool ash_runs_check_in_full(const struct ash_runs *s);

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

// An empty set is sound, and nearly all are empty.
bool ash_set_check(const struct ash_set *s)
{
    ash_word some = 0;
    for (size_t i = 0; i < ASH_SET_LEAVES; i++) some |= s->leaf[i];
    for (size_t i = 0; i < ASH_SET_INNER; i++) some |= s->inner[i];
    for (size_t i = 0; i < ASH_SET_ROOTS; i++) some |= s->root[i];
    return some == 0 || ash_set_check_in_full(s);
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
