// SPDX-License-Identifier: MIT
// What a step of slabs or of runs means for the whole heap: see proofs/logic/heap_steps.acsl.
#include "heap.h"

/*@ ghost
  void ash_heap_after_take(struct ash_heap old, struct ash_heap now, size_t b, size_t e)
  {
    /@ assert slab: \forall integer u; b <= u < e ==> old.slabs.layout.row[u] == 0; @/
    /@ assert live: \forall integer u; b <= u < e ==> old.slabs.live[u] == 0; @/
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, b); @/
  }
*/

/*@ ghost
  void ash_heap_after_give(struct ash_heap old, struct ash_heap now, size_t b)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
  }
*/

/*@ ghost
  void ash_heap_after_begin(struct ash_heap old, struct ash_heap now, size_t b, size_t e,
                            size_t r)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
    /@ assert slots: \forall integer u, k; 0 <= u < now.runs.limit && !(b <= u < e) ==>
         (ash_slot(now.slabs.layout, u, k) <==> ash_slot(old.slabs.layout, u, k)); @/
    /@ assert others: \forall integer u, k; ash_slot_free(now.slabs, r, u, k) && !(b <= u < e) ==>
         ash_slot_free(old.slabs, r, u, k); @/
  }
*/

/*@ ghost
  void ash_heap_after_end(struct ash_heap old, struct ash_heap now, size_t b, size_t e)
  {
    /@ assert free: \forall integer q, u, k; 1 <= q && ash_slot_free(now.slabs, q, u, k) ==>
         ash_slot_free(old.slabs, q, u, k); @/
  }
*/

/*@ ghost
  void ash_heap_after_gain(struct ash_heap old, struct ash_heap now, size_t u, size_t k)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
  }
*/

/*@ ghost
  void ash_heap_after_lose(struct ash_heap old, struct ash_heap now, size_t u, size_t k)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
  }
*/

/*@ ghost
  void ash_heap_after_mark(struct ash_heap old, struct ash_heap now, size_t b, size_t e)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
  }
*/

/*@ ghost
  void ash_heap_after_unmark(struct ash_heap old, struct ash_heap now, size_t b)
  {
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, b); @/
  }
*/

/*@ ghost
  void ash_heap_after_alter(struct ash_heap old, struct ash_heap now, size_t b, size_t e)
  {
    /@ assert here: ash_held(now.runs, b, e); @/
    /@ assert slabs: ash_heap_slabs(now); @/
    /@ assert large: ash_heap_large(now); @/
    /@ assert used: ash_heap_used(now, -1); @/
  }
*/

/*@ ghost
  void ash_heap_is_of_units(struct ash_heap s, size_t u)
  {
    /@ assert head: s.runs.next[u] != 0 && s.runs.idle[u] == 0 ==>
         ash_held(s.runs, u, s.runs.next[u]); @/
  }
*/

/*@ ghost
  void ash_heap_of_units(struct ash_heap s) {}
*/

/*@ ghost
  void ash_heap_served_since(struct ash_heap old, struct ash_heap then, struct ash_heap now,
                             size_t first, size_t n) {}
*/
