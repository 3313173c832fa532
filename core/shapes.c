// SPDX-License-Identifier: MIT
#include "shapes.h"

/*@ requires r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_row_size(r);
    ensures \result <= ASH_SLOT_TOP && (r > 0 ==> \result > 0);
*/
static size_t size_of(size_t r)
{
    if (r <= ASH_WORD_BITS / 2) return r;
    if (r <= ASH_ROWS_1) return ASH_WORD_BITS / 2 + (r - ASH_WORD_BITS / 2) * ASH_STEP_2;
    return ASH_WORD_BITS + (r - ASH_ROWS_1) * ASH_STEP_4;
}

/*@ requires 0 < size <= ASH_SLOT_TOP;
    terminates \true;
    assigns \nothing;
    ensures ash_slot_align(size, \result);
*/
static size_t power_in(size_t size)
{
    size_t align = 1;
    /*@ loop invariant ash_small_power(align) && size % align == 0;
        loop assigns align;
        loop variant ASH_WORD_BITS - align;
    */
    while (align < ASH_WORD_BITS && size % (2 * align) == 0) align = 2 * align;
    return align;
}

/*@ ghost
  // What is better than the best of those before is no worse than any of them.
  /@ requires 0 < best && over * best < least * u && ash_slab_no_worse(size, least, best, v);
     requires 0 < size <= ASH_SLOT_TOP && u <= ASH_SLAB_MOST && v <= ASH_SLAB_MOST;
     terminates \true;
     assigns \nothing;
     ensures ash_slab_no_worse(size, over, u, v);
  @/
  static void better(size_t size, size_t over, size_t u, size_t least, size_t best, size_t v)
  {
    size_t w = v * ASH_WORD_BITS % size;
    /@ assert first: (over * best) * v <= (least * u) * v; @/
    /@ assert second: (least * v) * u <= (w * best) * u; @/
    /@ assert both: (over * v) * best <= (w * u) * best; @/
  }
*/

// Units of a slab: the fewest, from `from` to twice that, that leave at most 3 % of it over, or else
// the best.
/*@ requires 0 < size <= ASH_SLOT_TOP && ASH_SLAB_LEAST <= from <= ASH_SLAB_MOST;
    terminates \true;
    assigns \nothing;
    ensures ash_slab_best(size, from, \result);
*/
static size_t units_of(size_t size, size_t from)
{
    size_t most = 2 * from <= ASH_SLAB_MOST ? 2 * from : ASH_SLAB_MOST;
    size_t best = from, least = from * ASH_WORD_BITS % size;
    /*@ loop invariant from <= units <= most + 1;
        loop invariant from <= best <= most && least <= ASH_SLOT_TOP;
        loop invariant least == ash_slab_over(size, best);
        loop invariant more: \forall integer v; from <= v < units ==>
          !ash_slab_thrifty(size, v) && ash_slab_no_worse(size, least, best, v);
        loop assigns units, best, least;
        loop variant most + 1 - units;
    */
    for (size_t units = from; units <= most; units++) {
        size_t all = units * ASH_WORD_BITS;
        size_t over = all % size;
        //@ assert over: over == ash_slab_over(size, units);
        if (100 * over <= 3 * all) return units;
        /*@ assert not_better:
              over * best < least * units || ash_slab_no_worse(size, least, best, units); */
        //@ assert itself: ash_slab_no_worse(size, over, units, units);
        if (over * best < least * units) {
            /*@ ghost
              /@ loop invariant from <= v <= units;
                 loop invariant each: \forall integer u; from <= u < v ==>
                   ash_slab_no_worse(size, over, units, u);
                 loop assigns v;
                 loop variant units - v; @/
              for (size_t v = from; v < units; v++)
                better(size, over, units, least, best, v);
            */
            best = units;
            least = over;
        }
        //@ assert here: ash_slab_no_worse(size, least, best, units);
    }
    return best;
}

