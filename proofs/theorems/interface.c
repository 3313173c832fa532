// SPDX-License-Identifier: MIT
// Two live blocks of a design have no granule in common, and all lie within the capacity. It is
// what a client needs who writes to a block's memory (designs.acsl).
#include "designs.h"

#define DESIGN dummy
#include "forward.h"
#undef DESIGN
#define DESIGN bump
#include "forward.h"
#undef DESIGN
#define DESIGN bitmap
#include "forward.h"
#undef DESIGN
#define DESIGN list
#include "forward.h"
#undef DESIGN
#define DESIGN bucket
#include "forward.h"
#undef DESIGN
#define DESIGN heap
#include "forward.h"
#undef DESIGN

//@ ghost void ash_dummy_blocks_lie_apart(struct ash_dummy s) {}

//@ ghost void ash_bump_blocks_lie_apart(struct ash_bump s) {}

//@ ghost void ash_bitmap_blocks_lie_apart(struct ash_bitmap s) {}

//@ ghost void ash_list_blocks_lie_apart(struct ash_list s) {}

//@ ghost void ash_bucket_blocks_lie_apart(struct ash_bucket s) {}

/*@ ghost
  void ash_heap_blocks_lie_apart(struct ash_heap s)
  {
    ash_slots_lie_inside(s.slabs.layout);
    ash_slots_lie_apart(s.slabs.layout);
    ash_runs_lie_apart(s.runs);
    ash_heap_lives_in_runs(s);
    ash_heap_lies_apart(s);
    /@ assert within: \forall integer x, y; ash_heap_block(s, x, y) ==>
         x == x / ASH_WORD_BITS * ASH_WORD_BITS + x % ASH_WORD_BITS &&
         x / ASH_WORD_BITS < s.runs.limit; @/
  }
*/

/*@ ghost
  /@ requires ash_blocks_wf(b);
     terminates \true;
     assigns \nothing;
     ensures ash_live(b, offset) ==>
       \exists integer end; ash_block(b, offset / ASH_GRANULE, end);
  @/
  void block_ends(struct ash_blocks b, size_t offset)
  {
    size_t first = offset / ASH_GRANULE;
    if (first < b.limit) {
      size_t end = first + 1;
      /@ loop invariant first < end <= b.limit;
         loop invariant \forall integer i; first < i < end ==>
           ash_used(b, i) && !ash_starts(b, i);
         loop assigns end;
         loop variant b.limit - end;
      @/
      while (end < b.limit &&
             (b.used.word[end / ASH_WORD_BITS] >> end % ASH_WORD_BITS & 1) != 0 &&
             (b.start.word[end / ASH_WORD_BITS] >> end % ASH_WORD_BITS & 1) == 0) end++;
      /@ assert ash_live(b, offset) ==> ash_block(b, first, end); @/
    }
  }
*/

//@ ghost void ash_dummy_block_ends(struct ash_dummy s, size_t offset) {}

//@ ghost void ash_bump_block_ends(struct ash_bump s, size_t offset) { block_ends(s.blocks, offset); }

//@ ghost void ash_bitmap_block_ends(struct ash_bitmap s, size_t offset) { block_ends(s.blocks, offset); }

//@ ghost void ash_list_block_ends(struct ash_list s, size_t offset) { block_ends(s.blocks, offset); }

//@ ghost void ash_bucket_block_ends(struct ash_bucket s, size_t offset) { block_ends(s.spans.blocks, offset); }

//@ ghost void ash_heap_block_ends(struct ash_heap s, size_t offset) {}
