// SPDX-License-Identifier: MIT
#include "heap_take.h"

size_t ash_heap_init(struct ash_heap *s, size_t capacity)
{
    ash_runs_init(&s->runs, capacity / ASH_HEAP_UNIT);
    ash_slabs_init(&s->slabs, s->runs.limit);
    s->kept = ASH_UNITS;
    return s->runs.limit * ASH_HEAP_UNIT;
}

// A block of n granules off the slabs, at a multiple of a: its first granule, or ASH_NO_SLOT.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 < n && ash_heap_align(a);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures s->slabs.layout.shapes == \old(s->slabs.layout.shapes);
    ensures \result == ASH_NO_SLOT ==> ash_heap_same(\old(*s), *s) &&
      ash_heap_short(*s, ash_heap_units(n, a)) && ash_heap_fuller(\old(*s), *s);
    ensures \result != ASH_NO_SLOT ==> ash_heap_served(\old(*s), *s, \result, n);
    ensures \result != ASH_NO_SLOT ==> \result % a == 0;
    ensures \result != ASH_NO_SLOT ==>
      ash_heap_length(*s, \result / ASH_WORD_BITS) == ash_heap_rounded(n);
*/
static __attribute__((noinline)) size_t alloc_run(struct ash_heap *s, size_t n, size_t a)
{
    size_t units = n / ASH_WORD_BITS + (n % ASH_WORD_BITS != 0 ? 1 : 0);
    size_t u = ash_heap_take_run(s, units, a <= ASH_WORD_BITS ? 1 : a / ASH_WORD_BITS);
    if (u == ASH_UNITS) return ASH_NO_SLOT;
    //@ ghost struct ash_heap taken = *s;
    ash_slabs_mark(&s->slabs, u);
    //@ ghost ash_heap_after_mark(taken, *s, u, (size_t)(u + units));
    //@ ghost ash_unit_divides(u, a);
    return u * ASH_WORD_BITS;
}

// A block in a slot of row r: its first granule, or ASH_NO_SLOT when none is free. All slabs but that
// at unit `but` have a block.
/*@ requires \valid(s) && ash_slabs_wf(s->slabs) && ash_runs_wf(s->runs) && ash_heap_tied(*s, -1);
    requires 1 <= r <= ASH_ROWS && ash_heap_busy(*s, but);
    requires \forall integer u, k; ash_slot_free(s->slabs, r, u, k) && but != -1 ==>
      s->slabs.layout.base[u] == but;
    terminates \true;
    assigns s->slabs.racks, s->slabs.live[0 .. ASH_UNITS - 1], s->slabs.open[r];
    ensures \result == ASH_NO_SLOT <==> ash_row_full(\old(s->slabs), r);
    ensures \result == ASH_NO_SLOT ==> *s == \old(*s);
    ensures \result != ASH_NO_SLOT ==> ash_heap_wf(*s);
    ensures \result != ASH_NO_SLOT ==>
      ash_heap_served(\old(*s), *s, \result, s->slabs.layout.shapes.size[r]);
    ensures \result != ASH_NO_SLOT ==> \result % s->slabs.layout.shapes.align[r] == 0;
    ensures \result != ASH_NO_SLOT ==> s->slabs.layout.row[\result / ASH_WORD_BITS] == r;
*/
static size_t slot_of_row(struct ash_heap *s, size_t r) /*@ ghost (int but) */
{
    //@ ghost struct ash_heap before = *s;
    size_t g = ash_slabs_take(&s->slabs, r);
    /*@ ghost
      if (g != ASH_NO_SLOT) {
        ash_heap_fits_slot(before, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
        ash_heap_after_gain(before, *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
      }
    */
    return g;
}

// A block of n granules at a multiple of a: its first granule, or ASH_NO_SLOT. In a slot of row r
// that is free, or else in one of a new slab, or else in a run.
/*@ requires \valid(s) && ash_heap_wf(*s) && 1 <= r <= ASH_ROWS;
    requires 0 < n <= s->slabs.layout.shapes.size[r] && ash_small_power(a);
    requires a <= s->slabs.layout.shapes.align[r];
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures s->slabs.layout.shapes == \old(s->slabs.layout.shapes);
    ensures \result == ASH_NO_SLOT ==> ash_heap_same(\old(*s), *s) && ash_heap_refuses(*s, n, a, r);
    ensures \result != ASH_NO_SLOT ==> ash_heap_served(\old(*s), *s, \result, n);
    ensures \result != ASH_NO_SLOT ==> \result % a == 0;
    ensures snug: \result != ASH_NO_SLOT ==>
      ash_heap_snug(*s, \result / ASH_WORD_BITS, n, r);
*/
static size_t alloc_slot(struct ash_heap *s, size_t r, size_t n, size_t a)
{
    //@ ghost struct ash_heap before = *s;
    size_t g = slot_of_row(s, r) /*@ ghost (-1) */;
    if (g == ASH_NO_SLOT) {
        size_t b = ash_heap_find_run(s, s->slabs.layout.shapes.units[r], 1);
        if (b == ASH_UNITS) return alloc_run(s, n, a);
        //@ ghost struct ash_heap found = *s;
        //@ ghost size_t e = b + s->slabs.layout.shapes.units[r];
        ash_slabs_begin(&s->slabs, b, r);
        //@ ghost ash_heap_after_begin(found, *s, b, e, r);
        //@ ghost struct ash_heap begun = *s;
        g = slot_of_row(s, r) /*@ ghost ((int)b) */;
        //@ ghost ash_heap_served_since(before, begun, *s, g, s->slabs.layout.shapes.size[r]);
    }
    //@ ghost ash_power_divides(g, s->slabs.layout.shapes.align[r], a);
    return g;
}