// Marks the slots of row r, of which the sizes are known.
/*@ requires \valid(p) && 1 <= r <= ASH_ROWS;
    requires 1 <= p->size[r] <= 2 * ASH_WORD_BITS && 2 <= p->units[r] <= ASH_SLAB_MOST;
    requires ash_small_power(p->align[r]) && p->size[r] % p->align[r] == 0;
    terminates \true;
    assigns p->slots[r * ASH_SLAB_MOST .. r * ASH_SLAB_MOST + ASH_SLAB_MOST - 1];
    ensures ash_shape(*p, r) && ash_shape_full(*p, r);
*/
static void lay_out(struct ash_shapes *p, size_t r)
{
    size_t size = p->size[r];
    size_t end = (size_t)p->units[r] * ASH_WORD_BITS;
    /*@ loop invariant 0 <= j <= ASH_SLAB_MOST;
        loop invariant \forall integer i; 0 <= i < j ==> p->slots[r * ASH_SLAB_MOST + i] == 0;
        loop assigns j, p->slots[r * ASH_SLAB_MOST .. r * ASH_SLAB_MOST + ASH_SLAB_MOST - 1];
        loop variant ASH_SLAB_MOST - j;
    */
    for (size_t j = 0; j < ASH_SLAB_MOST; j++) p->slots[r * ASH_SLAB_MOST + j] = 0;
    /*@ loop invariant 0 <= g <= end && g % p->align[r] == 0;
        loop invariant \forall integer x; 0 <= x < ASH_SLAB_GRANULES && ash_slot_at(*p, r, x) ==>
          x + size <= g && x % p->align[r] == 0;
        loop invariant ash_shape_apart(*p, r);
        loop invariant g > 0 ==> ash_slot_at(*p, r, 0);
        loop invariant full: \forall integer x; 0 <= x < ASH_SLAB_GRANULES &&
          ash_slot_at(*p, r, x) ==> x + size == g || ash_slot_at(*p, r, x + size);
        loop assigns g, p->slots[r * ASH_SLAB_MOST .. r * ASH_SLAB_MOST + ASH_SLAB_MOST - 1];
        loop variant end - g;
    */
    for (size_t g = 0; g + size <= end; g += size) {
        size_t i = r * ASH_SLAB_MOST + g / ASH_WORD_BITS;
        p->slots[i] = ash_word_set(p->slots[i], g % ASH_WORD_BITS);
        /*@ assert one: \forall integer x; 0 <= x < ASH_SLAB_GRANULES ==>
              (ash_slot_at(*p, r, x) <==> (x == g || ash_slot_at(\at(*p, LoopCurrent), r, x))); */
        //@ assert step: (g + size) % p->align[r] == 0;
        //@ assert apart: ash_shape_apart(*p, r);
    }
}

/*@ ghost
  // Slabs of rows below r, which are the same, are as full.
  /@ requires \forall integer q, g; 1 <= q < r && 0 <= g < ASH_SLAB_GRANULES ==>
       (ash_slot_at(b, q, g) <==> ash_slot_at(a, q, g));
     requires \forall integer q; 1 <= q < r ==>
       0 < a.size[q] == b.size[q] && a.units[q] == b.units[q] && a.units[q] <= ASH_SLAB_MOST;
     requires \forall integer q; 1 <= q < r ==> ash_shape_full(a, q);
     terminates \true;
     assigns \nothing;
     ensures \forall integer q; 1 <= q < r ==> ash_shape_full(b, q);
  @/
  static void as_full(struct ash_shapes a, struct ash_shapes b, size_t r)
  {
  }
*/

void ash_shapes_init(struct ash_shapes *p, size_t least)
{
    p->size[0] = 0;
    p->align[0] = 0;
    p->units[0] = 0;
    /*@ loop invariant 0 <= j <= ASH_SLAB_MOST;
        loop assigns j, p->slots[0 .. ASH_SLAB_MOST - 1];
        loop variant ASH_SLAB_MOST - j;
    */
    for (size_t j = 0; j < ASH_SLAB_MOST; j++) p->slots[j] = 0;
    /*@ loop invariant 1 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer n; 0 <= n < ash_row_size(r - 1) ==>
          1 <= p->row[n] < r && n < p->size[p->row[n]] <= ash_slot_most(n + 1);
        loop invariant \forall integer q; 1 <= q < r ==>
          1 <= p->size[q] <= ASH_SLOT_TOP && 1 <= p->units[q] <= ASH_SLAB_MOST &&
          ash_small_power(p->align[q]);
        loop invariant \forall integer q; 1 <= q < r ==> ash_shape(*p, q);
        loop invariant numbers: \forall integer q; 1 <= q < r ==> ash_shape_numbers(*p, q, least);
        loop invariant full: \forall integer q; 1 <= q < r ==> ash_shape_full(*p, q);
        loop assigns r, *p;
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        //@ ghost struct ash_shapes before = *p;
        p->size[r] = (uint8_t)size_of(r);
        p->align[r] = (uint8_t)power_in(p->size[r]);
        p->units[r] = (uint8_t)units_of(p->size[r], least);
        lay_out(p, r);
        /*@ assert others: \forall integer q, g; 1 <= q < r && 0 <= g < ASH_SLAB_GRANULES ==>
              (ash_slot_at(*p, q, g) <==> ash_slot_at(\at(*p, LoopCurrent), q, g)); */
        //@ assert shapes: \forall integer q; 1 <= q <= r ==> ash_shape(*p, q);
        //@ ghost as_full(before, *p, r);
        //@ ghost struct ash_shapes drawn = *p;
        /*@ loop invariant size_of_before: ash_row_size(r - 1) <= n <= ash_row_size(r);
            loop invariant \forall integer m; 0 <= m < n ==>
              1 <= p->row[m] <= r && m < p->size[p->row[m]] <= ash_slot_most(m + 1);
            loop invariant \forall integer q; 1 <= q <= r ==> ash_shape(*p, q);
            loop invariant numbers: \forall integer q; 1 <= q <= r ==> ash_shape_numbers(*p, q, least);
            loop assigns n, p->row[0 .. ASH_SLOT_TOP - 1];
            loop variant ash_row_size(r) - n;
        */
        for (size_t n = size_of(r - 1); n < p->size[r]; n++) p->row[n] = (uint8_t)r;
        //@ ghost as_full(drawn, *p, r + 1);
    }
}

