// SPDX-License-Identifier: MIT
// runs: units handed out as runs of them, by address.
//
// Every unit belongs to a run; a run is either held or idle, and no two idle runs follow one
// another: what is given back joins its neighbours at once. The idle runs are on record by their
// length (fits), so that one that serves is found in a bounded number of steps, and always if
// there is one. Nothing here is a loop but a step an octave.
#ifndef ASH_RUNS_H
#define ASH_RUNS_H

#include "fits.h"

struct ash_runs {
    size_t limit;                 // units managed, at most ASH_UNITS
    ash_unit next[ASH_UNITS + 1]; // at the first unit of a run: of the next run; 0 elsewhere
    ash_unit prev[ASH_UNITS + 1]; // likewise, and at limit: the first unit of the run before
    uint8_t idle[ASH_UNITS];      // 1 at the first unit of a run that is free, 0 elsewhere
    struct ash_set heads;         // the first unit of each run
    struct ash_fits fits;         // the runs that are free, by length
};

#ifdef __FRAMAC__
#include "../proofs/logic/runs.acsl"
#endif

// One idle run of all units, as many as asked for, but ASH_UNITS at most. Work: a few steps a
// unit.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s);
    ensures s->limit == (units < ASH_UNITS ? units : ASH_UNITS);
    ensures \forall integer x, y; !ash_held(*s, x, y);
    ensures s->limit > 0 ==> ash_vacant(*s, 0, s->limit);
*/
void ash_runs_init(struct ash_runs *s, size_t units);

// Takes a run of n units from the start of an idle one, of the shortest that will do;
// where it starts. ASH_UNITS only if no idle run is that long, and then
// nothing changes. Work: as ash_fits_find, ash_fits_drop and ash_fits_put.
/*@ requires \valid(s) && ash_runs_wf(*s) && 0 < n;
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s) && s->limit == \old(s->limit);
    ensures \result == ASH_UNITS <==>
      (\forall integer x, y; ash_vacant(\old(*s), x, y) ==> y - x < n);
    ensures \result == ASH_UNITS ==> *s == \old(*s);
    ensures \result != ASH_UNITS ==> \result + n <= s->limit &&
      ash_runs_apart(\old(*s), \result, \result + n);
    ensures \result != ASH_UNITS ==> ash_runs_gain(\old(*s), *s, \result, \result + n);
*/
size_t ash_runs_take(struct ash_runs *s, size_t n);

// Takes a run of n units that starts at a multiple of a. Fails only if no idle run has n + a - 1
// units, in which there is one wherever it starts; a shorter one serves when it is that which
// ash_runs_take would take, and lies well. Work: twice that of ash_runs_take.
/*@ requires \valid(s) && ash_runs_wf(*s) && 0 < n && 0 < a <= 0x1000000000000000;
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s) && s->limit == \old(s->limit);
    ensures \result == ASH_UNITS ==>
      (\forall integer x, y; ash_vacant(\old(*s), x, y) ==> y - x < n + a - 1);
    ensures \result == ASH_UNITS ==> *s == \old(*s);
    ensures \result != ASH_UNITS ==> \result % a == 0 && \result + n <= s->limit &&
      ash_runs_apart(\old(*s), \result, \result + n);
    ensures \result != ASH_UNITS ==> ash_runs_gain(\old(*s), *s, \result, \result + n);
*/
size_t ash_runs_take_aligned(struct ash_runs *s, size_t n, size_t a);

// Gives the held run at i back. Work: as ash_fits_drop, twice, and ash_fits_put.
/*@ requires \valid(s) && ash_runs_wf(*s);
    requires i < s->limit && s->next[i] != 0 && s->idle[i] == 0;
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s) && s->limit == \old(s->limit);
    ensures ash_runs_lose(\old(*s), *s, i);
*/
void ash_runs_give(struct ash_runs *s, size_t i);

// Makes the held run at i n units long where it stands. False, and nothing changes, only if it
// would have to grow over what is held or beyond the limit. Work: as ash_runs_give.
/*@ requires \valid(s) && ash_runs_wf(*s) && 0 < n;
    requires i < s->limit && s->next[i] != 0 && s->idle[i] == 0;
    terminates \true;
    assigns *s;
    ensures ash_runs_wf(*s) && s->limit == \old(s->limit);
    ensures \result == true <==> ash_runs_grows(\old(*s), i, n);
    ensures \result == false ==> *s == \old(*s);
    ensures \result == true ==> ash_runs_alter(\old(*s), *s, i, i + n);
*/
bool ash_runs_resize(struct ash_runs *s, size_t i, size_t n);

// Where the run that unit u lies in starts. Work: as ash_set_upto.
/*@ requires \valid(s) && ash_runs_wf(*s) && u < s->limit;
    terminates \true;
    assigns \nothing;
    ensures \result <= u && s->next[\result] != 0 && u < s->next[\result];
*/
size_t ash_runs_of(const struct ash_runs *s, size_t u);

// Does the invariant hold? For any contents at all. Work: as ash_fits_check, and a few steps a
// run.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_runs_wf(*s);
*/
bool ash_runs_check(const struct ash_runs *s);

#endif
