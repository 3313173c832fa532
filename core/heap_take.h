// SPDX-License-Identifier: MIT
// heap_take: where heap has its units from: an idle run, or the kept slab, if it comes to that.
#ifndef ASH_HEAP_TAKE_H
#define ASH_HEAP_TAKE_H

#include "heap_parts.h"

/*@ // Whether units were found or not: the parts are sound, and nobody's shape or limit is another.
    predicate ash_heap_took_from(struct ash_heap old, struct ash_heap now) =
      now.slabs.layout.shapes == old.slabs.layout.shapes && now.runs.limit == old.runs.limit &&
      ash_slabs_wf(now.slabs) && ash_runs_wf(now.runs);

    // The n units from u on are a run, where nothing lived, and are nobody's yet.
    predicate ash_heap_took(struct ash_heap old, struct ash_heap now, integer u, integer n) =
      u + n <= now.runs.limit && ash_held(now.runs, u, u + n) && ash_heap_tied(now, u) &&
      ash_heap_busy(now, -1) && ash_heap_bare(now, u, u + n) &&
      ash_heap_gap(old, u * ASH_WORD_BITS, (u + n) * ASH_WORD_BITS);
*/

// A run of n units that starts at a multiple of a units and is nobody's yet, or ASH_UNITS.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 < n && 0 < a <= 0x1000000000000000;
    terminates \true;
    assigns s->runs;
    ensures ash_runs_wf(s->runs) && s->runs.limit == \old(s->runs.limit);
    ensures \result == ASH_UNITS ==> *s == \old(*s) && ash_heap_cramped(*s, n + a - 1);
    ensures \result != ASH_UNITS ==> \result % a == 0 && ash_heap_same(\old(*s), *s) &&
      ash_heap_took(\old(*s), *s, \result, n);
*/
static inline size_t ash_heap_find_run(struct ash_heap *s, size_t n, size_t a)
{
    //@ ghost struct ash_heap before = *s;
    //@ ghost ash_slots_lie_inside(s->slabs.layout);
    //@ ghost ash_runs_lie_apart(s->runs);
    //@ ghost ash_heap_lives_in_runs(*s);
    size_t u = a == 1 ? ash_runs_take(&s->runs, n) : ash_runs_take_aligned(&s->runs, n, a);
    if (u == ASH_UNITS) return u;
    //@ ghost ash_heap_after_take(before, *s, u, (size_t)(u + n));
    return u;
}

// The same, after the kept slab has been given back, if it is still empty.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 < n && 0 < a <= 0x1000000000000000;
    requires s->kept != ASH_UNITS;
    terminates \true;
    assigns *s;
    ensures ash_heap_same(\old(*s), *s) && ash_heap_took_from(\old(*s), *s);
    ensures \result == ASH_UNITS ==> ash_heap_wf(*s) && ash_heap_short(*s, n + a - 1);
    ensures \result == ASH_UNITS ==> ash_heap_fuller(\old(*s), *s);
    ensures \result != ASH_UNITS ==> \result % a == 0 && ash_heap_took(\old(*s), *s, \result, n);
*/
size_t ash_heap_take_again(struct ash_heap *s, size_t n, size_t a);

// A run such as ash_heap_find_run gives; if there is none, that is tried once more after the kept
// slab has been given back.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 < n && 0 < a <= 0x1000000000000000;
    terminates \true;
    assigns *s;
    ensures ash_heap_same(\old(*s), *s) && ash_heap_took_from(\old(*s), *s);
    ensures \result == ASH_UNITS ==> ash_heap_wf(*s) && ash_heap_short(*s, n + a - 1);
    ensures \result == ASH_UNITS ==> ash_heap_fuller(\old(*s), *s);
    ensures \result != ASH_UNITS ==> \result % a == 0 && ash_heap_took(\old(*s), *s, \result, n);
*/
static inline size_t ash_heap_take_run(struct ash_heap *s, size_t n, size_t a)
{
    size_t u = ash_heap_find_run(s, n, a);
    if (u != ASH_UNITS || s->kept == ASH_UNITS) return u;
    return ash_heap_take_again(s, n, a);
}

#endif