// A block of n granules at a multiple of a: its first granule, or ASH_NO_SLOT.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 < n && ash_heap_align(a);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures \result == ASH_NO_SLOT ==> ash_heap_same(\old(*s), *s) &&
      ash_heap_refuses(*s, n, a, ash_heap_row(s->slabs.layout.shapes, n, a));
    ensures \result != ASH_NO_SLOT ==> ash_heap_served(\old(*s), *s, \result, n);
    ensures \result != ASH_NO_SLOT ==> \result % a == 0;
    ensures snug: \result != ASH_NO_SLOT ==>
      ash_heap_snug(*s, \result / ASH_WORD_BITS, n,
        ash_heap_row(s->slabs.layout.shapes, n, a));
*/
static size_t alloc_any(struct ash_heap *s, size_t n, size_t a)
{
    size_t m = n <= ASH_SLOT_TOP && a <= ASH_WORD_BITS ? ash_align_up(n, a) : ASH_SLOT_TOP + 1;
    size_t r = m <= ASH_SLOT_TOP ? s->slabs.layout.shapes.row[m - 1] : 0;
    if (r != 0 && a <= s->slabs.layout.shapes.align[r]) {
        //@ assert row: ash_heap_row(s->slabs.layout.shapes, n, a) == r;
        return alloc_slot(s, r, n, a);
    }
    //@ assert none: ash_heap_row(s->slabs.layout.shapes, n, a) == 0;
    size_t g = alloc_run(s, n, a);
    //@ assert full: ash_row_full(s->slabs, 0);
    return g;
}

// As few units as will do for a size.
/*@ requires 0 < size;
    terminates \true;
    assigns \nothing;
    ensures \result * ASH_WORD_BITS == ash_heap_rounded(ash_granules(size));
    ensures \result == ash_heap_units(ash_granules(size), 1) && 0 < \result;
*/
static inline size_t units_for(size_t size)
{
    //@ ghost size_t n = (size_t)((size - 1) / ASH_GRANULE + 1);
    //@ assert granules: n == ash_granules(size);
    //@ assert word: n - 1 == (n - 1) / ASH_WORD_BITS * ASH_WORD_BITS + (n - 1) % ASH_WORD_BITS;
    //@ assert units: (size - 1) / ASH_HEAP_UNIT == (n - 1) / ASH_WORD_BITS;
    //@ assert up: (n + ASH_WORD_BITS - 1) / ASH_WORD_BITS == (n - 1) / ASH_WORD_BITS + 1;
    return (size - 1) / ASH_HEAP_UNIT + 1;
}

// As ash_heap_alloc, for a block that no slot has room for, at any granule.
/*@ requires \valid(s) && ash_heap_wf(*s) && size > ASH_SLOT_TOP * ASH_GRANULE;
    terminates \true;
    assigns *s;
    ensures invariant: ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures fails_only_if: \result == ASH_NONE ==> ash_heap_fails(*s, size, ASH_GRANULE);
    ensures nothing_changes: \result == ASH_NONE ==> ash_heap_same(\old(*s), *s);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0;
    ensures gains_the_block: \result != ASH_NONE ==>
      ash_heap_served(\old(*s), *s, \result / ASH_GRANULE, ash_granules(size));
    ensures snug: \result != ASH_NONE ==>
      ash_heap_snug(*s, \result / ASH_GRANULE / ASH_WORD_BITS, ash_granules(size),
        ash_heap_row(s->slabs.layout.shapes, ash_granules(size), ash_granules(ASH_GRANULE)));
*/
static __attribute__((noinline)) size_t alloc_off_slabs(struct ash_heap *s, size_t size)
{
    size_t units = units_for(size);
    //@ ghost size_t n = (size_t)((size - 1) / ASH_GRANULE + 1);
    //@ assert large: n == ash_granules(size) && n > ASH_SLOT_TOP && ash_granules(ASH_GRANULE) == 1;
    //@ assert none: ash_heap_row(s->slabs.layout.shapes, n, 1) == 0;
    size_t u = ash_heap_take_run(s, units, 1);
    //@ assert full: ash_row_full(s->slabs, 0);
    if (u == ASH_UNITS) return ASH_NONE;
    //@ ghost struct ash_heap taken = *s;
    ash_slabs_mark(&s->slabs, u);
    //@ ghost ash_heap_after_mark(taken, *s, u, (size_t)(u + units));
    //@ assert length: ash_heap_length(*s, u) == ash_heap_rounded(n);
    //@ assert place: u * ASH_HEAP_UNIT / ASH_GRANULE / ASH_WORD_BITS == u;
    return u * ASH_HEAP_UNIT;
}

