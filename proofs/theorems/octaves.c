// SPDX-License-Identifier: MIT
// How octaves lie, and numbers of two digits, of which the second is below r.
#include "octaves.h"

/*@ ghost
  /@ requires k < ASH_OCTAVES - 1;
     terminates \true;
     assigns \nothing;
     ensures ash_span(k + 1) == 2 * ash_span(k) && ash_regions(k) == 2 * ash_regions(k + 1);
  @/
  static void ash_octave_doubles(size_t k)
  {
    size_t m = ASH_OCTAVES - 2 - k;
    /@ assert span: ((ASH_FITS << k) << 1) == 2 * (ASH_FITS << k) &&
         ((ASH_FITS << k) << 1) == (ASH_FITS << (k + 1)); @/
    /@ assert regions: ((2 << m) << 1) == 2 * (2 << m) && ((2 << m) << 1) == (2 << (m + 1)); @/
  }
*/

/*@ ghost
  void ash_octaves_follow(void)
  {
    /@ loop invariant 0 <= k < ASH_OCTAVES;
       loop invariant ash_span(0) == ASH_FITS;
       loop invariant \forall integer j; 0 <= j < k ==> ash_span(j + 1) == 2 * ash_span(j);
       loop invariant \forall integer j; 0 <= j < k ==> ash_regions(j) == 2 * ash_regions(j + 1);
       loop invariant \forall integer j; 0 <= j <= k ==> ASH_FITS <= ash_span(j) <= ash_span(k);
       loop invariant \forall integer i, j; 0 <= i < j <= k ==> 2 * ash_span(i) <= ash_span(j);
       loop invariant 0 < ash_regions(k) ==> \forall integer j; 0 <= j <= k ==>
         ash_regions(k) <= ash_regions(j) <= ash_regions(0);
       loop invariant 0 < ash_regions(k) ==> \forall integer i, j; 0 <= i < j <= k ==>
         2 * ash_regions(j) <= ash_regions(i);
       loop assigns k;
       loop variant ASH_OCTAVES - k;
    @/
    for (size_t k = 0; k < ASH_OCTAVES - 1; k++) {
      ash_octave_doubles(k);
    }
    /@ assert last: ash_regions(ASH_OCTAVES - 1) == 2; @/
    /@ assert first: ash_regions(0) == ASH_NODES / 2; @/
  }
*/

/*@ ghost
  size_t ash_octave_regions(size_t k)
  {
    return (size_t)2 << (ASH_OCTAVES - 1 - k);
  }
*/

/*@ ghost
  void ash_octave_is_even(size_t k)
  {
    ash_octaves_follow();
    /@ loop invariant 0 <= i <= k;
       loop invariant ash_span(i) * ash_regions(i) == ASH_SPREAD;
       loop assigns i;
       loop variant k - i;
    @/
    for (size_t i = 0; i < k; i++) {
      ash_octave_doubles(i);
      /@ assert ash_span(i) * (2 * ash_regions(i + 1)) == (2 * ash_span(i)) * ash_regions(i + 1); @/
    }
  }
*/

/*@ ghost
  void ash_digits(size_t a, size_t q, size_t s, size_t r)
  {
    /@ assert up: (a + 1) * r <= s * r; @/
    /@ assert least: a * r <= a * r + q < a * r + r; @/
  }
*/

/*@ ghost
  void ash_first_digit(size_t i, size_t s, size_t r)
  {
    /@ assert parts: i == s * (i / s) + i % s; @/
    /@ assert most: i / s >= r ==> s * (i / s) >= s * r; @/
  }
*/

/*@ ghost
  void ash_first_digit_grows(size_t from, size_t j, size_t r)
  {
    /@ assert one: from == r * (from / r) + from % r && 0 <= from % r < r; @/
    /@ assert other: j == r * (j / r) + j % r && 0 <= j % r < r; @/
    /@ assert less: j / r < from / r ==> r * (j / r + 1) <= r * (from / r); @/
  }
*/

/*@ ghost
  /@ requires ash_octaves_sound(o, k) && k < ASH_OCTAVES;
     requires ash_octave_node(k, t) && o.length[t] != 0;
     terminates \true;
     assigns \nothing;
     ensures \result < ASH_SPREAD && ash_in(o.rank[k], \result);
     ensures \result / ash_regions(k) == o.length[t] - ash_span(k) - 1;
     ensures ash_octave(k, o.length[t]);
  @/
  static size_t ash_octaves_number(struct ash_octaves o, size_t k, size_t t)
  {
    ash_octaves_follow();
    ash_octave_is_even(k);
    /@ assert region: ash_octaves_region(o, k, t); @/
    size_t s = (size_t)ASH_FITS << k, r = (size_t)2 << (ASH_OCTAVES - 1 - k), m = o.length[t];
    /@ assert span: s == ash_span(k) && r == ash_regions(k); @/
    size_t a = m - s - 1, q = t - r;
    ash_digits(a, q, s, r);
    size_t j = a * r + q;
    /@ assert node: r + j % r == t; @/
    /@ assert ranked: ash_octaves_ranked(o, k, j); @/
    return j;
  }
*/

