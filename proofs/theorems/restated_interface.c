// SPDX-License-Identifier: MIT
// What E-ACSL is given of bucket and heap in place of a definition (fuzz/contracts) says the same as that.
#include "bucket.h"
#include "heap.h"

#ifdef __FRAMAC__
#include "../logic/restated_interface.acsl"
#endif

/*@
  // Two states of the same heap.
  predicate ash_heap_both(struct ash_heap old, struct ash_heap now) =
    now.runs.limit == old.runs.limit && 0 <= now.runs.limit <= ASH_UNITS;

  lemma length_is_restated: \forall struct ash_heap s, integer u; 0 <= u < ASH_UNITS ==>
    s.slabs.layout.row[u] != 0 || u <= s.runs.next[u] ==> ash_heap_length_run(s, u) == ash_heap_length(s, u);

  lemma starts_at_a_block: \forall struct ash_heap s, integer x, y; 0 <= x <= SIZE_MAX ==>
    (ash_heap_block(s, x, y) <==> ash_heap_starts(s, x) && y == x + ash_heap_length(s, x / ASH_WORD_BITS));

  lemma starts_a_block: \forall struct ash_heap s, integer x; 0 <= x <= SIZE_MAX ==>
    (ash_heap_starts(s, x) <==> ash_heap_block(s, x, x + ash_heap_length(s, x / ASH_WORD_BITS)));

  lemma starts_inside: \forall struct ash_heap s, integer x, y;
    0 <= s.runs.limit <= ASH_UNITS && ash_heap_block(s, x, y) ==> 0 <= x < ASH_UNITS * ASH_WORD_BITS;

  lemma rounded_is_restated: \forall integer n; 0 <= n <= SIZE_MAX ==>
    ash_heap_rounded_run(n) == ash_heap_rounded(n);

  lemma units_are_restated: \forall integer n, a; 0 <= n <= SIZE_MAX && 0 <= a <= SIZE_MAX ==>
    ash_heap_units_run(n, a) == ash_heap_units(n, a);

  lemma same_is_kept: \forall struct ash_heap old, now;
    ash_heap_both(old, now) && ash_heap_same(old, now) ==> ash_heap_same_run(old, now);

  lemma same_is_all: \forall struct ash_heap old, now, integer x, y;
    ash_heap_both(old, now) && ash_heap_same_run(old, now) ==>
      (ash_heap_block(now, x, y) <==> ash_heap_block(old, x, y));

  lemma gains_is_inside: \forall struct ash_heap old, now, integer first, end;
    ash_heap_gains(old, now, first, end) ==> ash_heap_block(now, first, end);

  lemma gains_each: \forall struct ash_heap old, now, integer first, end, x;
    ash_heap_both(old, now) && ash_heap_gains(old, now, first, end) && 0 <= x < ASH_UNITS * ASH_WORD_BITS ==>
      (ash_heap_starts(now, x) <==> (ash_heap_starts(old, x) || x == first)) &&
      (ash_heap_starts(old, x) ==> ash_heap_as_long(old, now, x));

  lemma gains_is_kept: \forall struct ash_heap old, now, integer first, end;
    ash_heap_both(old, now) && ash_heap_gains(old, now, first, end) ==>
      ash_heap_gains_run(old, now, first, end);

  lemma gains_is_all: \forall struct ash_heap old, now, integer first, end, x, y; 0 <= first <= SIZE_MAX &&
    ash_heap_both(old, now) && ash_heap_gains_run(old, now, first, end) ==>
      (ash_heap_block(now, x, y) <==> (ash_heap_block(old, x, y) || (x == first && y == end)));

  lemma loses_is_kept: \forall struct ash_heap old, now, integer first;
    ash_heap_both(old, now) && ash_heap_loses(old, now, first) ==> ash_heap_loses_run(old, now, first);

  lemma loses_is_all: \forall struct ash_heap old, now, integer first, x, y;
    ash_heap_both(old, now) && ash_heap_loses_run(old, now, first) ==>
      (ash_heap_block(now, x, y) <==> (ash_heap_block(old, x, y) && x != first));

  lemma alters_is_inside: \forall struct ash_heap old, now, integer first, end;
    ash_heap_alters(old, now, first, end) ==> ash_heap_block(now, first, end);

  lemma alters_each: \forall struct ash_heap old, now, integer first, end, x;
    ash_heap_both(old, now) && ash_heap_alters(old, now, first, end) && 0 <= x < ASH_UNITS * ASH_WORD_BITS &&
      x != first ==> (ash_heap_starts(now, x) <==> ash_heap_starts(old, x)) &&
        (ash_heap_starts(now, x) ==> ash_heap_as_long(old, now, x));

  lemma alters_is_kept: \forall struct ash_heap old, now, integer first, end;
    ash_heap_both(old, now) && ash_heap_alters(old, now, first, end) ==>
      ash_heap_alters_run(old, now, first, end);

  lemma alters_is_all: \forall struct ash_heap old, now, integer first, end, x, y; 0 <= first <= SIZE_MAX &&
    ash_heap_both(old, now) && ash_heap_alters_run(old, now, first, end) ==>
      (ash_heap_block(now, x, y) <==> (x == first ? y == end : ash_heap_block(old, x, y)));

  lemma gap_is_restated: \forall struct ash_heap s, integer first, end; 0 <= s.runs.limit <= ASH_UNITS ==>
    (ash_heap_gap_run(s, first, end) <==> ash_heap_gap(s, first, end));

  lemma served_is_restated: \forall struct ash_heap old, now, integer first, n; 0 <= first <= SIZE_MAX &&
    first + ash_heap_length(now, first / ASH_WORD_BITS) <= SIZE_MAX ==>
    0 <= ash_heap_length(now, first / ASH_WORD_BITS) ==>
      (ash_heap_served_run(old, now, first, n) <==> ash_heap_served(old, now, first, n));

  lemma snug_is_restated: \forall struct ash_heap s, integer u, n, r;
    0 <= u <= SIZE_MAX && 0 <= n <= SIZE_MAX && 0 <= r < 256 ==>
      (ash_heap_snug_run(s, u, n, r) <==> ash_heap_snug(s, u, n, r));

  lemma cramped_is_restated: \forall struct ash_heap s, integer n; 0 <= s.runs.limit <= ASH_UNITS ==>
    (ash_heap_cramped_run(s, n) <==> ash_heap_cramped(s, n));

  lemma full_is_restated: \forall struct ash_slabs s, integer r; 0 <= s.layout.limit <= ASH_UNITS ==>
    (ash_row_full_run(s, r) <==> ash_row_full(s, r));

  lemma refuses_is_restated: \forall struct ash_heap s, integer n, a, r;
    0 <= n <= SIZE_MAX && 0 <= a <= SIZE_MAX && 0 <= r < 256 ==>
      (ash_heap_refuses_run(s, n, a, r) <==> ash_heap_refuses(s, n, a, r));

  lemma row_is_restated: \forall struct ash_shapes p, integer n, a; 0 < n && 0 < a ==>
    ash_heap_row_run(p, n, a) == ash_heap_row(p, n, a);

  lemma fails_is_restated: \forall struct ash_heap s, integer size, align;
    0 <= size <= SIZE_MAX && 0 <= align <= SIZE_MAX ==>
      (ash_heap_fails_run(s, size, align) <==> ash_heap_fails(s, size, align));

  lemma grows_is_restated: \forall struct ash_runs s, integer i, n;
    0 <= i < s.next[i] && 0 <= n <= SIZE_MAX && (s.next[i] < s.limit ==> s.next[i] < s.next[s.next[i]]) ==>
      (ash_runs_grows_run(s, i, n) <==> ash_runs_grows(s, i, n));

  lemma stretches_is_restated: \forall struct ash_heap s, integer u, n;
    0 <= u <= SIZE_MAX && 0 <= n <= SIZE_MAX ==>
      (ash_heap_stretches_run(s, u, n) <==> ash_heap_stretches(s, u, n));

  lemma verdict_is_restated: \forall struct ash_heap s, integer offset, size, status; 0 <= size <= SIZE_MAX ==>
    (ash_heap_resize_verdict_run(s, offset, size, status) <==> ash_heap_resize_verdict(s, offset, size, status));

  lemma live_is_restated: \forall struct ash_heap s, integer offset; 0 <= offset <= SIZE_MAX ==>
    (ash_heap_live_run(s, offset) <==> ash_heap_live(s, offset));

  lemma covered_is_restated: \forall struct ash_heap s, integer g; 0 <= s.runs.limit <= ASH_UNITS ==>
    (ash_heap_covered_run(s, g) <==> ash_heap_covered(s, g));

  lemma small_is_restated: \forall integer size, align; 0 <= size <= SIZE_MAX ==>
    (ash_small_run(size, align) <==> ash_small(size, align));

  lemma waits_is_restated: \forall struct ash_bucket s, integer size, align;
    0 <= s.spans.blocks.limit <= ASH_GRANULES && 0 <= size <= SIZE_MAX && 0 <= align <= SIZE_MAX ==>
      (ash_slot_waits_run(s, size, align) <==> ash_slot_waits(s, size, align));

  lemma bucket_verdict_is_restated: \forall struct ash_bucket s, integer offset, size, status;
    0 <= size <= SIZE_MAX ==>
      (ash_bucket_resize_verdict_run(s, offset, size, status) <==>
        ash_bucket_resize_verdict(s, offset, size, status));
*/
