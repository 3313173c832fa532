// SPDX-License-Identifier: MIT
// What follows from the contracts of heap alone: with nothing live, one block takes all of it.
// That nothing is live is said in words of bits here, because WP's theory of bits does not know
// that a word without a bit is 0.
#include "heap.h"

/*@ ghost
  /@ requires ash_runs_first(s.runs) && ash_runs_ends(s.runs) && ash_runs_merged(s.runs);
     requires ash_heap_tied(s, -1) && ash_heap_busy(s, -1) && s.runs.limit > 0;
     requires s.kept == ASH_UNITS || !ash_slab_idle(s.slabs, s.kept);
     requires \forall integer u; 0 <= u < s.runs.limit ==> s.slabs.live[u] == 0;
     terminates \true;
     assigns \nothing;
     ensures ash_vacant(s.runs, 0, s.runs.limit);
  @/
  void one_run(struct ash_heap s)
  {
    /@ assert none: \forall integer u, e; !ash_held(s.runs, u, e); @/
    /@ assert first: s.runs.next[0] != 0 && s.runs.idle[0] != 0; @/
    /@ assert last: s.runs.next[0] < s.runs.limit ==>
         ash_held(s.runs, s.runs.next[0], s.runs.next[s.runs.next[0]]); @/
  }
*/

/*@ requires \valid(s) && ash_heap_wf(*s) && s->runs.limit > 0;
    requires \forall integer u; 0 <= u < s->runs.limit ==> s->slabs.live[u] == 0;
    terminates \true;
    assigns *s;
    ensures \result == 0;
    ensures ash_heap_block(*s, 0, s->runs.limit * ASH_WORD_BITS);
*/
size_t all_in_one_block(struct ash_heap *s)
{
    size_t all = s->runs.limit;
    size_t at = ash_heap_alloc(s, all * ASH_WORD_BITS * ASH_GRANULE, ASH_GRANULE);
    /*@ ghost
      if (at == ASH_NONE) {
        one_run(*s);
      }
    */
    return at;
}

// What a caller says of the length may be anything: so no precondition can creep in that nobody here
// would have to prove.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s);
    ensures \result == ASH_OK ==> ash_heap_loses(\old(*s), *s, offset / ASH_GRANULE);
    ensures \result != ASH_OK ==> *s == \old(*s);
*/
enum ash_status freed_with_any_size(struct ash_heap *s, size_t offset, size_t size)
{
    return ash_heap_free_sized(s, offset, size);
}
