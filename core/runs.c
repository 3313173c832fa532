// SPDX-License-Identifier: MIT
#include "runs.h"
#include "request.h" // ash_align_up

void ash_runs_init(struct ash_runs *s, size_t units)
{
    s->limit = units < ASH_UNITS ? units : ASH_UNITS;
    ash_set_init(&s->heads);
    ash_fits_init(&s->fits);
    /*@ loop invariant 0 <= i <= ASH_UNITS + 1;
        loop invariant \forall integer j; 0 <= j < i ==> s->next[j] == 0;
        loop assigns i, s->next[0 .. ASH_UNITS];
        loop variant ASH_UNITS + 1 - i;
    */
    for (size_t i = 0; i <= ASH_UNITS; i++) s->next[i] = 0;
    /*@ loop invariant 0 <= i <= ASH_UNITS + 1;
        loop invariant \forall integer j; 0 <= j < i ==> s->prev[j] == 0;
        loop assigns i, s->prev[0 .. ASH_UNITS];
        loop variant ASH_UNITS + 1 - i;
    */
    for (size_t i = 0; i <= ASH_UNITS; i++) s->prev[i] = 0;
    /*@ loop invariant 0 <= i <= ASH_UNITS;
        loop invariant \forall integer j; 0 <= j < i ==> s->idle[j] == 0;
        loop assigns i, s->idle[0 .. ASH_UNITS - 1];
        loop variant ASH_UNITS - i;
    */
    for (size_t i = 0; i < ASH_UNITS; i++) s->idle[i] = 0;
    if (s->limit == 0) return;
    s->next[0] = (ash_unit)s->limit;
    s->idle[0] = 1;
    ash_set_insert(&s->heads, 0);
    //@ ghost ash_octaves_are_long(s->fits.octaves);
    //@ assert none: \forall integer x, m; !ash_octaves_has(s->fits.octaves, x, m);
    //@ ghost if (s->limit > ASH_FITS) ash_octaves_leave_room(s->fits.octaves, 0, s->limit);
    ash_fits_put(&s->fits, 0, s->limit);
    //@ assert linked: ash_runs_linked(*s);
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
}

// Makes the runs at i and e neighbours.
/*@ requires \valid(s) && i < e <= ASH_UNITS;
    terminates \true;
    assigns s->next[i], s->prev[e];
    ensures s->next[i] == e && s->prev[e] == i;
*/
static void chain(struct ash_runs *s, size_t i, size_t e)
{
    s->next[i] = (ash_unit)e;
    s->prev[e] = (ash_unit)i;
}

// Takes the whole idle run at i.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && s->idle[i] != 0;
    terminates \true;
    assigns s->idle[i], s->fits;
    ensures ash_runs_wf(*s) && s->idle[i] == 0 && s->next[i] != 0;
    ensures s->next[i] < s->limit ==> s->idle[s->next[i]] == 0;
    ensures i > 0 ==> s->idle[s->prev[i]] == 0;
    ensures ash_runs_gain(\old(*s), *s, i, s->next[i]);
    ensures \forall integer x, y; ash_vacant(*s, x, y) <==> (ash_vacant(\old(*s), x, y) && x != i);
*/
static void hold(struct ash_runs *s, size_t i)
{
    //@ assert ash_vacant(*s, i, i + (s->next[i] - i));
    ash_fits_drop(&s->fits, i, s->next[i] - i);
    s->idle[i] = 0;
    //@ assert linked: ash_runs_linked(*s);
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
}

// Puts the n units of the run at i, which is held, on record as well.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && ash_held(*s, i, i + n);
    terminates \true;
    assigns s->fits;
    ensures ash_fits_wf(s->fits);
    ensures \forall integer x, m; 0 <= x < ASH_UNITS ==>
      (ash_fit(s->fits, x, m) <==> (ash_fit(\old(s->fits), x, m) || (x == i && m == n)));
*/
static void record(struct ash_runs *s, size_t i, size_t n)
{
    //@ ghost ash_octaves_are_long(s->fits.octaves);
    /*@ assert apart: \forall integer x, m; ash_octaves_has(s->fits.octaves, x, m) ==>
          ash_fit(s->fits, x, m) && ash_vacant(*s, x, x + m) && (x + m <= i || i + n <= x); */
    //@ ghost if (n > ASH_FITS) ash_octaves_leave_room(s->fits.octaves, i, n);
    ash_fits_put(&s->fits, i, n);
}

