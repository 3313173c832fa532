// SPDX-License-Identifier: MIT
// look_runs: the part of look_heap about runs, and about what is on record of those that are idle.
#ifndef ASH_FUZZ_LOOK_RUNS_H
#define ASH_FUZZ_LOOK_RUNS_H

#include "look_again.h"

// ---- which questions read this byte ----

// The record of the run that was at i, by its length; of others there was none.
static void note_record(struct again *a, const struct ash_runs *old, size_t i)
{
    size_t n = (size_t)old->next[i] - i;
    if (old->idle[i] == 0) return;
    if (n > ASH_FITS) {
        mark(a->nodes, node_of(octave_of(n), i));
    } else {
        mark(a->fits, n - 1);
        mark(a->vacant, i);
    }
}

// next or idle of unit i. Read of a unit: by the run it lies in, by the one before if a run starts
// there, and by the record of that one. All units of a slab that starts there ask the same of them as
// its first.
static void note_next(struct again *a, const struct ash_runs *runs, size_t i)
{
    if (i >= runs->limit) return;
    mark(a->head, i);
    mark(a->run, i); // if one starts there now
    mark(a->tied, i);
    size_t first = i;
    while (runs->next[first] == 0) first--;
    mark(a->run, first);
    if (first != i) return;
    note_record(a, runs, i);
    if (i > 0) mark(a->run, runs->prev[i]);
}

// prev of unit i. Read by the run before, if a run or the end is there.
static void note_prev(struct again *a, const struct ash_runs *old, size_t i)
{
    if (i == 0 || i > old->limit || (i < old->limit && old->next[i] == 0)) return;
    mark(a->run, old->prev[i]);
}

static void note_heads(struct again *a, const struct ash_runs *old, const struct ash_runs *s,
                       size_t at)
{
    size_t from;
    note_set(a, &old->heads, &s->heads, at);
    for (uint64_t changed = set_changed(&old->heads, &s->heads, at, &from); changed != 0;) {
        size_t i = take_changed(&changed, from);
        if (i < old->limit)
            mark(a->head, i);
        else if (ash_set_test(&s->heads, i))
            a->no = true;
    }
}

// Of the record of short runs. Each row is read by itself, and by the runs that stand in it.
static void note_fits(struct again *a, const struct ash_runs *old, const struct ash_runs *s,
                      size_t at)
{
    size_t k = at / sizeof(struct ash_set), from;
    const struct ash_set *was = &old->fits.row[k], *is = &s->fits.row[k];
    note_set(a, was, is, at % sizeof *is);
    mark(a->fits, k);
    for (uint64_t changed = set_changed(was, is, at % sizeof *is, &from); changed != 0;) {
        size_t i = take_changed(&changed, from);
        if (i < ASH_UNITS) {
            mark(a->run, i);
            mark(a->vacant, i);
        } else if (ash_set_test(is, i)) {
            a->no = true;
        }
    }
}

// Is number j in the set of octave k, if it is, that of a run? As in numbers_known, of one.
static bool number_known(const struct ash_octaves *o, size_t k, size_t j)
{
    size_t regions = ash_octave_nodes(k);
    if (!ash_set_test(&o->rank[k], j)) return true;
    return j < ASH_SPREAD &&
           o->length[regions + j % regions] == ash_octave_span(k) + 1 + j / regions;
}

static void note_rank(struct again *a, const struct ash_octaves *old, const struct ash_octaves *s,
                      size_t at)
{
    size_t k = at / sizeof(struct ash_set), regions = ash_octave_nodes(k), from;
    const struct ash_set *was = &old->rank[k], *is = &s->rank[k];
    note_set(a, was, is, at % sizeof *is);
    mark(a->octaves, k);
    for (uint64_t changed = set_changed(was, is, at % sizeof *is, &from); changed != 0;) {
        size_t j = take_changed(&changed, from);
        mark(a->nodes, regions + j % regions);
        if (!number_known(s, k, j)) a->no = true;
    }
}

static size_t octave_of_node(size_t t)
{
    size_t k = 0;
    while (t < ash_octave_nodes(k)) k++;
    return k;
}

// Of node t of the record of long runs: read by itself, by the number that it had, and by its run.
static void note_node(struct again *a, const struct ash_octaves *old, const struct ash_octaves *s,
                      size_t t)
{
    if (t < 2) return; // no octave has these
    mark(a->nodes, t);
    if (old->length[t] == 0) return;
    size_t k = octave_of_node(t);
    mark(a->run, old->at[t]);
    if (!number_known(s, k, ash_octave_number(k, old->length[t], t))) a->no = true;
}

