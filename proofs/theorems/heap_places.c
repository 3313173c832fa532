// SPDX-License-Identifier: MIT
// Where the blocks of a heap lie: see proofs/logic/heap_places.acsl.
#include "heap.h"

/*@
  lemma multiple: \forall integer q, a; 0 < a ==> (q * a) % a == 0;
*/

/*@ ghost
  void ash_slots_lie_inside(struct ash_layout l)
  {
    /@ assert placed: \forall integer u, k; 0 <= u < l.limit && 0 <= k < ASH_WORD_BITS &&
         ash_slot(l, u, k) ==> 1 <= l.row[u] <= ASH_ROWS &&
           0 <= (u - l.base[u]) * ASH_WORD_BITS + k < ASH_SLAB_GRANULES &&
           ash_slot_at(l.shapes, l.row[u], (u - l.base[u]) * ASH_WORD_BITS + k); @/
  }
*/

/*@ ghost
  void ash_slots_lie_apart(struct ash_layout l)
  {
    /@ assert based: \forall integer u; 0 <= u < l.limit && l.row[u] != 0 ==>
         l.row[l.base[u]] == l.row[u]; @/
    /@ assert placed: \forall integer u, k; 0 <= u < l.limit && 0 <= k < ASH_WORD_BITS &&
         ash_slot(l, u, k) ==> 1 <= l.row[u] <= ASH_ROWS &&
           0 <= (u - l.base[u]) * ASH_WORD_BITS + k < ASH_SLAB_GRANULES &&
           ash_slot_at(l.shapes, l.row[u], (u - l.base[u]) * ASH_WORD_BITS + k); @/
    /@ assert rows: \forall integer r, g, h; 1 <= r <= ASH_ROWS &&
         0 <= g < h < ASH_SLAB_GRANULES && ash_slot_at(l.shapes, r, g) &&
         ash_slot_at(l.shapes, r, h) ==> g + l.shapes.size[r] <= h; @/
    /@ assert alike: \forall integer u, v; 0 <= u < l.limit && 0 <= v < l.limit &&
         l.row[u] != 0 && l.row[v] != 0 && l.base[u] == l.base[v] ==> l.row[u] == l.row[v]; @/
    /@ assert apart: \forall integer u, k, v, j; 0 <= u < l.limit && 0 <= k < ASH_WORD_BITS &&
         0 <= v < l.limit && 0 <= j < ASH_WORD_BITS && ash_slot(l, u, k) && ash_slot(l, v, j) &&
         l.base[u] == l.base[v] && u * ASH_WORD_BITS + k < v * ASH_WORD_BITS + j ==>
           l.row[u] == l.row[v] &&
           (u - l.base[u]) * ASH_WORD_BITS + k + l.shapes.size[l.row[u]] <=
             (v - l.base[u]) * ASH_WORD_BITS + j; @/
  }
*/

/*@ ghost
  void ash_multiple_moves(size_t x, size_t b, size_t a)
  {
    /@ assert by_2: a == 2 ==> x % 2 == 0 && (x + b * ASH_WORD_BITS) % 2 == 0; @/
    /@ assert by_4: a == 4 ==> x % 4 == 0 && (x + b * ASH_WORD_BITS) % 4 == 0; @/
    /@ assert by_8: a == 8 ==> x % 8 == 0 && (x + b * ASH_WORD_BITS) % 8 == 0; @/
    /@ assert by_16: a == 16 ==> x % 16 == 0 && (x + b * ASH_WORD_BITS) % 16 == 0; @/
    /@ assert by_32: a == 32 ==> x % 32 == 0 && (x + b * ASH_WORD_BITS) % 32 == 0; @/
    /@ assert by_64: a == 64 ==> x % 64 == 0 && (x + b * ASH_WORD_BITS) % 64 == 0; @/
  }
*/