/*@ ghost
  void ash_octaves_short(struct ash_octaves o, size_t k, size_t n, size_t from)
  {
    ash_octaves_follow();
    size_t r = ash_octave_regions(k);
    /@ loop invariant r <= t <= 2 * r;
       loop invariant \forall integer u; r <= u < t ==> o.length[u] < n;
       loop assigns t;
       loop variant 2 * r - t;
    @/
    for (size_t t = r; t < 2 * r; t++) {
      if (o.length[t] != 0) {
        size_t j = ash_octaves_number(o, k, t);
        /@ assert below: j < from; @/
        ash_first_digit_grows(j, from, r);
        /@ assert same: j / r == from / r ==> j / r * r == from / r * r; @/
        ash_first_digit_grows(from, from, r);
      }
    }
  }
*/

/*@ ghost
  void ash_octaves_none(struct ash_octaves o, size_t k)
  {
    ash_octaves_follow();
    size_t r = ash_octave_regions(k);
    /@ loop invariant r <= t <= 2 * r;
       loop invariant \forall integer u; r <= u < t ==> o.length[u] == 0;
       loop assigns t;
       loop variant 2 * r - t;
    @/
    for (size_t t = r; t < 2 * r; t++) {
      if (o.length[t] != 0) {
        size_t j = ash_octaves_number(o, k, t);
        /@ assert in: ash_in(o.rank[k], j); @/
      }
    }
  }
*/

/*@ ghost
  /@ requires ash_octaves_but(less, more, k, t, j) && k < ASH_OCTAVES && ash_octave_node(k, t);
     requires ash_octaves_laid && l < ASH_OCTAVES && x < ASH_SET_MEMBERS;
     terminates \true;
     assigns \nothing;
     ensures ash_octaves_ranked(less, l, x) <==> ash_octaves_ranked(more, l, x);
  @/
  static void ash_octaves_alike_at(struct ash_octaves less, struct ash_octaves more, size_t k,
                                   size_t t, size_t j, size_t l, size_t x)
  {
    size_t r = ash_octave_regions(l);
    ash_first_digit_grows(x, x, r);
    ash_first_digit_grows(j, j, r);
    size_t u = r + x % r;
    /@ assert node: u == ash_regions(l) + x % ash_regions(l) && r <= u < 2 * r; @/
    if (l != k) {
      /@ assert apart: u != t; @/
      /@ assert same: less.length[u] == more.length[u]; @/
    } else if (u != t) {
      /@ assert other: x != j; @/
      /@ assert same: less.length[u] == more.length[u]; @/
    } else if (x != j) {
      /@ assert digit: x % r == j % r && x / r != j / r; @/
      /@ assert length: more.length[u] != ash_span(l) + 1 + x / ash_regions(l); @/
      /@ assert none: less.length[u] == 0; @/
    }
  }
*/

/*@ ghost
  void ash_octaves_alike(struct ash_octaves less, struct ash_octaves more, size_t k, size_t t,
                         size_t j)
  {
    ash_octaves_follow();
    /@ loop invariant 0 <= l <= ASH_OCTAVES;
       loop invariant \forall integer i, x; 0 <= i < l && 0 <= x < ASH_SET_MEMBERS ==>
         (ash_octaves_ranked(less, i, x) <==> ash_octaves_ranked(more, i, x));
       loop assigns l;
       loop variant ASH_OCTAVES - l;
    @/
    for (size_t l = 0; l < ASH_OCTAVES; l++) {
      /@ loop invariant 0 <= x <= ASH_SET_MEMBERS;
         loop invariant \forall integer y; 0 <= y < x ==>
           (ash_octaves_ranked(less, l, y) <==> ash_octaves_ranked(more, l, y));
         loop assigns x;
         loop variant ASH_SET_MEMBERS - x;
      @/
      for (size_t x = 0; x < ASH_SET_MEMBERS; x++) ash_octaves_alike_at(less, more, k, t, j, l, x);
    }
  }
*/