static void note_runs(struct again *a, const struct ash_heap *old, const struct ash_heap *s,
                      size_t at)
{
    const struct ash_octaves *was = &old->runs.fits.octaves, *is = &s->runs.fits.octaves;
    if (WITHIN(at, runs.next)) {
        note_next(a, &old->runs, INDEX(at, runs.next));
    } else if (WITHIN(at, runs.prev)) {
        note_prev(a, &old->runs, INDEX(at, runs.prev));
    } else if (WITHIN(at, runs.idle)) {
        note_next(a, &old->runs, INDEX(at, runs.idle));
    } else if (WITHIN(at, runs.heads)) {
        note_heads(a, &old->runs, &s->runs, at - PART(runs.heads));
    } else if (WITHIN(at, runs.fits.row)) {
        note_fits(a, &old->runs, &s->runs, at - PART(runs.fits.row));
    } else if (WITHIN(at, runs.fits.rows)) {
        mark_all(a->fits, 0, ASH_FITS - 1, ASH_FITS);
    } else if (WITHIN(at, runs.fits.octaves.some)) {
        mark(a->octaves, INDEX(at, runs.fits.octaves.some));
    } else if (WITHIN(at, runs.fits.octaves.rank)) {
        note_rank(a, was, is, at - PART(runs.fits.octaves.rank));
    } else if (WITHIN(at, runs.fits.octaves.length)) {
        note_node(a, was, is, INDEX(at, runs.fits.octaves.length));
    } else if (WITHIN(at, runs.fits.octaves.at)) {
        note_node(a, was, is, INDEX(at, runs.fits.octaves.at));
    } else {
        a->all = true; // the limit, or what lies between two parts
    }
}

// ---- asked again ----

// As in row_known, of one unit.
static bool short_known(const struct ash_runs *s, size_t k, size_t i)
{
    if (!ash_set_test(&s->fits.row[k], i)) return true;
    return i < s->limit && s->next[i] == i + k + 1 && s->idle[i] != 0;
}

// As in ash_fits_check, of one row, but for the set as such; and that what is in it is idle.
static bool judge_fits(const struct again *a, const struct ash_runs *s, size_t k)
{
    if (ash_word_test(s->fits.rows, (unsigned)k) == ash_set_empty(&s->fits.row[k])) return false;
    for (size_t i = 0; (i = next_mark(a->vacant, i, ASH_UNITS)) < ASH_UNITS; i++) {
        if (!short_known(s, k, i)) return false;
    }
    return true;
}

// As in nodes_known and octave_known, of one node.
static bool judge_node(const struct ash_runs *s, size_t t)
{
    const struct ash_octaves *o = &s->fits.octaves;
    size_t n = o->length[t], i = o->at[t], k = octave_of_node(t), span = ash_octave_span(k);
    if (n == 0) return true;
    if (n <= span || n > 2 * span || n > ASH_UNITS) return false;
    if (i >= s->limit || i / span != t - ash_octave_nodes(k)) return false;
    return ash_set_test(&o->rank[k], ash_octave_number(k, n, t)) && s->next[i] == i + n &&
           s->idle[i] != 0;
}

static bool judge_record(const struct again *a, const struct ash_runs *s)
{
    const struct ash_octaves *o = &s->fits.octaves;
    for (size_t k = 0; (k = next_mark(a->octaves, k, ASH_OCTAVES)) < ASH_OCTAVES; k++) {
        if (o->some[k] != (ash_set_empty(&o->rank[k]) ? 0 : 1)) return false;
    }
    for (size_t t = 0; (t = next_mark(a->nodes, t, ASH_NODES)) < ASH_NODES; t++) {
        if (!judge_node(s, t)) return false;
    }
    for (size_t k = 0; (k = next_mark(a->fits, k, ASH_FITS)) < ASH_FITS; k++) {
        if (!judge_fits(a, s, k)) return false;
    }
    return true;
}

// The core's validator goes from run to run by next, and so comes by each head if all it has come
// by are sound; here it is: all that are marked and are heads.
static bool judge_runs(const struct again *a, const struct ash_runs *s)
{
    if (!judge_record(a, s)) return false;
    for (size_t i = 0; (i = next_mark(a->head, i, s->limit)) < s->limit; i++) {
        if (ash_set_test(&s->heads, i) != (s->next[i] != 0)) return false;
    }
    if (s->limit > 0 && s->next[0] == 0) return false;
    for (size_t i = 0; (i = next_mark(a->run, i, s->limit)) < s->limit; i++) {
        if (s->next[i] != 0 && !run_placed(s, i)) return false;
    }
    return true;
}

#endif
