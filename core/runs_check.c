// SPDX-License-Identifier: MIT
#include "runs.h"

// Are the units i .. end-1 no start of a run?
/*@ requires \valid(s) && i <= end <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer j; i <= j < end ==> s->next[j] == 0 && s->idle[j] == 0;
*/
static bool bare(const struct ash_runs *s, size_t i, size_t end)
{
    /*@ loop invariant \at(i, Pre) <= i <= end;
        loop invariant \forall integer j; \at(i, Pre) <= j < i ==>
          s->next[j] == 0 && s->idle[j] == 0;
        loop assigns i;
        loop variant end - i;
    */
    for (; i < end; i++) {
        if (s->next[i] != 0 || s->idle[i] != 0) return false;
    }
    return true;
}

// Is the run at i as the invariant says?
/*@ requires \valid(s) && ash_fits_wf(s->fits) && s->limit <= ASH_UNITS && i < s->limit;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      (i < s->next[i] <= s->limit && s->prev[s->next[i]] == i &&
       (s->next[i] == s->limit || s->next[s->next[i]] != 0) &&
       (\forall integer j; i < j < s->next[i] ==> s->next[j] == 0 && s->idle[j] == 0) &&
       (s->idle[i] != 0 && s->next[i] < s->limit ==> s->idle[s->next[i]] == 0) &&
       (s->idle[i] != 0 ==> ash_fit(s->fits, i, s->next[i] - i)));
*/
static bool run_placed(const struct ash_runs *s, size_t i)
{
    size_t end = s->next[i];
    if (end <= i || end > s->limit || s->prev[end] != i) return false;
    if (end < s->limit && s->next[end] == 0) return false;
    if (!bare(s, i + 1, end)) return false;
    if (s->idle[i] == 0) return true;
    if (end < s->limit && s->idle[end] != 0) return false;
    return ash_fits_test(&s->fits, i, end - i);
}

// Is each run in the row of n units idle, and that long?
/*@ requires \valid(s) && ash_fits_wf(s->fits) && s->limit <= ASH_UNITS && 0 < n <= ASH_FITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_runs_row(*s, n);
*/
static bool row_known(const struct ash_runs *s, size_t n)
{
    //@ assert ash_set_wf(s->fits.row[n - 1]);
    size_t i = ash_set_next(&s->fits.row[n - 1], 0);
    /*@ loop invariant 0 <= i <= ASH_SET_MEMBERS;
        loop invariant i < ASH_SET_MEMBERS ==> i < ASH_UNITS && ash_in(s->fits.row[n - 1], i);
        loop invariant \forall integer j; 0 <= j < i && j < ASH_UNITS &&
          ash_in(s->fits.row[n - 1], j) ==> ash_vacant(*s, j, j + n);
        loop assigns i;
        loop variant ASH_SET_MEMBERS - i;
    */
    while (i < ASH_SET_MEMBERS) {
        if (i >= s->limit || s->next[i] != i + n || s->idle[i] == 0) return false;
        if (i + 1 == ASH_SET_MEMBERS) return true;
        i = ash_set_next(&s->fits.row[n - 1], i + 1);
    }
    return true;
}

// Is what stands at the nodes of octave k idle, and that long?
/*@ requires \valid(s) && ash_fits_wf(s->fits) && s->limit <= ASH_UNITS && k < ASH_OCTAVES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_runs_octave(*s, k);
*/
static bool octave_known(const struct ash_runs *s, size_t k)
{
    const struct ash_octaves *o = &s->fits.octaves;
    size_t regions = ash_octave_nodes(k);
    /*@ loop invariant regions <= t <= 2 * regions;
        loop invariant \forall integer u; regions <= u < t ==> ash_runs_node(*s, u);
        loop assigns t;
        loop variant 2 * regions - t;
    */
    for (size_t t = regions; t < 2 * regions; t++) {
        size_t n = o->length[t], i = o->at[t];
        bool idle = n == 0 || (i < s->limit && s->next[i] == i + n && s->idle[i] != 0);
        //@ assert node: idle == true <==> ash_runs_node(*s, t);
        if (!idle) return false;
    }
    return true;
}

