// SPDX-License-Identifier: MIT
// The validator of heap: does the invariant hold, whatever the state contains?
#include "heap.h"

static bool slab_unit_sound(const struct ash_heap *s, size_t u)
{
    const struct ash_slabs *t = &s->slabs;
    size_t r = t->layout.row[u], b = t->layout.base[u];
    if (r > ASH_ROWS || b > u || u - b >= t->layout.shapes.units[r] ||
        b + t->layout.shapes.units[r] > t->layout.limit)
        return false;
    if (t->layout.row[b] != r || t->layout.base[b] != b) return false;
    if (s->runs.idle[b] != 0 || s->runs.next[b] != b + t->layout.shapes.units[r]) return false;
    ash_word slots = t->layout.shapes.slots[r * ASH_SLAB_MOST + (u - b)];
    if (!ash_word_empty(t->live[u] & ash_word_not(slots))) return false;
    ash_word loose = slots & ash_word_not(t->live[u]);
    for (size_t i = 0; i < t->racks.held[r]; i++) {
        size_t g = t->racks.slot[r][i];
        if (g / ASH_WORD_BITS != u) continue;
        if (!ash_word_test(loose, g % ASH_WORD_BITS)) return false;
        loose = ash_word_clear(loose, g % ASH_WORD_BITS);
    }
    if (ash_set_test(&t->open[r], u) == ash_word_empty(loose)) return false;
    return u != b || s->kept == b || !ash_slabs_idle(t, b);
}

static bool unit_sound(const struct ash_heap *s, size_t u)
{
    if (ash_word_empty(s->slabs.live[u])) return s->runs.next[u] == 0 || s->runs.idle[u] != 0;
    return s->slabs.live[u] == 1 && s->runs.next[u] != 0 && s->runs.idle[u] == 0;
}

bool ash_heap_check(const struct ash_heap *s)
{
    const struct ash_slabs *t = &s->slabs;
    if (!ash_runs_check(&s->runs) || t->layout.limit != s->runs.limit) return false;
    if (t->racks.held[0] != ASH_RACK) return false;
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        if (t->racks.held[r] > ASH_RACK || !ash_set_check(&t->open[r])) return false;
        for (size_t i = 0; i < t->racks.held[r]; i++) {
            size_t g = t->racks.slot[r][i];
            if (g / ASH_WORD_BITS >= t->layout.limit || t->layout.row[g / ASH_WORD_BITS] != r)
                return false;
        }
        for (size_t u = ash_set_next(&t->open[r], 0); u < ASH_SET_MEMBERS;) {
            if (u >= t->layout.limit || t->layout.row[u] != r) return false;
            if (u + 1 == ASH_SET_MEMBERS) break;
            u = ash_set_next(&t->open[r], u + 1);
        }
    }
    for (size_t u = 0; u < t->layout.limit; u++) {
        if (t->layout.row[u] != 0 ? !slab_unit_sound(s, u) : !unit_sound(s, u)) return false;
    }
    return s->kept == ASH_UNITS || (s->kept < t->layout.limit && t->layout.row[s->kept] != 0 &&
                                    t->layout.base[s->kept] == s->kept);
}