// Gives away the run at i, which is held between two that are held.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && s->next[i] != 0 && s->idle[i] == 0;
    requires s->next[i] < s->limit ==> s->idle[s->next[i]] == 0;
    requires i > 0 ==> s->idle[s->prev[i]] == 0;
    terminates \true;
    assigns s->idle[i], s->fits;
    ensures ash_runs_wf(*s);
    ensures ash_runs_lose(\old(*s), *s, i);
    ensures \forall integer x, y; ash_vacant(*s, x, y) <==>
      (ash_vacant(\old(*s), x, y) || (x == i && y == s->next[i]));
*/
static void drop(struct ash_runs *s, size_t i)
{
    size_t n = s->next[i] - i;
    record(s, i, n);
    s->idle[i] = 1;
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
}

// Cuts the run at i, which is held, in two.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && s->next[i] != 0 && s->idle[i] == 0;
    requires i < v && v < s->next[i];
    terminates \true;
    assigns s->next[i], s->next[v], s->prev[v], s->prev[s->next[i]], s->heads;
    ensures ash_runs_wf(*s);
    ensures s->next[i] == v && s->next[v] == \old(s->next)[i] && s->prev[v] == i;
    ensures s->idle[v] == 0;
    ensures \forall integer x, y; ash_held(*s, x, y) <==>
      (x == i ? y == v : (x == v ? y == \old(s->next)[i] : ash_held(\old(*s), x, y)));
    ensures ash_runs_same_idle(\old(*s), *s);
*/
static void split(struct ash_runs *s, size_t i, size_t v)
{
    size_t e = s->next[i];
    ash_set_insert(&s->heads, v);
    chain(s, v, e);
    chain(s, i, v);
    //@ assert ends: ash_runs_ends(*s);
    //@ assert bare: ash_runs_bare(*s);
    //@ assert back: ash_runs_back(*s);
    //@ assert heads: ash_runs_heads(*s);
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
}

// Makes one of the run at i and the one behind it; both are held.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && s->next[i] != 0 && s->idle[i] == 0;
    requires s->next[i] < s->limit && s->idle[s->next[i]] == 0;
    terminates \true;
    assigns s->next[i], s->next[s->next[i]], s->prev[s->next[s->next[i]]], s->heads;
    ensures ash_runs_wf(*s);
    ensures s->next[i] == \old(s->next)[\old(s->next)[i]];
    ensures \forall integer x, y; ash_held(*s, x, y) <==>
      (x == i ? y == s->next[i] : (x != \old(s->next)[i] && ash_held(\old(*s), x, y)));
    ensures ash_runs_same_idle(\old(*s), *s);
*/
static void join(struct ash_runs *s, size_t i)
{
    size_t v = s->next[i];
    size_t e = s->next[v];
    //@ assert order: i < v < e <= s->limit && (e == s->limit || s->next[e] != 0);
    /*@ assert into: \forall integer x; 0 <= x < s->limit && s->next[x] != 0 && x != i ==>
          s->next[x] != v; */
    ash_set_remove(&s->heads, v);
    chain(s, i, e);
    s->next[v] = 0;
    //@ assert ends: ash_runs_ends(*s);
    //@ assert bare: ash_runs_bare(*s);
    //@ assert back: ash_runs_back(*s);
    //@ assert heads: ash_runs_heads(*s);
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
}

// Leaves the run at v, which is held and before none that is idle, n of its units, and gives the
// others away.
/*@ requires \valid(s) && ash_runs_wf(*s) && v < s->limit && s->next[v] != 0 && s->idle[v] == 0;
    requires 0 < n && v + n <= s->next[v];
    requires s->next[v] < s->limit ==> s->idle[s->next[v]] == 0;
    terminates \true;
    assigns s->next[0 .. ASH_UNITS], s->prev[0 .. ASH_UNITS], s->idle[0 .. ASH_UNITS - 1];
    assigns s->heads, s->fits;
    ensures ash_runs_wf(*s) && ash_runs_alter(\old(*s), *s, v, v + n);
    ensures s->next[v] == v + n;
    ensures \forall integer x; 0 <= x <= v ==> s->prev[x] == \old(s->prev[x]);
    ensures \forall integer x; 0 <= x <= v ==> s->idle[x] == \old(s->idle[x]);
*/
static inline void trim(struct ash_runs *s, size_t v, size_t n)
{
    if (v + n < s->next[v]) {
        split(s, v, v + n);
        drop(s, v + n);
    }
}