// Is all that is on record idle?
/*@ requires \valid(s) && ash_fits_wf(s->fits) && s->limit <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer i, n; 0 <= i < ASH_UNITS && ash_fit(s->fits, i, n) ==>
        ash_vacant(*s, i, i + n);
*/
static bool known(const struct ash_runs *s)
{
    /*@ loop invariant 1 <= n <= ASH_FITS + 1;
        loop invariant \forall integer m; 1 <= m < n ==> ash_runs_row(*s, m);
        loop assigns n;
        loop variant ASH_FITS + 1 - n;
    */
    for (size_t n = 1; n <= ASH_FITS; n++) {
        /*@ assert short: \forall integer i; 0 <= i < ASH_UNITS ==>
              (ash_fit(s->fits, i, n) <==> ash_in(s->fits.row[n - 1], i)); */
        if (!row_known(s, n)) {
            //@ assert !ash_runs_row(*s, n);
            return false;
        }
    }
    /*@ assert rows: \forall integer i, n; 0 <= i < ASH_UNITS && 1 <= n <= ASH_FITS &&
          ash_fit(s->fits, i, n) ==> ash_runs_row(*s, n) && ash_vacant(*s, i, i + n); */
    //@ ghost ash_octaves_are_long(s->fits.octaves);
    /*@ loop invariant 0 <= k <= ASH_OCTAVES;
        loop invariant \forall integer l; 0 <= l < k ==> ash_runs_octave(*s, l);
        loop assigns k;
        loop variant ASH_OCTAVES - k;
    */
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
        if (!octave_known(s, k)) {
            /*@ assert wrong: \exists integer t; ash_octave_node(k, t) &&
                  s->fits.octaves.length[t] != 0 && !ash_runs_node(*s, t) &&
                  ash_octaves_has(s->fits.octaves, s->fits.octaves.at[t],
                                  s->fits.octaves.length[t]); */
            return false;
        }
    }
    /*@ assert long: \forall integer i, n; 0 <= i < ASH_UNITS && n > ASH_FITS &&
          ash_fit(s->fits, i, n) ==> ash_vacant(*s, i, i + n); */
    return true;
}

// Are the heads just where runs start?
/*@ requires \valid(s) && s->limit <= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_runs_heads(*s);
*/
static bool heads_sound(const struct ash_runs *s)
{
    if (!ash_set_check(&s->heads)) return false;
    /*@ loop invariant 0 <= i <= s->limit;
        loop invariant \forall integer j; 0 <= j < i ==> (ash_in(s->heads, j) <==> s->next[j] != 0);
        loop assigns i;
        loop variant s->limit - i;
    */
    for (size_t i = 0; i < s->limit; i++) {
        if (ash_set_test(&s->heads, i) != (s->next[i] != 0)) return false;
    }
    if (s->limit == ASH_SET_MEMBERS) return true;
    return ash_set_next(&s->heads, s->limit) == ASH_SET_MEMBERS;
}

bool ash_runs_check(const struct ash_runs *s)
{
    if (s->limit > ASH_UNITS || !ash_fits_check(&s->fits)) return false;
    if (!heads_sound(s) || !known(s)) return false;
    if (s->limit > 0 && s->next[0] == 0) return false;
    /*@ loop invariant 0 <= i <= s->limit;
        loop invariant i == s->limit || s->next[i] != 0;
        loop invariant \forall integer g; 0 <= g < i && s->next[g] != 0 ==>
          g < s->next[g] <= i && (s->next[g] == s->limit || s->next[s->next[g]] != 0);
        loop invariant \forall integer g, j; 0 <= g < i && s->next[g] != 0 ==>
          g < j < s->next[g] ==> s->next[j] == 0;
        loop invariant \forall integer g; 0 <= g < i && s->next[g] == 0 ==> s->idle[g] == 0;
        loop invariant \forall integer g; 0 <= g < i && s->next[g] != 0 && s->idle[g] != 0 ==>
          ash_fit(s->fits, g, s->next[g] - g) &&
          (s->next[g] < s->limit ==> s->idle[s->next[g]] == 0);
        loop invariant \forall integer g; 0 < g <= i && (g == s->limit || s->next[g] != 0) ==>
          s->prev[g] < g && s->next[s->prev[g]] == g;
        loop assigns i;
        loop variant s->limit - i;
    */
    for (size_t i = 0; i < s->limit; i = s->next[i]) {
        /*@ assert next: ash_runs_linked(*s) ==> i < s->next[i] <= s->limit &&
              (s->next[i] == s->limit || s->next[s->next[i]] != 0); */
        //@ assert prev: ash_runs_linked(*s) ==> s->prev[s->next[i]] == i;
        /*@ assert inner: ash_runs_linked(*s) && ash_runs_merged(*s) ==>
              \forall integer j; i < j < s->next[i] ==> s->next[j] == 0 && s->idle[j] == 0; */
        /*@ assert fit: ash_runs_linked(*s) && ash_runs_found(*s) && s->idle[i] != 0 ==>
              ash_vacant(*s, i, i + (s->next[i] - i)) && ash_fit(s->fits, i, s->next[i] - i); */
        if (!run_placed(s, i)) return false;
    }
    //@ assert first: ash_runs_first(*s);
    //@ assert ends: ash_runs_ends(*s);
    //@ assert bare: ash_runs_bare(*s);
    //@ assert back: ash_runs_back(*s);
    //@ assert merged: ash_runs_merged(*s);
    //@ assert found: ash_runs_found(*s);
    return true;
}