/*@ ghost
  void ash_power_divides(size_t x, size_t b, size_t a)
  {
    /@ assert by_2: b == 2 ==> x % 2 == 0 && x % a == 0; @/
    /@ assert by_4: b == 4 ==> x % 4 == 0 && x % a == 0; @/
    /@ assert by_8: b == 8 ==> x % 8 == 0 && x % a == 0; @/
    /@ assert by_16: b == 16 ==> x % 16 == 0 && x % a == 0; @/
    /@ assert by_32: b == 32 ==> x % 32 == 0 && x % a == 0; @/
    /@ assert by_64: b == 64 ==> x % 64 == 0 && x % a == 0; @/
  }
*/

/*@ ghost
  void ash_unit_divides(size_t u, size_t a)
  {
    /@ assert small: a <= ASH_WORD_BITS ==> (u * ASH_WORD_BITS) % a == 0; @/
    /@ assert large: a > ASH_WORD_BITS ==> a == (a / ASH_WORD_BITS) * ASH_WORD_BITS &&
         u == (u / (a / ASH_WORD_BITS)) * (a / ASH_WORD_BITS) &&
         u * ASH_WORD_BITS == (u / (a / ASH_WORD_BITS)) * a; @/
  }
*/

/*@ ghost
  void ash_align_in_granules(size_t align, size_t a) {}
*/

/*@ ghost
  void ash_slot_lies_aligned(struct ash_layout l, size_t u, size_t k)
  {
    /@ assert placed: 1 <= l.row[u] <= ASH_ROWS &&
         0 <= (u - l.base[u]) * ASH_WORD_BITS + k < ASH_SLAB_GRANULES &&
         ash_slot_at(l.shapes, l.row[u], (u - l.base[u]) * ASH_WORD_BITS + k); @/
    /@ assert inside: ((u - l.base[u]) * ASH_WORD_BITS + k) % l.shapes.align[l.row[u]] == 0; @/
    ash_multiple_moves((u - l.base[u]) * ASH_WORD_BITS + k, l.base[u], l.shapes.align[l.row[u]]);
  }
*/

/*@ ghost
  void ash_runs_lie_apart(struct ash_runs s) {}
*/

/*@ ghost
  void ash_heap_lives_in_runs(struct ash_heap s) {}
*/

/*@ ghost
  void ash_heap_slot_gap(struct ash_heap s, size_t u, size_t k)
  {
    /@ assert first: s.slabs.layout.row[s.slabs.layout.base[u]] == s.slabs.layout.row[u]; @/
    /@ assert own: ash_held(s.runs, s.slabs.layout.base[u], s.slabs.layout.base[u] +
         s.slabs.layout.shapes.units[s.slabs.layout.row[u]]); @/
    /@ assert other: \forall integer v, j; 0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS &&
         ash_alive(s.slabs, v, j) && ash_heap_home(s, v) != s.slabs.layout.base[u] ==>
           v * ASH_WORD_BITS + j + ash_heap_length(s, v) <=
             s.slabs.layout.base[u] * ASH_WORD_BITS ||
           (s.slabs.layout.base[u] + s.slabs.layout.shapes.units[s.slabs.layout.row[u]]) *
             ASH_WORD_BITS <= v * ASH_WORD_BITS; @/
    /@ assert same: \forall integer v, j; 0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS &&
         ash_alive(s.slabs, v, j) && ash_heap_home(s, v) == s.slabs.layout.base[u] ==>
           s.slabs.layout.row[v] == s.slabs.layout.row[u] && ash_slot(s.slabs.layout, v, j) &&
           s.slabs.layout.base[v] == s.slabs.layout.base[u] && (v != u || j != k); @/
    /@ assert beside: \forall integer v, j; 0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS &&
         ash_alive(s.slabs, v, j) && ash_heap_home(s, v) == s.slabs.layout.base[u] ==>
           v * ASH_WORD_BITS + j + ash_heap_length(s, v) <= u * ASH_WORD_BITS + k ||
           u * ASH_WORD_BITS + k + s.slabs.layout.shapes.size[s.slabs.layout.row[u]] <=
             v * ASH_WORD_BITS + j; @/
    /@ assert blocks: \forall integer x, y; ash_heap_block(s, x, y) ==>
         0 <= x / ASH_WORD_BITS < s.runs.limit && 0 <= x % ASH_WORD_BITS < ASH_WORD_BITS &&
         x == x / ASH_WORD_BITS * ASH_WORD_BITS + x % ASH_WORD_BITS; @/
  }
*/

