// SPDX-License-Identifier: MIT
// look_heap: the invariant of heap, judged again where the state has changed.
//
// The validator of the core (core/*_check.c) is many small questions, each about a row, a unit, a
// run or a word of a set. The answer to one depends on nothing but the words that it reads. So of a
// state that was sound, only those questions need be asked again that have read a word which is
// another one now. note_byte() finds them: which words a question read, while its answer was yes, is
// said beside each mark. judge() asks them, by the functions of the core's validator where there is
// one for the question, and in its order: what a question takes for granted is settled before.
#ifndef ASH_FUZZ_LOOK_HEAP_H
#define ASH_FUZZ_LOOK_HEAP_H

#include "heap.h"
#include "look_sets.h"

#define UNIT_MARKS ((ASH_UNITS + 63) / 64)
#define AROUND (ASH_SLAB_MOST - 1) // units of one slab are no further apart

// Offsets of the parts of a heap.
#define PART(field) offsetof(struct ash_heap, field)
#define WITHIN(at, field) ((at)-PART(field) < sizeof((struct ash_heap *)0)->field)
#define INDEX(at, field) (((at)-PART(field)) / sizeof(((struct ash_heap *)0)->field[0]))

// The questions to be asked again.
struct again {
    bool all;                                   // each
    bool no;                                    // one was asked at once, and the answer is no
    bool heads;                                 // of the first units of runs, as a set
    uint64_t rows[ASH_ROWS / 64 + 1];           // of the free slots of a row
    uint64_t layout[UNIT_MARKS];                // of the slab over a unit
    uint64_t live[UNIT_MARKS];                  // of the blocks in a unit
    uint64_t tied[UNIT_MARKS];                  // of whom a unit belongs to
    uint64_t run[UNIT_MARKS], head[UNIT_MARKS]; // of the run that starts at a unit, if one does
    uint64_t fits[1], octaves[1];               // of the record of runs, by length
};
_Static_assert(ASH_FITS <= 64 && ASH_OCTAVES <= 64, "more than a word of marks can hold");

static void around(uint64_t *marks, size_t u, size_t below, size_t above)
{
    mark_all(marks, u < below ? 0 : u - below, u + above, ASH_UNITS);
}

// ---- which questions read this byte ----

static void note_set(struct again *a, const struct ash_set *old, const struct ash_set *s, size_t at)
{
    if (!set_told(old, s, at)) a->no = true;
}

// In a set of first units of runs: those that the byte has part in.
static void note_members(uint64_t *marks, size_t at)
{
    size_t from = set_members(at);
    if (from < ASH_UNITS) mark_all(marks, from, from + ASH_WORD_BITS - 1, ASH_UNITS);
}

// How long the run at i was, on record by that length or not.
static void note_record(struct again *a, const struct ash_runs *old, size_t i)
{
    size_t n = (size_t)old->next[i] - i;
    if (n <= ASH_FITS)
        mark(a->fits, n - 1);
    else
        mark(a->octaves, octave_of(n));
}

// next or idle of unit i. Read of a unit: by the run it lies in, by the one before if a run starts
// there, by the record of that one, and by all units of a slab that starts there.
static void note_next(struct again *a, const struct ash_heap *old, size_t i)
{
    const struct ash_runs *runs = &old->runs;
    if (i >= runs->limit) return;
    mark(a->head, i);
    mark(a->run, i); // if one starts there now
    around(a->tied, i, 0, AROUND);
    size_t first = i;
    while (runs->next[first] == 0) first--;
    mark(a->run, first);
    if (first != i) return;
    note_record(a, runs, i);
    if (i > 0) mark(a->run, runs->prev[i]);
}

// prev of unit i. Read by the run before, if a run or the end is there.
static void note_prev(struct again *a, const struct ash_heap *old, size_t i)
{
    const struct ash_runs *runs = &old->runs;
    if (i == 0 || i > runs->limit || (i < runs->limit && runs->next[i] == 0)) return;
    mark(a->run, runs->prev[i]);
}

// Of the record of short runs. Each row is read by itself, and by the runs that stand in it.
static void note_fits(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                      size_t at)
{
    size_t k = INDEX(at, runs.fits.row),
           within = (at - PART(runs.fits.row)) % sizeof(struct ash_set);
    note_set(a, &old->runs.fits.row[k], &s->runs.fits.row[k], within);
    note_members(a->run, within);
    mark(a->fits, k);
}