/*@ ghost
  void ash_octaves_blank(struct ash_octaves o)
  {
    ash_octaves_follow();
    /@ loop invariant 0 <= k <= ASH_OCTAVES;
       loop invariant \forall integer l; 0 <= l < k ==> ash_octaves_sound(o, l);
       loop assigns k;
       loop variant ASH_OCTAVES - k;
    @/
    for (size_t k = 0; k < ASH_OCTAVES; k++) {
      size_t r = ash_octave_regions(k);
      /@ loop invariant 0 <= j <= ASH_SET_MEMBERS;
         loop invariant \forall integer i; 0 <= i < j ==> ash_octaves_ranked(o, k, i);
         loop assigns j;
         loop variant ASH_SET_MEMBERS - j;
      @/
      for (size_t j = 0; j < ASH_SET_MEMBERS; j++) {
        ash_first_digit_grows(j, j, r);
        size_t t = r + j % r;
        /@ assert node: t == ash_regions(k) + j % ash_regions(k) && 0 <= t < ASH_NODES; @/
        /@ assert length: o.length[t] == 0 && !ash_in(o.rank[k], j); @/
      }
      /@ assert regions: \forall integer t; ash_octave_node(k, t) ==> o.length[t] == 0; @/
    }
  }
*/

/*@ ghost
  void ash_octaves_finds(struct ash_octaves o, size_t k, size_t t, size_t i, size_t n)
  {
    ash_octaves_follow();
    /@ assert octave: \forall integer l; ash_octave(l, n) ==> l == k; @/
    /@ assert region: \forall integer u; ash_octave_node(k, u) && o.length[u] == n &&
         o.at[u] == i ==> ash_octaves_region(o, k, u) && u == t; @/
  }
*/

/*@ ghost
  void ash_octaves_after_put(struct ash_octaves old, struct ash_octaves now, size_t k, size_t t,
                             size_t j)
  {
    ash_octaves_alike(old, now, k, t, j);
    /@ assert before: \forall integer l, u; 0 <= l < ASH_OCTAVES && ash_octave_node(l, u) ==>
         ash_octaves_region(old, l, u); @/
    /@ assert else: \forall integer l, u; u != t && ash_octaves_region(old, l, u) ==>
         ash_octaves_region(now, l, u); @/
    /@ assert here: ash_octaves_region(now, k, t); @/
    /@ assert region: \forall integer l, u; 0 <= l < ASH_OCTAVES && ash_octave_node(l, u) ==>
         ash_octaves_region(now, l, u); @/
    /@ assert ranked: \forall integer l, x; 0 <= l < ASH_OCTAVES && 0 <= x < ASH_SET_MEMBERS ==>
         ash_octaves_ranked(old, l, x) && ash_octaves_ranked(now, l, x); @/
    /@ assert sets: \forall integer l; 0 <= l < ASH_OCTAVES ==> ash_set_wf(now.rank[l]) &&
         now.some[l] <= 1 && (now.some[l] != 0 <==> !ash_set_none(now.rank[l])); @/
    /@ assert sound: \forall integer l; 0 <= l < ASH_OCTAVES ==> ash_octaves_sound(now, l); @/
    /@ assert octave: ash_octave(k, now.length[t]); @/
  }
*/

/*@ ghost
  void ash_octaves_after_drop(struct ash_octaves old, struct ash_octaves now, size_t k, size_t t,
                              size_t j)
  {
    ash_octaves_alike(now, old, k, t, j);
    /@ assert before: \forall integer l, u; 0 <= l < ASH_OCTAVES && ash_octave_node(l, u) ==>
         ash_octaves_region(old, l, u); @/
    /@ assert else: \forall integer l, u; u != t && ash_octaves_region(old, l, u) ==>
         ash_octaves_region(now, l, u); @/
    /@ assert here: ash_octaves_region(now, k, t); @/
    /@ assert region: \forall integer l, u; 0 <= l < ASH_OCTAVES && ash_octave_node(l, u) ==>
         ash_octaves_region(now, l, u); @/
    /@ assert ranked: \forall integer l, x; 0 <= l < ASH_OCTAVES && 0 <= x < ASH_SET_MEMBERS ==>
         ash_octaves_ranked(old, l, x) && ash_octaves_ranked(now, l, x); @/
    /@ assert sets: \forall integer l; 0 <= l < ASH_OCTAVES ==> ash_set_wf(now.rank[l]) &&
         now.some[l] <= 1 && (now.some[l] != 0 <==> !ash_set_none(now.rank[l])); @/
    /@ assert sound: \forall integer l; 0 <= l < ASH_OCTAVES ==> ash_octaves_sound(now, l); @/
    /@ assert octave: ash_octave(k, old.length[t]); @/
    ash_octaves_follow();
    /@ assert alone: \forall integer l; ash_octave(l, old.length[t]) ==> l == k; @/
    /@ assert place: \forall integer u; ash_octave_node(k, u) && old.length[u] == old.length[t] &&
         old.at[u] == old.at[t] ==> ash_octaves_region(old, k, u) &&
         ash_octaves_region(old, k, t) && u == t; @/
  }
*/
