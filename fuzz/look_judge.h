// SPDX-License-Identifier: MIT
// look_judge: asks again those questions about a heap that are marked (look_heap.h).
#ifndef ASH_FUZZ_LOOK_JUDGE_H
#define ASH_FUZZ_LOOK_JUDGE_H

#include "look_heap.h"

// ---- slabs ----

// As in ash_layout_check, of one unit.
static bool judge_layout(const struct ash_layout *l, size_t u)
{
    size_t r = l->row[u], b = l->base[u];
    if (r == 0) return true;
    if (r > ASH_ROWS || b > u) return false;
    size_t end = b + l->shapes.units[r];
    return end > u && end <= l->limit && slab_whole(l, b, end, r);
}

// As in row_sound and hand_sound, but for the set as such.
static bool judge_row(const struct ash_slabs *s, size_t r)
{
    if (r == 0) return true;
    if (s->racks.held[r] > ASH_RACK || !distinct(&s->racks, r)) return false;
    size_t b = ash_set_next(&s->open[r], 0);
    while (b < ASH_SET_MEMBERS) {
        if (!slab_loose(s, r, b)) return false;
        b = b + 1 < ASH_SET_MEMBERS ? ash_set_next(&s->open[r], b + 1) : ASH_SET_MEMBERS;
    }
    return hand_sound(s, r);
}

static bool judge_slabs(struct again *a, const struct ash_slabs *s)
{
    size_t limit = s->layout.limit;
    for (size_t u = 0; (u = next_mark(a->layout, u, limit)) < limit; u++) {
        if (!judge_layout(&s->layout, u)) return false;
    }
    if (s->racks.held[0] != ASH_RACK) return false;
    size_t some = next_mark(a->rows, 0, ASH_ROWS + 1);
    for (size_t r = some; r <= ASH_ROWS; r = next_mark(a->rows, r + 1, ASH_ROWS + 1)) {
        if (!judge_row(s, r)) return false;
    }
    for (size_t u = 0; u < limit && some <= ASH_ROWS; u++) {
        if (s->layout.row[u] != 0 && marked(a->rows, s->layout.row[u])) mark(a->live, u);
    }
    for (size_t u = 0; (u = next_mark(a->live, u, limit)) < limit; u++) {
        if (!unit_sound(s, u)) return false;
    }
    return true;
}

// ---- runs ----

// As in ash_fits_check, of one row, but for the set as such; and that what is in it is idle.
static bool judge_fits(const struct ash_runs *s, size_t k)
{
    size_t last = ash_set_upto(&s->fits.row[k], ASH_SET_MEMBERS - 1);
    if (last != ASH_SET_MEMBERS && last >= ASH_UNITS) return false;
    if (ash_word_test(s->fits.rows, (unsigned)k) != (last != ASH_SET_MEMBERS)) return false;
    return row_known(s, k + 1);
}

// As in ash_octaves_check, of one octave; likewise.
static bool judge_octave(const struct ash_runs *s, size_t k)
{
    const struct ash_octaves *o = &s->fits.octaves;
    if (o->some[k] != (ash_set_empty(&o->rank[k]) ? 0 : 1)) return false;
    return numbers_known(o, k) && nodes_known(o, k) && octave_known(s, k);
}

static bool judge_heads(const struct again *a, const struct ash_runs *s)
{
    if (a->heads && s->limit < ASH_SET_MEMBERS &&
        ash_set_next(&s->heads, s->limit) != ASH_SET_MEMBERS)
        return false;
    for (size_t i = 0; (i = next_mark(a->head, i, s->limit)) < s->limit; i++) {
        if (ash_set_test(&s->heads, i) != (s->next[i] != 0)) return false;
    }
    return true;
}

// The core's validator goes from run to run by next, and so comes by each head if all it has come
// by are sound; here it is: all that are marked and are heads.
static bool judge_runs(const struct again *a, const struct ash_runs *s)
{
    for (size_t k = 0; (k = next_mark(a->octaves, k, ASH_OCTAVES)) < ASH_OCTAVES; k++) {
        if (!judge_octave(s, k)) return false;
    }
    for (size_t k = 0; (k = next_mark(a->fits, k, ASH_FITS)) < ASH_FITS; k++) {
        if (!judge_fits(s, k)) return false;
    }
    if (!judge_heads(a, s)) return false;
    if (s->limit > 0 && s->next[0] == 0) return false;
    for (size_t i = 0; (i = next_mark(a->run, i, s->limit)) < s->limit; i++) {
        if (s->next[i] != 0 && !run_placed(s, i)) return false;
    }
    return true;
}

// ---- both ----

static bool judge(struct again *a, const struct ash_heap *s)
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