// As ash_heap_alloc, for all that no slot is at hand for.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures fails_only_if: \result == ASH_NONE ==> ash_heap_fails(*s, size, align);
    ensures nothing_changes: \result == ASH_NONE ==> ash_heap_same(\old(*s), *s);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0;
    ensures gains_the_block: \result != ASH_NONE ==>
      ash_heap_served(\old(*s), *s, \result / ASH_GRANULE, ash_granules(size));
    ensures snug: \result != ASH_NONE ==>
      ash_heap_snug(*s, \result / ASH_GRANULE / ASH_WORD_BITS, ash_granules(size),
        ash_heap_row(s->slabs.layout.shapes, ash_granules(size), ash_granules(align)));
    ensures refuses: size == 0 || !ash_power_of_two(align) ==> \result == ASH_NONE;
*/
static __attribute__((noinline)) size_t alloc_slow(struct ash_heap *s, size_t size, size_t align)
{
    if (align == ASH_GRANULE && size > ASH_SLOT_TOP * ASH_GRANULE) return alloc_off_slabs(s, size);
    size_t n = ash_request_granules(size);
    size_t a = align == ASH_GRANULE ? 1 : ash_request_align(align);
    if (n == 0 || a == 0) return ASH_NONE;
    //@ ghost ash_align_in_granules(align, a);
    size_t g = alloc_any(s, n, a);
    return g == ASH_NO_SLOT ? ASH_NONE : ash_request_offset(g, align);
}

// As ash_heap_alloc, of n granules, which a slot of row r has, at any of them.
/*@ requires \valid(s) && ash_heap_wf(*s) && 1 <= r <= ASH_ROWS;
    requires 0 < n <= s->slabs.layout.shapes.size[r];
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures s->slabs.layout.shapes == \old(s->slabs.layout.shapes);
    ensures \result == ASH_NONE ==> ash_heap_same(\old(*s), *s) && ash_heap_refuses(*s, n, 1, r);
    ensures \result != ASH_NONE ==> \result % ASH_GRANULE == 0 &&
      ash_heap_served(\old(*s), *s, \result / ASH_GRANULE, n);
    ensures \result != ASH_NONE ==>
      ash_heap_snug(*s, \result / ASH_GRANULE / ASH_WORD_BITS, n, r);
*/
static __attribute__((noinline)) size_t alloc_row(struct ash_heap *s, size_t r, size_t n)
{
    size_t g = alloc_slot(s, r, n, 1);
    return g == ASH_NO_SLOT ? ASH_NONE : g * ASH_GRANULE;
}

size_t ash_heap_alloc(struct ash_heap *s, size_t size, size_t align)
{
    if (size == 0 || size > ASH_SLOT_TOP * ASH_GRANULE || align != ASH_GRANULE)
        return alloc_slow(s, size, align);
    size_t n = (size - 1) / ASH_GRANULE + 1;
    //@ assert granules: n == ash_granules(size) && 1 == ash_granules(align) && 0 < n <= ASH_SLOT_TOP;
    size_t r = s->slabs.layout.shapes.row[n - 1];
    //@ assert size: 1 <= r <= ASH_ROWS && n <= s->slabs.layout.shapes.size[r];
    //@ assert row: ash_heap_row(s->slabs.layout.shapes, n, 1) == r;
    unsigned k = 0;
    if (s->slabs.racks.held[r] == 0) {
        k = ash_word_some(s->slabs.racks.rest[r]);
        if (k == ASH_WORD_BITS) return alloc_row(s, r, n);
    }
    //@ ghost struct ash_heap before = *s;
    size_t g =
        s->slabs.racks.held[r] != 0 ? ash_slabs_pop(&s->slabs, r) : ash_slabs_deal(&s->slabs, r, k);
    //@ ghost ash_heap_fits_slot(before, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    //@ ghost ash_heap_after_gain(before, *s, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    return g * ASH_GRANULE;
}
