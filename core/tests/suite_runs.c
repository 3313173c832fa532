// SPDX-License-Identifier: MIT
// The check of runs, exactly: of runs that are damaged in one place, or in two that agree, it must
// say what the invariant says, written down here anew and plainly.
#include "suite_heap.h"

static struct ash_runs *place(const struct suite_run *r)
{
    return &suite_heap(r)->runs;
}

static bool is_idle(const struct ash_runs *s, size_t i, size_t n)
{
    return i < s->limit && s->next[i] == i + n && s->idle[i] != 0;
}

static bool has_start(const struct ash_runs *s, size_t u)
{
    return u == s->limit || s->next[u] != 0;
}

static bool linked(const struct ash_runs *s)
{
    if (s->limit > 0 && s->next[0] == 0) return false;
    for (size_t u = 0; u < s->limit; u++) {
        size_t end = s->next[u];
        if (end != 0 && (end <= u || end > s->limit || !has_start(s, end))) return false;
        for (size_t j = u + 1; j < end; j++) {
            if (s->next[j] != 0) return false;
        }
    }
    for (size_t u = 1; u <= s->limit; u++) {
        if (has_start(s, u) && (s->prev[u] >= u || s->next[s->prev[u]] != u)) return false;
    }
    return true;
}

static bool heads_are_starts(const struct ash_runs *s)
{
    if (!ash_set_check(&s->heads)) return false;
    size_t starts = 0, heads = 0;
    for (size_t u = 0; u < s->limit; u++) starts += s->next[u] != 0;
    for (size_t u = suite_member_from(&s->heads, 0); u < ASH_SET_MEMBERS;
         u = suite_member_from(&s->heads, u + 1), heads++) {
        if (u >= s->limit || s->next[u] == 0) return false;
    }
    return heads == starts;
}

static bool merged(const struct ash_runs *s)
{
    for (size_t u = 0; u < s->limit; u++) {
        size_t end = s->next[u];
        if (s->idle[u] != 0 && (end == 0 || (end < s->limit && s->idle[end] != 0))) return false;
    }
    return true;
}

// Is each idle run on record, and nothing else?
static bool found(const struct ash_runs *s)
{
    if (!ash_fits_check(&s->fits)) return false;
    size_t idle = 0, known = 0;
    for (size_t u = 0; u < s->limit; u++) {
        if (s->idle[u] == 0) continue;
        if (!ash_fits_test(&s->fits, u, s->next[u] - u)) return false;
        idle++;
    }
    for (size_t n = 1; n <= ASH_FITS; n++) {
        const struct ash_set *row = &s->fits.row[n - 1];
        for (size_t u = suite_member_from(row, 0); u < ASH_SET_MEMBERS;
             u = suite_member_from(row, u + 1), known++) {
            if (!is_idle(s, u, n)) return false;
        }
    }
    for (size_t t = 2; t < ASH_NODES; t++) {
        const struct ash_octaves *o = &s->fits.octaves;
        if (o->length[t] != 0 && !is_idle(s, o->at[t], o->length[t])) return false;
        known += o->length[t] != 0;
    }
    return known == idle;
}

static bool sound(const struct ash_runs *s)
{
    return s->limit <= ASH_UNITS && heads_are_starts(s) && linked(s) && merged(s) && found(s);
}

static bool agree(const struct ash_runs *s)
{
    return ash_runs_check(s) == sound(s);
}

// Lengths of runs in turn, each second one idle; some have neighbours of their own length.
static const unsigned char lengths[] = {1, 2, 1, 1, 2, ASH_FITS + 2, 3, 1, 1, ASH_FITS, 1, 2};
#define RUNS (sizeof lengths / sizeof lengths[0])

// So many of them, the first idle or the second; the last is the only one at its end.
static struct ash_runs *scene(const struct suite_run *r, size_t runs, bool second)
{
    struct ash_runs *s = place(r);
    size_t at[RUNS], limit = 0;
    for (size_t i = 0; i < runs; i++) limit += lengths[i];
    if (limit > ASH_UNITS) return NULL;
    for (size_t u = 0; u <= ASH_UNITS && u < limit + 4; u++) s->next[u] = s->prev[u] = 0;
    for (size_t u = 0; u < ASH_UNITS && u < limit + 4; u++) s->idle[u] = 0;
    ash_runs_init(s, limit);
    for (size_t i = 0; i < runs; i++) at[i] = ash_runs_take(s, lengths[i]);
    for (size_t i = second; i < runs; i += 2) ash_runs_give(s, at[i]);
    return ash_runs_check(s) && sound(s) ? s : NULL;
}