/*@ ghost
  void ash_heap_idle_is_free(struct ash_heap s, size_t g, size_t i, size_t e)
  {
    /@ assert blocks: \forall integer x, y; ash_heap_block(s, x, y) ==>
         !(x <= g < y); @/
  }
*/

/*@ ghost
  void ash_heap_held_is_covered(struct ash_heap s, size_t g, size_t i, size_t e)
  {
    /@ assert off: s.slabs.layout.row[i] == 0; @/
    /@ assert alive: s.slabs.live[i] == 1 && ash_alive(s.slabs, i, 0); @/
    /@ assert block: ash_heap_block(s, i * ASH_WORD_BITS, e * ASH_WORD_BITS); @/
  }
*/

/*@ ghost
  void ash_heap_slot_is_covered(struct ash_heap s, size_t g)
  {
    /@ assert inner: \forall integer u, k; 0 <= u < s.runs.limit && 0 <= k < ASH_WORD_BITS &&
         ash_alive(s.slabs, u, k) && s.slabs.layout.row[u] != 0 ==>
           ash_heap_block(s, u * ASH_WORD_BITS + k,
             u * ASH_WORD_BITS + k + s.slabs.layout.shapes.size[s.slabs.layout.row[u]]); @/
    /@ assert own: ash_held(s.runs, s.slabs.layout.base[g / ASH_WORD_BITS],
         s.slabs.layout.base[g / ASH_WORD_BITS] +
         s.slabs.layout.shapes.units[s.slabs.layout.row[g / ASH_WORD_BITS]]); @/
    /@ assert outer: \forall integer x, y; ash_heap_block(s, x, y) && x <= g < y ==>
         ash_heap_home(s, x / ASH_WORD_BITS) == s.slabs.layout.base[g / ASH_WORD_BITS]; @/
    /@ assert same: \forall integer x, y; ash_heap_block(s, x, y) && x <= g < y ==>
         s.slabs.layout.row[x / ASH_WORD_BITS] == s.slabs.layout.row[g / ASH_WORD_BITS]; @/
  }
*/

/*@ ghost
  void ash_heap_lies_apart(struct ash_heap s)
  {
    /@ assert same: \forall integer u, k, v, j; 0 <= u < s.runs.limit && 0 <= k < ASH_WORD_BITS &&
         0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS && ash_alive(s.slabs, u, k) &&
         ash_alive(s.slabs, v, j) && u * ASH_WORD_BITS + k < v * ASH_WORD_BITS + j &&
         ash_heap_home(s, u) == ash_heap_home(s, v) ==>
           s.slabs.layout.row[u] == s.slabs.layout.row[v] && s.slabs.layout.row[u] != 0; @/
    /@ assert slots: \forall integer u, k, v, j; 0 <= u < s.runs.limit && 0 <= k < ASH_WORD_BITS &&
         0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS && ash_alive(s.slabs, u, k) &&
         ash_alive(s.slabs, v, j) && u * ASH_WORD_BITS + k < v * ASH_WORD_BITS + j &&
         ash_heap_home(s, u) == ash_heap_home(s, v) ==>
           u * ASH_WORD_BITS + k + ash_heap_length(s, u) <= v * ASH_WORD_BITS + j; @/
    /@ assert runs: \forall integer u, k, v, j; 0 <= u < s.runs.limit && 0 <= k < ASH_WORD_BITS &&
         0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS && ash_alive(s.slabs, u, k) &&
         ash_alive(s.slabs, v, j) && ash_heap_home(s, u) < ash_heap_home(s, v) ==>
           s.runs.next[ash_heap_home(s, u)] <= ash_heap_home(s, v); @/
    /@ assert order: \forall integer u, k, v, j; 0 <= u < s.runs.limit && 0 <= k < ASH_WORD_BITS &&
         0 <= v < s.runs.limit && 0 <= j < ASH_WORD_BITS && ash_alive(s.slabs, u, k) &&
         ash_alive(s.slabs, v, j) && ash_heap_home(s, u) < ash_heap_home(s, v) ==>
           u * ASH_WORD_BITS + k + ash_heap_length(s, u) <= v * ASH_WORD_BITS + j; @/
  }
*/

