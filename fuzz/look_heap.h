// SPDX-License-Identifier: MIT
// look_heap: the invariant of heap, judged again where the state has changed.
//
// The validator of the core (core/*_check.c) is many small questions, each about a row, a unit, a
// run or a word of a set. The answer to one depends on nothing but the words that it reads. So of a
// state that was sound, only those questions need be asked again that have read a word which is
// another one now. note_byte() finds them: which words a question read, while its answer was yes, is
// said beside each mark. What a question reads only now was read by no other, or has changed as
// well: which unit belongs to whom has changed then, and is marked itself. judge() asks them, by the
// functions of the core's validator where there is one for the question, and in its order: what a
// question takes for granted is settled before.
#ifndef ASH_FUZZ_LOOK_HEAP_H
#define ASH_FUZZ_LOOK_HEAP_H

#include "look_runs.h"
#include "look_slabs.h"

_Static_assert(offsetof(struct ash_heap, kept) + sizeof(size_t) >= sizeof(struct ash_heap),
               "there is a part that is not looked at");

// Byte `at` of a heap that was sound, old, is another one now.
static void note_byte(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                      size_t at)
{
    if (WITHIN(at, slabs)) {
        note_slabs(a, &old->slabs, &s->slabs, at);
    } else if (WITHIN(at, runs)) {
        note_runs(a, old, s, at);
    } else if (old->kept < ASH_UNITS) {
        // What is kept excuses the slab that it names; all others are sound without.
        mark(a->tied, old->kept);
    }
}

static bool judge(const struct again *a, const struct ash_heap *s)
{
    if (a->no || !judge_runs(a, &s->runs) || !judge_slabs(a, &s->slabs)) return false;
    size_t limit = s->runs.limit;
    for (size_t u = 0; (u = next_mark(a->tied, u, limit)) < limit; u++) {
        if (!unit_tied(s, u)) return false;
    }
    return s->kept == ASH_UNITS || (s->kept < limit && s->slabs.layout.row[s->kept] != 0 &&
                                    s->slabs.layout.base[s->kept] == s->kept);
}

#endif
