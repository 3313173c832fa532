// SPDX-License-Identifier: MIT
// look_sets: a set judged again where it has changed. And sets of numbers that are to be judged.
#ifndef ASH_FUZZ_LOOK_SETS_H
#define ASH_FUZZ_LOOK_SETS_H

#include "set.h"

// ---- what is to be judged again: a bit each ----

static inline void mark(uint64_t *marks, size_t i)
{
    marks[i / 64] |= (uint64_t)1 << i % 64;
}

// The numbers from .. to, of those below limit.
static inline void mark_all(uint64_t *marks, size_t from, size_t to, size_t limit)
{
    if (from >= limit) return;
    if (to >= limit) to = limit - 1;
    for (size_t w = from / 64; w <= to / 64; w++) {
        uint64_t low = w == from / 64 ? UINT64_MAX << from % 64 : UINT64_MAX;
        marks[w] |= low & (w == to / 64 ? UINT64_MAX >> (63 - to % 64) : UINT64_MAX);
    }
}

// The least from i on that is marked, or limit.
static inline size_t next_mark(const uint64_t *marks, size_t i, size_t limit)
{
    while (i < limit) {
        uint64_t rest = marks[i / 64] >> i % 64;
        if (rest != 0) {
            i += (size_t)__builtin_ctzll(rest);
            return i < limit ? i : limit;
        }
        i = (i / 64 + 1) * 64;
    }
    return limit;
}

// ---- a set: its invariant is that of each word and the bit that sums it up ----

static bool leaf_told(const struct ash_set *s, size_t i)
{
    return ash_word_test(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) !=
           ash_word_empty(s->leaf[i]);
}

static bool inner_told(const struct ash_set *s, size_t i)
{
    return ash_word_test(s->root[i / ASH_WORD_BITS], i % ASH_WORD_BITS) !=
           ash_word_empty(s->inner[i]);
}

// Of inner word i, in which the bits of `changed` have turned over.
static bool leaves_told(const struct ash_set *s, size_t i, uint64_t changed)
{
    for (; changed != 0; changed &= changed - 1) {
        if (!leaf_told(s, i * ASH_WORD_BITS + (size_t)__builtin_ctzll(changed))) return false;
    }
    return inner_told(s, i);
}

// Likewise of root i.
static bool inners_told(const struct ash_set *s, size_t i, uint64_t changed)
{
    for (; changed != 0; changed &= changed - 1) {
        size_t inner = i * ASH_WORD_BITS + (size_t)__builtin_ctzll(changed);
        if (inner >= ASH_SET_INNER || !inner_told(s, inner)) return false;
    }
    return true;
}

// Is all of the set that looks at byte `at` of it as it should be? old was, all of it.
static bool set_told(const struct ash_set *old, const struct ash_set *s, size_t at)
{
    size_t inner = offsetof(struct ash_set, inner), root = offsetof(struct ash_set, root);
    if (at < inner) return leaf_told(s, at / sizeof s->leaf[0]);
    size_t i = (at - inner) / sizeof s->inner[0], j = (at - root) / sizeof s->root[0];
    if (at < root) return leaves_told(s, i, (uint64_t)(old->inner[i] ^ s->inner[i]));
    return inners_told(s, j, (uint64_t)(old->root[j] ^ s->root[j]));
}

// The members that have come or gone with byte `at` of a set, of the ASH_WORD_BITS from *from on: a
// bit each. None if it is a byte of the summary.
static uint64_t set_changed(const struct ash_set *old, const struct ash_set *s, size_t at,
                            size_t *from)
{
    if (at >= offsetof(struct ash_set, inner)) return 0;
    size_t leaf = at / sizeof s->leaf[0];
    *from = leaf * ASH_WORD_BITS;
    return (uint64_t)(old->leaf[leaf] ^ s->leaf[leaf]);
}

// The next of those, which there is.
static size_t take_changed(uint64_t *changed, size_t from)
{
    size_t member = from + (size_t)__builtin_ctzll(*changed);
    *changed &= *changed - 1;
    return member;
}

#endif
