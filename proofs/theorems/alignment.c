// SPDX-License-Identifier: MIT
// The contracts say "granule i is aligned to align" as i % granules(align) == 0. This is what
// a reader means by it: the unit at which granule i starts is a multiple of align.
#include "allocator.h"

/*@
  lemma multiple: \forall integer x, q, a; 0 < a && x == q * a ==> x % a == 0;

  lemma down: \forall integer i, a, b; 0 <= i && 0 < a && b == ASH_GRANULE * a &&
    (ASH_GRANULE * i) % b == 0 ==> i == (ASH_GRANULE * i / b) * a && i % a == 0;

  // The two halves of the next by themselves: z3 needs a second for both, and half a minute at once.
  lemma up_product: \forall integer i, a, b; 0 <= i && 0 < a && b == ASH_GRANULE * a &&
    i % a == 0 ==> ASH_GRANULE * i == (i / a) * b;

  lemma up_multiple: \forall integer i, a, b; 0 <= i && 0 < a && b == ASH_GRANULE * a &&
    i % a == 0 ==> (ASH_GRANULE * i) % b == 0;

  lemma up: \forall integer i, a, b; 0 <= i && 0 < a && b == ASH_GRANULE * a &&
    i % a == 0 ==> ASH_GRANULE * i == (i / a) * b && (ASH_GRANULE * i) % b == 0;

  lemma below_a_granule: \forall integer i, align; 0 <= i && ash_power_of_two(align) &&
    align < ASH_GRANULE ==> ash_granules(align) == 1 && (ASH_GRANULE * i) % align == 0;

  lemma from_a_granule: \forall integer align; ash_power_of_two(align) && ASH_GRANULE <= align ==>
    align == ASH_GRANULE * ash_granules(align);

  lemma aligned_means_multiple: \forall integer i, align; 0 <= i && ash_power_of_two(align) ==>
    (ash_aligned(i, align) <==> (ASH_GRANULE * i) % align == 0);
*/
