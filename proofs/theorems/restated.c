// SPDX-License-Identifier: MIT
// What E-ACSL is given in place of a definition or clause (fuzz/contracts) says the same as that.
#include "bitmap.h"
#include "bump.h"
#include "layout.h"
#include "list.h"

#ifdef __FRAMAC__
#include "../logic/restated.acsl"
#endif

/*@
  lemma bit_is_restated: \forall integer w, k; 0 <= w && 0 <= k < 256 ==>
    (ash_bit_run(w, k) <==> ash_bit(w, k));

  lemma bit_value_is_restated: \forall integer w, k; 0 <= w && 0 <= k < 256 ==>
    (ash_bit_value_run(w, k) == 1 <==> ash_bit_value(w, k) == 1);

  lemma granules_are_restated: \forall integer size; 0 <= size <= SIZE_MAX ==>
    ash_granules_run(size) == ash_granules(size);

  lemma aligned_is_restated: \forall integer i, align; 0 <= align <= SIZE_MAX ==>
    (ash_aligned_run(i, align) <==> ash_aligned(i, align));

  lemma gap_is_restated: \forall struct ash_blocks b, integer first, n;
    ash_gap_run(b, first, n) <==> ash_gap(b, first, n);

  lemma fits_is_restated: \forall struct ash_blocks b, integer i, size, align;
    0 <= size <= SIZE_MAX && 0 <= align <= SIZE_MAX ==>
      (ash_fits_run(b, i, size, align) <==> ash_fits(b, i, size, align));

  lemma same_is_restated: \forall struct ash_blocks old, now; now == old ==> ash_blocks_same(old, now);

  lemma head_is_restated: \forall struct ash_blocks b, integer i; 0 <= i <= SIZE_MAX ==>
    (ash_head_run(b, i) <==> ash_head(b, i));

  lemma same_list_is_restated: \forall struct ash_list old, now; now == old ==> ash_list_same(old, now);

  lemma room_is_restated: \forall struct ash_blocks b, integer first, n;
    ash_room_run(b, first, n) <==> ash_room(b, first, n);

  lemma gains_is_inside: \forall struct ash_blocks old, now, integer first, n;
    ash_gains(old, now, first, n) ==> ash_block(now, first, first + n);

  lemma gains_is_kept: \forall struct ash_blocks old, now, integer first, n;
    now.limit == old.limit && 0 < n && ash_gains(old, now, first, n) ==>
      ash_gains_run(old, now, first, n);

  lemma gains_is_all: \forall struct ash_blocks old, now, integer first, n, x, y;
    now.limit == old.limit && 0 < n && ash_gains_run(old, now, first, n) ==>
      (ash_block(now, x, y) <==> (ash_block(old, x, y) || (x == first && y == first + n)));

  lemma gains_is_restated: \forall struct ash_blocks old, now, integer first, n;
    now.limit == old.limit && 0 < n ==>
      (ash_gains_run(old, now, first, n) <==> ash_gains(old, now, first, n));

  lemma loses_is_restated: \forall struct ash_blocks old, now, integer first;
    now.limit == old.limit ==> (ash_loses_run(old, now, first) <==> ash_loses(old, now, first));

  lemma alters_is_inside: \forall struct ash_blocks old, now, integer first, n;
    ash_alters(old, now, first, n) ==> ash_block(now, first, first + n);

  lemma alters_is_kept: \forall struct ash_blocks old, now, integer first, n;
    now.limit == old.limit && 0 < n && ash_alters(old, now, first, n) ==>
      ash_alters_run(old, now, first, n);

  lemma alters_is_all: \forall struct ash_blocks old, now, integer first, n, x, y;
    now.limit == old.limit && 0 < n && ash_alters_run(old, now, first, n) ==>
      (ash_block(now, x, y) <==> (x == first ? y == first + n : ash_block(old, x, y)));

  lemma alters_is_restated: \forall struct ash_blocks old, now, integer first, n;
    now.limit == old.limit && 0 < n ==>
      (ash_alters_run(old, now, first, n) <==> ash_alters(old, now, first, n));

  lemma verdict_is_restated: \forall struct ash_blocks b, integer offset, size, status;
    0 <= size <= SIZE_MAX ==>
      (ash_resize_verdict_run(b, offset, size, status) <==> ash_resize_verdict(b, offset, size, status));

  lemma row_size_is_restated: \forall integer r; 0 <= r < 256 ==> ash_row_size_run(r) == ash_row_size(r);

  lemma over_is_restated: \forall integer size, u; 0 < size < 256 && 0 <= u < 256 ==>
    ash_slab_over_run(size, u) == ash_slab_over(size, u);

  lemma over_is_small: \forall integer size, u; 0 < size < 256 && 0 <= u ==> 0 <= ash_slab_over(size, u) < 256;

  lemma thrifty_is_restated: \forall integer size, u; 0 < size < 256 && 0 <= u < 256 ==>
    (ash_slab_thrifty_run(size, u) <==> ash_slab_thrifty(size, u));

  lemma no_worse_is_restated: \forall integer size, over, u, v;
    0 < size < 256 && 0 <= over < 256 && 0 <= u < 256 && 0 <= v < 256 ==>
      (ash_slab_no_worse_run(size, over, u, v) <==> ash_slab_no_worse(size, over, u, v));

  lemma most_is_restated: \forall integer least; 0 <= least < 256 ==>
    ash_slab_most_run(least) == ash_slab_most(least);

  lemma most_is_small: \forall integer least; ash_slab_most(least) < 256;

  lemma best_is_restated: \forall integer size, least, u; 0 < size < 256 && 0 <= least < 256 && 0 <= u < 256 ==>
    (ash_slab_best_run(size, least, u) <==> ash_slab_best(size, least, u));

  lemma numbers_are_restated: \forall struct ash_shapes p, integer r, least; 0 <= r < 256 && 0 <= least < 256 &&
    0 < p.size[r] < 256 && 0 <= p.units[r] < 256 ==>
      (ash_shape_numbers_run(p, r, least) <==> ash_shape_numbers(p, r, least));

  lemma apart_is_restated: \forall struct ash_shapes p, integer r;
    ash_shape_apart_run(p, r) <==> ash_shape_apart(p, r);

  lemma same_slots_are_restated: \forall struct ash_layout old, now, integer b, e;
    ash_layout_same_slots(old, now, b, e) ==> ash_layout_same_slots_run(old, now, b, e);

  // Clauses: what they are given bounds for has none outside.
  lemma no_block_is_outside: \forall struct ash_blocks b, integer x, y;
    ash_block(b, x, y) ==> 0 <= x < b.limit && 0 <= y <= b.limit;

  lemma nothing_fits_outside: \forall struct ash_blocks b, integer i, size, align;
    0 < size && ash_fits(b, i, size, align) ==> 0 <= i < b.limit;

  lemma below_twice: \forall integer want, a; 0 <= want ==> (want / 2 < a <==> want < 2 * a);

  lemma one_bit: \forall integer k, j; 0 <= k < ASH_WORD_BITS && 0 <= j < ASH_WORD_BITS ==>
    (ash_bit(1 << k, j) <==> j == k);
*/