// At each unit, and behind the last, each number; alone, and with the way back put right.
static const char *links(const struct suite_run *r)
{
    for (size_t runs = 1; runs <= RUNS; runs += runs < 5 ? 1 : RUNS - 5) {
        struct ash_runs *s = scene(r, runs, runs % 2 == 0);
        EXPECT(s != NULL, "sound runs cannot be made");
        for (size_t u = 0; u <= s->limit; u += SUITE_EVERY) {
            ash_unit next = s->next[u];
            for (size_t v = 0; v <= s->limit + 2; v++) {
                ash_unit prev = s->prev[v], back = s->prev[u];
                s->next[u] = (ash_unit)v;
                EXPECT(agree(s), "check does not see where a run ends");
                s->prev[v] = (ash_unit)u;
                EXPECT(agree(s),
                       "check does not see where a run ends, though the next begins there");
                s->prev[v] = prev;
                s->next[u] = next;
                s->prev[u] = (ash_unit)v;
                EXPECT(agree(s), "check does not see where the run before begins");
                s->prev[u] = back;
            }
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

// Each unit becomes idle, or held, or a head, or no head; on record, too, or not.
static const char *marks(const struct suite_run *r)
{
    for (size_t runs = 1; runs <= RUNS; runs += runs < 4 ? 1 : RUNS - 4) {
        struct ash_runs *s = scene(r, runs, runs % 2 != 0);
        EXPECT(s != NULL, "sound runs cannot be made");
        for (size_t u = 0; u < s->limit + 3; u++) {
            size_t n = s->next[u] != 0 ? s->next[u] - u : 1;
            uint8_t idle = s->idle[u];
            s->idle[u] = idle != 0 ? 0 : 2;
            EXPECT(agree(s), "check does not see what is idle");
            bool known = ash_fits_test(&s->fits, u, n);
            known ? ash_fits_drop(&s->fits, u, n) : ash_fits_put(&s->fits, u, n);
            EXPECT(agree(s), "check does not see what is idle, or on record");
            s->idle[u] = idle;
            EXPECT(agree(s), "check does not see what is on record");
            known ? ash_fits_put(&s->fits, u, n) : ash_fits_drop(&s->fits, u, n);
            suite_turn(&s->heads, u);
            EXPECT(agree(s), "check does not see what begins a run");
            ash_unit next = s->next[u];
            s->next[u] = next == 0 ? (ash_unit)(u + 1) : 0;
            EXPECT(agree(s), "check does not see what begins a run, and is a head");
            s->next[u] = next;
            suite_turn(&s->heads, u);
        }
        s->heads.root[0] ^= 1;
        EXPECT(agree(s), "check accepts a wrong summary");
        s->heads.root[0] ^= 1;
    }
    suite_init(r, r->capacity);
    return NULL;
}

// One more run on record, of each length, at each unit and just beyond, where things may look as
// if there was one.
static const char *records(const struct suite_run *r)
{
    struct ash_runs *s = scene(r, RUNS, false);
    EXPECT(s != NULL, "sound runs cannot be made");
    for (size_t u = 0; u < s->limit + 2; u += SUITE_EVERY) {
        for (size_t n = 1; n <= 5 * ASH_FITS; n += n <= ASH_FITS ? 1 : ASH_FITS) {
            size_t span = ASH_FITS, k = 0;
            while (n > 2 * span) span *= 2, k++;
            bool node = n > ASH_FITS && s->fits.octaves.length[ash_octave_nodes(k) + u / span] != 0;
            if (n > ASH_UNITS || node || ash_fits_test(&s->fits, u, n)) continue;
            ash_fits_put(&s->fits, u, n);
            EXPECT(!ash_runs_check(s) && !sound(s), "check accepts a run that is none");
            if (u >= s->limit) {
                s->next[u] = (ash_unit)(u + n);
                s->idle[u] = 1;
                EXPECT(!ash_runs_check(s) && !sound(s), "check accepts a run beyond the limit");
                s->next[u] = s->idle[u] = 0;
            }
            ash_fits_drop(&s->fits, u, n);
        }
    }
    EXPECT(ash_runs_check(s), "check refuses the repaired runs");
    suite_init(r, r->capacity);
    return NULL;
}

// The limit alone is another; and a heap of no unit, and of all, whose last unit is idle alone.
static const char *limits(const struct suite_run *r)
{
    struct ash_runs *s = scene(r, RUNS, true);
    EXPECT(s != NULL, "sound runs cannot be made");
    size_t right = s->limit;
    for (s->limit = 0; s->limit < right + 3; s->limit++)
        EXPECT(agree(s), "check does not see another limit");
    ash_runs_init(s, 0);
    EXPECT(ash_runs_check(s) && sound(s), "check refuses no units at all");
    ash_runs_init(s, ASH_UNITS);
    EXPECT(ash_runs_check(s), "check refuses all units in one run");
    if (ASH_UNITS >= 8) {
        EXPECT(ash_runs_take(s, ASH_UNITS - 3) == 0, "the first units cannot be had");
        for (size_t u = ASH_UNITS - 3; u < ASH_UNITS; u++)
            EXPECT(ash_runs_take(s, 1) == u, "the last units cannot be had");
        ash_runs_give(s, ASH_UNITS - 1);
        EXPECT(ash_runs_check(s), "check refuses the last unit as a run");
        ash_runs_take(s, 1);
        ash_runs_give(s, ASH_UNITS - 2);
        for (size_t n = 1; n <= 2; n++) {
            for (size_t u = ASH_UNITS - 3; u < ASH_UNITS; u++) {
                suite_turn(&s->fits.row[n - 1], u);
                EXPECT(!ash_runs_check(s), "check accepts one of the last units as idle, or not");
                suite_turn(&s->fits.row[n - 1], u);
            }
        }
    }
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"links", SUITE_SLABS, links},
    {"marks", SUITE_SLABS, marks},
    {"records", SUITE_SLABS, records},
    {"limits", SUITE_SLABS, limits},
};
SUITE_GROUP(ash_suite_runs, tests);