// Granules of the longest slot that a block of n granules may have.
/*@ requires 0 < n <= ASH_SLOT_TOP;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_slot_most(n);
*/
static size_t slot_most(size_t n)
{
    if (n <= ASH_WORD_BITS / 2) return n;
    return n + (n <= ASH_WORD_BITS ? ASH_STEP_2 : ASH_STEP_4) - 1;
}

// Is row r, of which the sizes are sound, laid out soundly?
/*@ requires \valid(p) && 1 <= r <= ASH_ROWS;
    requires 1 <= p->size[r] && ash_small_power(p->align[r]);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_shape(*p, r);
*/
static bool shape_sound(const struct ash_shapes *p, size_t r)
{
    if (!ash_word_test(p->slots[r * ASH_SLAB_MOST], 0)) return false;
    size_t size = p->size[r];
    size_t free = 0; // where the next slot may start
    /*@ loop invariant 0 <= g <= ASH_SLAB_GRANULES && free <= ASH_SLAB_GRANULES + size;
        loop invariant \forall integer x; 0 <= x < g && ash_slot_at(*p, r, x) ==>
          x + size <= free && x + size <= p->units[r] * ASH_WORD_BITS && x % p->align[r] == 0;
        loop invariant \forall integer x, y; 0 <= x < y < g && ash_slot_at(*p, r, x) &&
          ash_slot_at(*p, r, y) ==> x + size <= y;
        loop invariant free > 0 ==> size <= free && free - size < g && ash_slot_at(*p, r, free - size);
        loop assigns g, free;
        loop variant ASH_SLAB_GRANULES - g;
    */
    for (size_t g = 0; g < ASH_SLAB_GRANULES; g++) {
        if (!ash_word_test(p->slots[r * ASH_SLAB_MOST + g / ASH_WORD_BITS], g % ASH_WORD_BITS))
            continue;
        //@ assert slot: ash_slot_at(*p, r, g);
        if (g < free) {
            //@ assert overlap: free - size < g && ash_slot_at(*p, r, free - size);
            return false;
        }
        if (g + size > (size_t)p->units[r] * ASH_WORD_BITS) return false;
        if (g % p->align[r] != 0) return false;
        free = g + size;
    }
    return true;
}

// Is align a power of two, up to a word?
/*@ terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_small_power(align);
*/
static bool small_power(size_t align)
{
    size_t power = 1;
    /*@ loop invariant ash_small_power(power);
        loop invariant ash_small_power(align) ==> power <= align;
        loop assigns power;
        loop variant ASH_WORD_BITS - power;
    */
    while (power < ASH_WORD_BITS && power != align) power = 2 * power;
    return power == align;
}

bool ash_shapes_check(const struct ash_shapes *p)
{
    /*@ loop invariant 1 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer q; 1 <= q < r ==>
          1 <= p->size[q] <= ASH_SLOT_TOP && 1 <= p->units[q] <= ASH_SLAB_MOST &&
          ash_small_power(p->align[q]);
        loop invariant \forall integer q; 1 <= q < r ==> ash_shape(*p, q);
        loop assigns r;
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        /*@ assert sizes: ash_shapes_sizes(*p) ==> 1 <= p->size[r] <= ASH_SLOT_TOP &&
              1 <= p->units[r] <= ASH_SLAB_MOST && ash_small_power(p->align[r]); */
        if (p->size[r] == 0 || p->size[r] > ASH_SLOT_TOP) return false;
        if (p->units[r] == 0 || p->units[r] > ASH_SLAB_MOST) return false;
        if (!small_power(p->align[r]) || !shape_sound(p, r)) return false;
    }
    //@ assert sizes: ash_shapes_sizes(*p);
    /*@ loop invariant 0 <= n <= ASH_SLOT_TOP;
        loop invariant \forall integer m; 0 <= m < n ==>
          1 <= p->row[m] <= ASH_ROWS && m < p->size[p->row[m]] <= ash_slot_most(m + 1);
        loop assigns n;
        loop variant ASH_SLOT_TOP - n;
    */
    for (size_t n = 0; n < ASH_SLOT_TOP; n++) {
        if (p->row[n] == 0 || p->row[n] > ASH_ROWS) return false;
        size_t size = p->size[p->row[n]];
        if (size <= n || size > slot_most(n + 1)) return false;
    }
    return true;
}
