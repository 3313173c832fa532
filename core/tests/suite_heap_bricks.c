// SPDX-License-Identifier: MIT
// What heap is built of, each against a model that is a plain array: set, octaves, fits, runs.
// They are tried where they lie in the state of heap.
#include "suite_heap.h"

static const char *set_next_and_upto(const struct suite_run *r)
{
    struct ash_set *set = &suite_heap(r)->runs.heads;
    unsigned char *in = r->port->memory;
    size_t most = ASH_SET_MEMBERS < 2048 ? ASH_SET_MEMBERS : 2048;
    uint64_t seed = 271828;
    ash_set_init(set);
    for (size_t i = 0; i < most; i++) in[i] = 0;
    for (size_t step = 0; step < 2000; step++) {
        size_t i = suite_random(&seed, most);
        if (suite_random(&seed, 64) < 10 + step % 50)
            ash_set_remove(set, i), in[i] = 0;
        else
            ash_set_insert(set, i), in[i] = 1;
        size_t from = suite_random(&seed, most), next = from, upto = from + 1;
        while (next < most && in[next] == 0) next++;
        while (upto > 0 && in[upto - 1] == 0) upto--;
        size_t none = ASH_SET_MEMBERS;
        EXPECT(ash_set_test(set, i) == (in[i] != 0), "a member is none, or none is");
        EXPECT(ash_set_next(set, from) == (next < most ? next : none), "next is another member");
        EXPECT(ash_set_upto(set, from) == (upto > 0 ? upto - 1 : none), "upto is another member");
        size_t count = 0;
        while (count < most && in[count] == 0) count++;
        EXPECT(ash_set_empty(set) == (count == most), "a set is empty that is not");
    }
    EXPECT(ash_set_check(set), "check finds a set unsound");
    suite_init(r, r->capacity);
    return NULL;
}

// Runs one behind the other, each of them on record or not, at random.
static const char *octaves_find_the_shortest(const struct suite_run *r)
{
    struct ash_octaves *octaves = &suite_heap(r)->runs.fits.octaves;
    size_t start[40], runs = 0;
    bool has[40] = {false};
    uint64_t seed = 314159;
    for (size_t i = 0; runs < 39 && i < ASH_UNITS; i += ASH_FITS + 1 + suite_random(&seed, i + 2))
        start[runs++] = i;
    start[runs] = ASH_UNITS;
    if (start[runs] - start[runs - 1] <= ASH_FITS) start[--runs] = ASH_UNITS;
    ash_octaves_init(octaves);
    for (size_t step = 0; runs != 0 && step < 500; step++) {
        size_t k = suite_random(&seed, runs), length = start[k + 1] - start[k];
        has[k] ? ash_octaves_drop(octaves, start[k], length)
               : ash_octaves_put(octaves, start[k], length);
        has[k] = !has[k];
        EXPECT(ash_octaves_test(octaves, start[k], length) == has[k], "a run is not as it was put");
        size_t n = ASH_FITS + 1 + suite_random(&seed, ASH_UNITS), best = ASH_UNITS;
        for (size_t j = runs; j-- > 0;) {
            size_t m = start[j + 1] - start[j];
            bool better = best == ASH_UNITS || m <= start[best + 1] - start[best];
            if (has[j] && m >= n && better) best = j;
        }
        EXPECT(ash_octaves_find(octaves, n) == (best == ASH_UNITS ? ASH_UNITS : start[best]),
               "not the shortest run that will do");
    }
    EXPECT(ash_octaves_check(octaves), "check finds octaves unsound");
    suite_init(r, r->capacity);
    return NULL;
}

// ---- runs, and the fits in them; memory[u] is the number of who holds unit u, or 0 ----

// Idle units from u on.
static size_t idle_from(const struct suite_run *r, size_t u)
{
    size_t end = u;
    while (end < suite_heap(r)->runs.limit && r->port->memory[end] == 0) end++;
    return end - u;
}

// Where ash_runs_take must take n units, when that is up to ASH_FITS: the shortest idle run that
// will do, and the lowest of these. ASH_UNITS: there is none, or the longest do.
static size_t best(const struct suite_run *r, size_t n, size_t *longest)
{
    size_t limit = suite_heap(r)->runs.limit, at = ASH_UNITS, least = ASH_FITS + 1;
    *longest = 0;
    for (size_t u = 0; u < limit; u++) {
        size_t here = idle_from(r, u);
        if (here == 0 || (u > 0 && r->port->memory[u - 1] == 0)) continue;
        if (here > *longest) *longest = here;
        if (here >= n && here < least) least = here, at = u;
    }
    return at;
}

static void hold(const struct suite_run *r, size_t u, size_t n, unsigned char who)
{
    for (size_t i = u; i < u + n; i++) r->port->memory[i] = who;
}

static const char *take(const struct suite_run *r, size_t n, size_t a, unsigned char who)
{
    struct ash_runs *runs = &suite_heap(r)->runs;
    size_t longest, want = best(r, n, &longest);
    size_t u = a == 1 ? ash_runs_take(runs, n) : ash_runs_take_aligned(runs, n, a);
    EXPECT(u != ASH_UNITS || longest < n + a - 1, "a run is refused that one could serve");
    if (u == ASH_UNITS) return NULL;
    EXPECT(u % a == 0 && u + n <= runs->limit, "a run is not as asked");
    EXPECT(a != 1 || want == ASH_UNITS || u == want, "a run is not the shortest that will do");
    EXPECT(idle_from(r, u) >= n, "a run is taken that somebody holds");
    hold(r, u, n, who);
    return NULL;
}

