// SPDX-License-Identifier: MIT
// What of octaves holds for all numbers, all nodes and all octaves, one after the other.
#include "octaves.h"

/*@ ghost
  /@ requires ash_octaves_laid && k < ASH_OCTAVES && x < ASH_SET_MEMBERS;
     terminates \true;
     assigns \nothing;
     ensures ash_octaves_known(o, k) && ash_octaves_placed(o, k) ==> ash_octaves_ranked(o, k, x);
  @/
  static void ash_octaves_told_number(struct ash_octaves o, size_t k, size_t x)
  {
    size_t r = ash_octave_regions(k);
    ash_first_digit_grows(x, x, r);
    size_t t = r + x % r;
    /@ assert node: ash_octave_node(k, t) && t == ash_regions(k) + x % ash_regions(k); @/
    if (x < ASH_SPREAD && o.length[t] == ((size_t)ASH_FITS << k) + 1 + x / r) {
      /@ assert number: ash_number(k, o.length[t], t) == x / r * r + x % r; @/
      /@ assert in: ash_octaves_placed(o, k) ==> ash_in(o.rank[k], x); @/
    }
  }
*/

/*@ ghost
  /@ requires k < ASH_OCTAVES && ash_octave_node(k, t);
     terminates \true;
     assigns \nothing;
     ensures ash_octaves_sound(o, k) ==> ash_octaves_counted(o, k, t);
  @/
  static void ash_octaves_told_node(struct ash_octaves o, size_t k, size_t t)
  {
    ash_octaves_follow();
    ash_octave_is_even(k);
    size_t s = (size_t)ASH_FITS << k, r = ash_octave_regions(k), m = o.length[t];
    /@ assert span: s == ash_span(k); @/
    /@ assert region: ash_octaves_sound(o, k) ==> ash_octaves_region(o, k, t); @/
    if (s < m && m <= 2 * s) {
      size_t a = m - s - 1, q = t - r;
      ash_digits(a, q, s, r);
      size_t j = a * r + q;
      /@ assert number: j == ash_number(k, m, t) && r + j % r == t; @/
      /@ assert ranked: ash_octaves_sound(o, k) ==> ash_octaves_ranked(o, k, j); @/
      /@ assert length: o.length[ash_regions(k) + j % ash_regions(k)] == m &&
           j / ash_regions(k) == a && j < ASH_SPREAD; @/
      /@ assert in: ash_octaves_sound(o, k) ==> ash_in(o.rank[k], j); @/
    } else {
      /@ assert none: ash_octaves_sound(o, k) ==> m == 0; @/
    }
  }
*/

/*@ ghost
  void ash_octaves_told(struct ash_octaves o, size_t k)
  {
    ash_octaves_follow();
    size_t r = ash_octave_regions(k);
    /@ loop invariant 0 <= x <= ASH_SET_MEMBERS;
       loop invariant ash_octaves_known(o, k) && ash_octaves_placed(o, k) ==>
         \forall integer j; 0 <= j < x ==> ash_octaves_ranked(o, k, j);
       loop assigns x;
       loop variant ASH_SET_MEMBERS - x;
    @/
    for (size_t x = 0; x < ASH_SET_MEMBERS; x++) ash_octaves_told_number(o, k, x);
    /@ loop invariant r <= t <= 2 * r;
       loop invariant ash_octaves_sound(o, k) ==>
         \forall integer u; r <= u < t ==> ash_octaves_counted(o, k, u);
       loop assigns t;
       loop variant 2 * r - t;
    @/
    for (size_t t = r; t < 2 * r; t++) ash_octaves_told_node(o, k, t);
  }
*/

/*@ ghost
  void ash_octaves_are_long(struct ash_octaves o)
  {
    ash_octaves_follow();
    /@ assert regions: \forall integer k, t; 0 <= k < ASH_OCTAVES && ash_octave_node(k, t) ==>
         ash_octaves_region(o, k, t); @/
  }
*/

/*@ ghost
  /@ requires ash_octaves_wf(o) && i < ASH_UNITS && ASH_FITS < n <= ASH_UNITS;
     requires \forall integer x, m; ash_octaves_has(o, x, m) ==> x + m <= i || i + n <= x;
     requires k < ASH_OCTAVES;
     terminates \true;
     assigns \nothing;
     ensures ash_octave(k, n) ==> o.length[ash_regions(k) + i / ash_span(k)] == 0;
  @/
  static void ash_octaves_leave_room_at(struct ash_octaves o, size_t i, size_t n, size_t k)
  {
    ash_octaves_follow();
    ash_octave_is_even(k);
    size_t s = (size_t)ASH_FITS << k, r = ash_octave_regions(k);
    /@ assert span: s == ash_span(k); @/
    ash_first_digit(i, s, r);
    size_t t = r + i / s, x = o.at[t], m = o.length[t];
    /@ assert node: ash_octave_node(k, t) && t == ash_regions(k) + i / ash_span(k); @/
    /@ assert region: ash_octaves_region(o, k, t); @/
    /@ assert has: m != 0 ==> ash_octaves_has(o, x, m); @/
    ash_first_digit_grows(i, i, s);
    ash_first_digit_grows(x, x, s);
    /@ assert near: m != 0 ==> x / s == i / s && x / s * s == i / s * s; @/
  }
*/

/*@ ghost
  void ash_octaves_leave_room(struct ash_octaves o, size_t i, size_t n)
  {
    /@ loop invariant 0 <= k <= ASH_OCTAVES;
       loop invariant \forall integer l; 0 <= l < k && ash_octave(l, n) ==>
         o.length[ash_regions(l) + i / ash_span(l)] == 0;
       loop assigns k;
       loop variant ASH_OCTAVES - k;
    @/
    for (size_t k = 0; k < ASH_OCTAVES; k++) ash_octaves_leave_room_at(o, i, n, k);
  }
*/