/*@ ghost
  void ash_heap_ends_before(struct ash_heap s, size_t u, size_t k) {}
*/

/*@ ghost
  void ash_heap_sum_steps(struct ash_heap s, size_t u, size_t k)
  {
    /@ assert place: (u * ASH_WORD_BITS + k) / ASH_WORD_BITS == u &&
         (u * ASH_WORD_BITS + k) % ASH_WORD_BITS == k; @/
    /@ assert bit: ash_bit_value(s.slabs.live[(u * ASH_WORD_BITS + k) / ASH_WORD_BITS],
         (u * ASH_WORD_BITS + k) % ASH_WORD_BITS) == ash_bit_value(s.slabs.live[u], k); @/
    /@ assert value: ash_alive(s.slabs, u, k) <==> ash_bit_value(s.slabs.live[u], k) == 1; @/
    /@ assert none: ash_bit_value(s.slabs.live[u], k) == 0 || ash_bit_value(s.slabs.live[u], k) == 1; @/
    /@ assert alive: ash_alive(s.slabs, u, k) ==>
         ash_heap_at(s, u * ASH_WORD_BITS + k) == ash_heap_length(s, u); @/
    /@ assert dead: !ash_alive(s.slabs, u, k) ==> ash_heap_at(s, u * ASH_WORD_BITS + k) == 0; @/
    /@ assert sum: ash_heap_sum(s, u * ASH_WORD_BITS + k + 1) ==
         ash_heap_sum(s, u * ASH_WORD_BITS + k) + ash_heap_at(s, u * ASH_WORD_BITS + k); @/
    /@ assert number: ash_heap_number(s, u * ASH_WORD_BITS + k + 1) ==
         ash_heap_number(s, u * ASH_WORD_BITS + k) + ash_bit_value(s.slabs.live[u], k); @/
  }
*/

/*@ ghost
  void ash_heap_sum_skips(struct ash_heap s, size_t u, size_t k, size_t end)
  {
    /@ loop invariant k <= j <= end;
       loop invariant ash_heap_sum(s, u * ASH_WORD_BITS + j) == ash_heap_sum(s, u * ASH_WORD_BITS + k);
       loop invariant ash_heap_number(s, u * ASH_WORD_BITS + j) ==
         ash_heap_number(s, u * ASH_WORD_BITS + k);
       loop assigns j;
       loop variant end - j;
    @/
    for (size_t j = k; j < end; j++) ash_heap_sum_steps(s, u, j);
  }
*/

/*@ ghost
  void ash_heap_fits_slot(struct ash_heap s, size_t u, size_t k)
  {
    ash_slots_lie_inside(s.slabs.layout);
    ash_slots_lie_apart(s.slabs.layout);
    ash_slot_lies_aligned(s.slabs.layout, u, k);
    ash_runs_lie_apart(s.runs);
    ash_heap_lives_in_runs(s);
    ash_heap_slot_gap(s, u, k);
  }
*/

/*@ ghost
  void ash_heap_start_is_covered(struct ash_heap s, size_t u, size_t k)
  {
    ash_runs_lie_apart(s.runs);
    /@ assert sizes: ash_layout_tiled(s.slabs.layout) && ash_shapes_sizes(s.slabs.layout.shapes); @/
    /@ assert run: s.slabs.layout.row[u] == 0 ==> ash_held(s.runs, u, s.runs.next[u]); @/
    /@ assert some: ash_heap_length(s, u) > 0; @/
    size_t g = u * ASH_WORD_BITS + k;
    /@ assert place: g / ASH_WORD_BITS == u && g % ASH_WORD_BITS == k; @/
    /@ assert block: ash_heap_block(s, g, g + ash_heap_length(s, u)); @/
  }
*/
