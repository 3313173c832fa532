// SPDX-License-Identifier: MIT
// What the slabs and the runs of a heap have to do with each other. Both are made sound by
// themselves, by chance, so that they go together or nearly so: check must say what the invariant
// says, written down here anew and plainly.
#include "suite_heap.h"

#define RUNS 8

static bool is_held(const struct ash_runs *s, size_t u, size_t end)
{
    return u < s->limit && s->next[u] == end && s->idle[u] == 0;
}

static bool is_idle_slab(const struct ash_slabs *s, size_t u)
{
    bool idle = true;
    for (size_t v = u; v < s->layout.limit; v++) {
        if (s->layout.row[v] != 0 && s->layout.base[v] == u) idle = idle && s->live[v] == 0;
    }
    return idle;
}

static bool begins_slab(const struct ash_heap *s, size_t u)
{
    return u < s->runs.limit && s->slabs.layout.row[u] != 0 && s->slabs.layout.base[u] == u;
}

static bool tied(const struct ash_heap *s)
{
    const struct ash_layout *l = &s->slabs.layout;
    if (l->limit != s->runs.limit) return false;
    if (s->kept != ASH_UNITS && !begins_slab(s, s->kept)) return false;
    for (size_t u = 0; u < l->limit; u++) {
        size_t row = l->row[u], slab = l->base[u];
        bool begins = begins_slab(s, u), large = row == 0 && s->slabs.live[u] == 1;
        bool first = s->runs.next[u] != 0 && s->runs.idle[u] == 0;
        if (row != 0 && !is_held(&s->runs, slab, slab + l->shapes.units[row])) return false;
        if (row == 0 && s->slabs.live[u] != 0 && !(large && first)) return false;
        if (first && !begins && !large) return false;
        if (begins && u != s->kept && is_idle_slab(&s->slabs, u)) return false;
    }
    return true;
}

static bool agree(const struct ash_heap *s)
{
    bool sound = ash_runs_check(&s->runs) && ash_slabs_check(&s->slabs) && tied(s);
    return ash_heap_check(s) == sound;
}

// A row of slabs that are as long as the run, of long slots or of short; 0 if there is none.
static size_t row_of_units(const struct ash_heap *s, size_t units, bool short_ones)
{
    size_t found = 0;
    for (size_t row = 1; row <= ASH_ROWS; row++) {
        bool is = s->slabs.layout.shapes.units[row] == units;
        if (is && (found == 0 || !short_ones)) found = row;
    }
    return found;
}

// Gives a held run something to hold: a slab, with a block or kept, or a large block.
static void settle(struct ash_heap *s, size_t u, uint64_t *chance)
{
    size_t units = s->runs.next[u] - u;
    size_t row = row_of_units(s, units, suite_random(chance, 2) == 0);
    if (row == 0 || suite_random(chance, 3) == 0) {
        ash_slabs_mark(&s->slabs, u);
        return;
    }
    ash_slabs_begin(&s->slabs, u, row);
    if (s->kept == ASH_UNITS && suite_random(chance, 4) == 0)
        s->kept = u;
    else
        ash_slabs_take(&s->slabs, row);
}

static size_t some_head(const struct ash_heap *s, uint64_t *chance)
{
    return ash_runs_of(&s->runs, suite_random(chance, s->runs.limit));
}

// Takes runs one behind the other, the last of them from what is left; some are idle.
static struct ash_heap *scene(const struct suite_run *r, uint64_t *chance)
{
    struct ash_heap *s = suite_heap(r);
    size_t limit = 1 + suite_random(chance, RUNS * ASH_SLAB_LEAST);
    ash_heap_init(s, limit * UNIT);
    for (size_t i = 0; i < RUNS; i++) {
        size_t n = suite_random(chance, 2) == 0 ? ASH_SLAB_LEAST : 1 + suite_random(chance, 6);
        size_t u = ash_runs_take(&s->runs, n);
        if (u != ASH_UNITS && suite_random(chance, 5) != 0)
            settle(s, u, chance);
        else if (u != ASH_UNITS)
            ash_runs_give(&s->runs, u);
    }
    for (size_t u = limit; u < limit + 2 && u < ASH_UNITS; u++) { // as if there was more
        s->slabs.layout.row[u] = 1;
        s->slabs.layout.base[u] = (ash_unit)u;
    }
    return s;
}

#define DAMAGES 8

static void damage(struct ash_heap *s, size_t which, uint64_t *chance)
{
    size_t u = some_head(s, chance), any = suite_random(chance, s->runs.limit);
    bool held = s->runs.idle[u] == 0;
    size_t units = s->runs.next[u] - u, row = row_of_units(s, units - 1, true);
    switch (which) {
    case 0: break;
    case 1: s->kept = suite_random(chance, s->runs.limit + 2); break;
    case 2: s->slabs.live[any] ^= 1; break;
    case 3: s->slabs.live[u] = suite_random(chance, 2) == 0; break;
    case 4:
        if (held) ash_runs_give(&s->runs, u);
        break;
    case 5:
        if (held) ash_runs_resize(&s->runs, u, units + 1);
        break;
    case 6:
        if (!begins_slab(s, u) && row != 0) {
            for (size_t v = u; v < u + units; v++) s->slabs.live[v] = 0;
            ash_slabs_begin(&s->slabs, u, row);
            ash_slabs_take(&s->slabs, row);
        }
        break;
    default: s->slabs.layout.limit -= suite_random(chance, 2); break;
    }
}

static const char *check_sees_what_is_tied(const struct suite_run *r)
{
    size_t sound = 0;
    for (uint64_t seed = 0; seed < 100 * DAMAGES; seed += SUITE_EVERY) {
        uint64_t chance = seed;
        struct ash_heap *s = scene(r, &chance);
        damage(s, seed % DAMAGES, &chance);
        EXPECT(agree(s), "check does not say what the invariant says");
        sound += ash_heap_check(s);
    }
    EXPECT(sound >= 100 / SUITE_EVERY, "too few of the heaps are sound to say much");
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"check_sees_what_is_tied", SUITE_SLABS, check_sees_what_is_tied},
};
SUITE_GROUP(ash_suite_heap_ties, tests);