// Of the record of long runs: likewise, by octave and by node.
static void note_octaves(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                         size_t at)
{
    const struct ash_octaves *was = &old->runs.fits.octaves, *is = &s->runs.fits.octaves;
    size_t k = 0;
    if (WITHIN(at, runs.fits.octaves.some)) {
        k = INDEX(at, runs.fits.octaves.some);
    } else if (WITHIN(at, runs.fits.octaves.rank)) {
        k = INDEX(at, runs.fits.octaves.rank);
        note_set(a, &was->rank[k], &is->rank[k],
                 (at - PART(runs.fits.octaves.rank)) % sizeof(struct ash_set));
    } else {
        bool length = WITHIN(at, runs.fits.octaves.length);
        if (!length && !WITHIN(at, runs.fits.octaves.at)) return; // it lies between two parts
        size_t t = length ? INDEX(at, runs.fits.octaves.length) : INDEX(at, runs.fits.octaves.at);
        if (t < 2) return; // no octave has these
        while (t < ash_octave_nodes(k)) k++;
        if (was->length[t] != 0) mark(a->run, was->at[t]);
    }
    mark(a->octaves, k);
}

static void note_runs(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                      size_t at)
{
    if (WITHIN(at, runs.next)) {
        note_next(a, old, INDEX(at, runs.next));
    } else if (WITHIN(at, runs.prev)) {
        note_prev(a, old, INDEX(at, runs.prev));
    } else if (WITHIN(at, runs.idle)) {
        note_next(a, old, INDEX(at, runs.idle));
    } else if (WITHIN(at, runs.heads)) {
        note_set(a, &old->runs.heads, &s->runs.heads, at - PART(runs.heads));
        note_members(a->head, at - PART(runs.heads));
        a->heads = true;
    } else if (WITHIN(at, runs.fits.row)) {
        note_fits(a, old, s, at);
    } else if (WITHIN(at, runs.fits.rows)) {
        mark_all(a->fits, 0, ASH_FITS - 1, ASH_FITS);
    } else if (WITHIN(at, runs.fits.octaves)) {
        note_octaves(a, old, s, at);
    } else {
        a->all = true;
    }
}

// What is read of the free slots of row r: by the row itself, and by the units of its slabs, which
// judge() finds. Nothing is asked of row 0 but that its rack counts as full, which judge() does.
static void note_row(struct again *a, size_t r)
{
    mark(a->rows, r);
}

// What unit u holds: read by the row that its slab was of, by itself, and by the units of its slab.
static void note_unit(struct again *a, const struct ash_heap *old, size_t u)
{
    if (u >= old->runs.limit) return;
    note_row(a, old->slabs.layout.row[u]);
    mark(a->live, u);
    around(a->tied, u, AROUND, AROUND);
}

static void note_slabs(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                       size_t at)
{
    if (WITHIN(at, slabs.live)) {
        note_unit(a, old, INDEX(at, slabs.live));
    } else if (WITHIN(at, slabs.racks.held)) {
        note_row(a, INDEX(at, slabs.racks.held));
    } else if (WITHIN(at, slabs.racks.slot)) {
        note_row(a, INDEX(at, slabs.racks.slot));
    } else if (WITHIN(at, slabs.racks.rest)) {
        note_row(a, INDEX(at, slabs.racks.rest));
    } else if (WITHIN(at, slabs.racks.unit)) {
        note_row(a, INDEX(at, slabs.racks.unit));
    } else if (WITHIN(at, slabs.open)) {
        size_t r = INDEX(at, slabs.open);
        note_set(a, &old->slabs.open[r], &s->slabs.open[r],
                 (at - PART(slabs.open)) % sizeof(struct ash_set));
        note_row(a, r);
    } else if (WITHIN(at, slabs.layout.row) || WITHIN(at, slabs.layout.base)) {
        size_t u = WITHIN(at, slabs.layout.row) ? INDEX(at, slabs.layout.row)
                                                : INDEX(at, slabs.layout.base);
        note_unit(a, old, u);
        around(a->layout, u, AROUND, AROUND);
    } else {
        a->all = true; // the limit, the shapes, or what lies between two parts
    }
}

// Byte `at` of a heap that was sound, old, is another one now.
static void note_byte(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                      size_t at)
{
    if (WITHIN(at, slabs)) {
        note_slabs(a, old, s, at);
    } else if (WITHIN(at, runs)) {
        note_runs(a, old, s, at);
    } else if (WITHIN(at, kept)) {
        // To any other slab than these, what is kept is just "not this one".
        mark_all(a->tied, old->kept, old->kept, ASH_UNITS);
        mark_all(a->tied, s->kept, s->kept, ASH_UNITS);
    } else {
        a->all = true;
    }
}

#endif