// Takes the whole of an idle run, the shortest that has n units: where it starts. ASH_UNITS only if
// none is that long, and then nothing changes.
/*@ requires \valid(s) && ash_runs_wf(*s) && 0 < n;
    terminates \true;
    assigns s->idle[0 .. ASH_UNITS - 1], s->fits;
    ensures ash_runs_wf(*s);
    ensures \result == ASH_UNITS <==>
      (\forall integer x, y; ash_vacant(\old(*s), x, y) ==> y - x < n);
    ensures \result == ASH_UNITS ==> *s == \old(*s);
    ensures \result != ASH_UNITS ==> \result + n <= s->next[\result] <= s->limit &&
      s->idle[\result] == 0 && ash_vacant(\old(*s), \result, s->next[\result]);
    ensures \result != ASH_UNITS && s->next[\result] < s->limit ==>
      s->idle[s->next[\result]] == 0;
    ensures \result != ASH_UNITS ==> ash_runs_gain(\old(*s), *s, \result, s->next[\result]);
*/
static inline size_t hold_fit(struct ash_runs *s, size_t n)
{
    //@ ghost struct ash_runs before = *s;
    size_t i = ash_fits_pull(&s->fits, n);
    /*@ assert none: i == ASH_UNITS ==> \forall integer x, y; ash_vacant(before, x, y) ==>
          ash_fit(before.fits, x, y - x) && y - x < n; */
    if (i == ASH_UNITS) return i;
    //@ assert vacant: ash_vacant(before, i, s->next[i]) && i + n <= s->next[i];
    s->idle[i] = 0;
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
    return i;
}

// Takes the n units from v on out of the idle run at i.
/*@ requires \valid(s) && ash_runs_wf(*s) && i < s->limit && s->idle[i] != 0;
    requires i <= v && 0 < n <= ASH_UNITS && v <= ASH_UNITS && v + n <= s->next[i];
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s) && s->limit == \old(s->limit) && v + n <= s->limit;
    ensures ash_runs_apart(\old(*s), v, v + n);
    ensures ash_runs_gain(\old(*s), *s, v, v + n);
*/
static inline void carve(struct ash_runs *s, size_t i, size_t v, size_t n)
{
    //@ ghost size_t e = s->next[i];
    //@ assert apart: ash_runs_apart(*s, v, v + n);
    hold(s, i);
    if (i < v) split(s, i, v);
    /*@ assert whole: \forall integer x, y; ash_held(*s, x, y) <==>
          (ash_held(\at(*s, Pre), x, y) || (x == v && y == e) || (i < v && x == i && y == v)); */
    trim(s, v, n);
    /*@ assert part: \forall integer x, y; ash_held(*s, x, y) <==>
          (ash_held(\at(*s, Pre), x, y) || (x == v && y == v + n) || (i < v && x == i && y == v)); */
    if (i < v) drop(s, i);
}

size_t ash_runs_take(struct ash_runs *s, size_t n)
{
    size_t i = hold_fit(s, n);
    if (i == ASH_UNITS) return i;
    //@ assert apart: ash_runs_apart(\at(*s, Pre), i, i + n);
    trim(s, i, n);
    return i;
}

size_t ash_runs_take_aligned(struct ash_runs *s, size_t n, size_t a)
{
    if (n > ASH_UNITS || a > ASH_UNITS) return ASH_UNITS;
    size_t i = ash_fits_find(&s->fits, n);
    size_t v = ash_align_up(i, a);
    if (i == ASH_UNITS || v + n > s->next[i]) {
        i = ash_fits_find(&s->fits, n + a - 1);
        /*@ assert none: i == ASH_UNITS ==> \forall integer x, y; ash_vacant(*s, x, y) ==>
              ash_fit(s->fits, x, y - x) && y - x < n + a - 1; */
        if (i == ASH_UNITS) return i;
        v = ash_align_up(i, a);
    }
    carve(s, i, v, n);
    return v;
}

void ash_runs_give(struct ash_runs *s, size_t i)
{
    size_t e = s->next[i];
    if (e < s->limit && s->idle[e] != 0) {
        hold(s, e);
        join(s, i);
    }
    /*@ assert behind: \forall integer x, y; ash_held(*s, x, y) <==>
          (x == i ? y == s->next[i] : ash_held(\at(*s, Pre), x, y)); */
    if (i > 0 && s->idle[s->prev[i]] != 0) {
        i = s->prev[i];
        hold(s, i);
        join(s, i);
    }
    drop(s, i);
}

bool ash_runs_resize(struct ash_runs *s, size_t i, size_t n)
{
    size_t e = s->next[i];
    bool more = e < s->limit && s->idle[e] != 0;
    size_t most = more ? s->next[e] : e;
    if (n > most - i) return false;
    if (more) {
        hold(s, e);
        join(s, i);
    }
    //@ assert whole: ash_runs_alter(\at(*s, Pre), *s, i, most);
    trim(s, i, n);
    return true;
}

size_t ash_runs_of(const struct ash_runs *s, size_t u)
{
    return ash_set_upto(&s->heads, u);
}