static const char *stretch(const struct suite_run *r, size_t u, size_t n, unsigned char who)
{
    struct ash_runs *runs = &suite_heap(r)->runs;
    size_t old = runs->next[u] - u;
    bool fits = n <= old + idle_from(r, u + old);
    EXPECT(ash_runs_resize(runs, u, n) == fits, "a run grows over another, or not over idle units");
    if (!fits) return NULL;
    hold(r, u, old, 0);
    hold(r, u, n, who);
    EXPECT(runs->next[u] == u + n, "a run is not as long as it must be");
    return NULL;
}

static const char *runs_as_an_array(const struct suite_run *r)
{
    struct ash_runs *runs = &suite_heap(r)->runs;
    uint64_t seed = 1414213;
    ash_runs_init(runs, SUITE_GRANULES);
    size_t limit = runs->limit;
    for (size_t u = 0; u < limit; u++) r->port->memory[u] = 0;
    for (size_t step = 0; step < 3000; step++) {
        size_t u = suite_random(&seed, limit);
        unsigned char who = (unsigned char)(step % 255 + 1);
        bool long_ones = step / 300 % 2 == 0;
        size_t n = 1 + suite_random(&seed, long_ones ? 2 * ASH_FITS : 5);
        size_t head = ash_runs_of(runs, u);
        const char *why = NULL;
        EXPECT(head <= u && runs->next[head] > u, "the run of a unit is another");
        if (runs->idle[head] != 0)
            why = take(r, n, suite_random(&seed, 3) == 0 ? (size_t)1 << u % 5 : 1, who);
        else if (suite_random(&seed, 3) == 0)
            why = stretch(r, head, n, who);
        else {
            hold(r, head, runs->next[head] - head, 0);
            ash_runs_give(runs, head);
        }
        if (why != NULL) return why;
        EXPECT(step % 16 != 0 || ash_runs_check(runs), "check finds runs unsound");
        EXPECT((runs->idle[ash_runs_of(runs, u)] != 0) == (r->port->memory[u] == 0),
               "a unit is held that nobody holds, or idle");
    }
    suite_init(r, r->capacity);
    return NULL;
}

// ---- check sees each part of the runs spoilt ----

// Is there a number below `below`, other than the right one, that check accepts there?
static bool accepts(const struct suite_run *r, ash_unit *at, size_t below)
{
    ash_unit right = *at;
    bool accepted = false;
    for (size_t v = 0; v < below; v++) {
        *at = (ash_unit)v;
        accepted = accepted || (v != right && ash_runs_check(&suite_heap(r)->runs));
    }
    *at = right;
    return accepted;
}

static const char *check_sees_wrong_runs(const struct suite_run *r)
{
    struct ash_runs *s = &suite_heap(r)->runs;
    size_t most = 2 * ASH_FITS + 8; // idle: 0 .. 2, 4 .. 4 + ASH_FITS + 1, and the rest
    suite_init(r, most * UNIT);
    EXPECT(ash_runs_take(s, 3) == 0 && ash_runs_take(s, 1) == 3, "runs are not in a row");
    EXPECT(ash_runs_take(s, ASH_FITS + 1) == 4, "runs are not in a row");
    EXPECT(ash_runs_take(s, 2) == ASH_FITS + 5, "runs are not in a row");
    ash_runs_give(s, 0);
    ash_runs_give(s, 4);
    EXPECT(ash_runs_check(s), "sound runs cannot be made");
    for (size_t u = 0; u < most; u += SUITE_EVERY) {
        EXPECT(!accepts(r, &s->next[u], most + 3), "check accepts a wrong next");
        s->idle[u] ^= 1;
        EXPECT(!ash_runs_check(s), "check accepts a wrong idle");
        s->idle[u] ^= 1;
        s->heads.leaf[u / ASH_WORD_BITS] ^= (ash_word)((ash_word)1 << u % ASH_WORD_BITS);
        EXPECT(!ash_runs_check(s), "check accepts a wrong head");
        s->heads.leaf[u / ASH_WORD_BITS] ^= (ash_word)((ash_word)1 << u % ASH_WORD_BITS);
    }
    const size_t ends[] = {3, 4, ASH_FITS + 5, ASH_FITS + 7, most};
    for (size_t i = 0; i < 5; i++)
        EXPECT(!accepts(r, &s->prev[ends[i]], most + 1), "check accepts a wrong prev");
    for (size_t k = 0; k < ASH_FITS; k++) {
        s->fits.rows ^= (ash_word)((ash_word)1 << k);
        EXPECT(!ash_runs_check(s), "check accepts a wrong row of fits");
        s->fits.rows ^= (ash_word)((ash_word)1 << k);
    }
    struct ash_octaves *o = &s->fits.octaves;
    for (size_t t = 2; t < ASH_NODES; t += t < 8 ? 1 : t / 4)
        EXPECT(!accepts(r, &o->length[t], most + 1), "check accepts a wrong length");
    for (size_t t = 2; t < ASH_NODES; t++)
        EXPECT(o->length[t] == 0 || !accepts(r, &o->at[t], most + 1),
               "check accepts a wrong place");
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        o->some[k] ^= 1;
        EXPECT(!ash_runs_check(s), "check accepts a wrong octave");
        o->some[k] ^= 1;
        o->rank[k].leaf[0] ^= 2;
        EXPECT(!ash_runs_check(s), "check accepts a wrong number");
        o->rank[k].leaf[0] ^= 2;
    }
    EXPECT(ash_runs_check(s), "check does not accept the repaired runs");
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"set_next_and_upto", SUITE_SLABS, set_next_and_upto},
    {"octaves_find_the_shortest", SUITE_SLABS, octaves_find_the_shortest},
    {"runs_as_an_array", SUITE_SLABS, runs_as_an_array},
    {"check_sees_wrong_runs", SUITE_SLABS, check_sees_wrong_runs},
};
SUITE_GROUP(ash_suite_heap_bricks, tests);
