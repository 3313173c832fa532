// SPDX-License-Identifier: MIT
// look_slabs: the part of look_heap about slabs, and about what their rows have at hand.
#ifndef ASH_FUZZ_LOOK_SLABS_H
#define ASH_FUZZ_LOOK_SLABS_H

#include "look_again.h"

// ---- which questions read this byte ----

// Slot g is not at hand for row r any more, or is now. Then a unit of that row may have more loose
// slots, which its slab must be open for; or the slab fewer. In one of another row nothing can be at hand.
static void note_lost(struct again *a, const struct ash_layout *old, size_t r, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    if (u < old->limit && old->row[u] == r) mark(a->live, u);
}

static void note_gained(struct again *a, const struct ash_layout *old, size_t r, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    if (u < old->limit && old->row[u] == r) mark(a->open, old->base[u]);
}

// Place i of the rack of row r, before and now.
static void note_place(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                       size_t r, size_t i)
{
    if (i < old->racks.held[r]) note_lost(a, &old->layout, r, old->racks.slot[r][i]);
    if (i < s->racks.held[r]) note_gained(a, &old->layout, r, s->racks.slot[r][i]);
}

// Nothing is asked of row 0 but that its rack counts as full, which judge_slabs() does.
static void note_held(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                      size_t r)
{
    mark(a->rows, r);
    if (r == 0 || s->racks.held[r] > ASH_RACK) return;
    size_t was = old->racks.held[r], is = s->racks.held[r];
    for (size_t i = was < is ? was : is; i < was || i < is; i++) note_place(a, old, s, r, i);
}

static void note_rack(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                      size_t at)
{
    size_t i = at / sizeof s->racks.slot[0][0], r = i / ASH_RACK;
    mark(a->rows, r);
    if (r != 0) note_place(a, old, s, r, i % ASH_RACK);
}

// What row r has at hand besides.
static void note_rest(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                      size_t r)
{
    mark(a->rows, r);
    note_lost(a, &old->layout, r, (size_t)old->racks.unit[r] * ASH_WORD_BITS);
    note_gained(a, &old->layout, r, (size_t)s->racks.unit[r] * ASH_WORD_BITS);
}

// A row's set of open slabs. Of each that has come or gone: read by itself, and by its units.
static void note_open_slabs(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                            size_t at)
{
    size_t r = at / sizeof s->open[0], from;
    at %= sizeof s->open[0];
    note_set(a, &old->open[r], &s->open[r], at);
    if (r == 0) return;
    for (uint64_t changed = set_changed(&old->open[r], &s->open[r], at, &from); changed != 0;) {
        size_t b = take_changed(&changed, from);
        if (b >= old->layout.limit) {
            if (ash_set_test(&s->open[r], b)) a->no = true;
            continue;
        }
        mark(a->rows, r);
        mark(a->open, b);
        mark_all(a->live, b, b + old->layout.shapes.units[r] - 1, ASH_UNITS);
    }
}

// What lives in unit u: read by the row that its slab was of, by itself, and by that slab.
static void note_unit(struct again *a, const struct ash_layout *old, size_t u)
{
    if (u >= old->limit) return;
    mark(a->live, u);
    mark(a->tied, u);
    if (old->row[u] == 0) return;
    mark(a->rows, old->row[u]);
    mark(a->open, old->base[u]);
    mark(a->tied, old->base[u]);
}

// Which slab unit u belongs to: likewise, and by all units of the one it did.
static void note_layout(struct again *a, const struct ash_layout *old, size_t u)
{
    if (u >= old->limit) return;
    note_unit(a, old, u);
    mark(a->layout, u);
    if (old->row[u] == 0) return;
    mark_all(a->layout, old->base[u], old->base[u] + old->shapes.units[old->row[u]] - 1, ASH_UNITS);
}

static void note_slabs(struct again *a, const struct ash_slabs *old, const struct ash_slabs *s,
                       size_t at)
{
    if (WITHIN(at, slabs.live)) {
        note_unit(a, &old->layout, INDEX(at, slabs.live));
    } else if (WITHIN(at, slabs.racks.held)) {
        note_held(a, old, s, INDEX(at, slabs.racks.held));
    } else if (WITHIN(at, slabs.racks.slot)) {
        note_rack(a, old, s, at - PART(slabs.racks.slot));
    } else if (WITHIN(at, slabs.racks.rest)) {
        note_rest(a, old, s, INDEX(at, slabs.racks.rest));
    } else if (WITHIN(at, slabs.racks.unit)) {
        note_rest(a, old, s, INDEX(at, slabs.racks.unit));
    } else if (WITHIN(at, slabs.open)) {
        note_open_slabs(a, old, s, at - PART(slabs.open));
    } else if (WITHIN(at, slabs.layout.row)) {
        note_layout(a, &old->layout, INDEX(at, slabs.layout.row));
    } else if (WITHIN(at, slabs.layout.base)) {
        note_layout(a, &old->layout, INDEX(at, slabs.layout.base));
    } else {
        a->all = true; // the limit, the shapes, or what lies between two parts
    }
}

// ---- asked again ----

// As in ash_layout_check, of one unit.
static bool judge_layout(const struct ash_layout *l, size_t u)
{
    size_t r = l->row[u], b = l->base[u];
    if (r == 0) return true;
    if (r > ASH_ROWS || b > u) return false;
    size_t end = b + l->shapes.units[r];
    return end > u && end <= l->limit && slab_whole(l, b, end, r);
}

// As in row_sound and hand_sound, but for the set as such, and of the marked slabs.
static bool judge_row(const struct again *a, const struct ash_slabs *s, size_t r)
{
    if (r == 0) return true;
    if (s->racks.held[r] > ASH_RACK || !distinct(&s->racks, r)) return false;
    size_t limit = s->layout.limit;
    for (size_t b = 0; (b = next_mark(a->open, b, limit)) < limit; b++) {
        if (ash_set_test(&s->open[r], b) && !slab_loose(s, r, b)) return false;
    }
    return hand_sound(s, r);
}

static bool judge_slabs(const struct again *a, const struct ash_slabs *s)
{
    size_t limit = s->layout.limit;
    for (size_t u = 0; (u = next_mark(a->layout, u, limit)) < limit; u++) {
        if (!judge_layout(&s->layout, u)) return false;
    }
    if (s->racks.held[0] != ASH_RACK) return false;
    for (size_t r = 0; (r = next_mark(a->rows, r, ASH_ROWS + 1)) <= ASH_ROWS; r++) {
        if (!judge_row(a, s, r)) return false;
    }
    for (size_t u = 0; (u = next_mark(a->live, u, limit)) < limit; u++) {
        if (!unit_sound(s, u)) return false;
    }
    return true;
}

#endif
