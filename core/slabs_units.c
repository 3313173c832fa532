// SPDX-License-Identifier: MIT
// Slabs begin and end.
#include "slabs.h"

void ash_slabs_begin(struct ash_slabs *s, size_t b, size_t r)
{
    ash_layout_begin(&s->layout, b, r);
    //@ ghost size_t end = b + s->layout.shapes.units[r];
    //@ assert dead: \forall integer u, k; b <= u < end ==> !ash_alive(*s, u, k);
    //@ assert bare: \forall integer q, g; ash_slot_free(\at(*s, Pre), q, g / ASH_WORD_BITS, g % ASH_WORD_BITS) && 1 <= q ==> !(b <= g / ASH_WORD_BITS < end);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert others: \forall integer q, v, j; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    //@ assert loose: ash_slot_loose(*s, r, b, 0) && ash_slab_loose(*s, r, b);
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS && !(q == r && v == b) ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    ash_slabs_spill(s, r, b);
}

void ash_slabs_end(struct ash_slabs *s, size_t b)
{
    size_t r = s->layout.row[b];
    size_t end = b + s->layout.shapes.units[r];
    ash_set_remove(&s->open[r], b);
    ash_racks_purge(&s->racks, r, b, end);
    ash_layout_end(&s->layout, b, r);
    //@ assert dead: \forall integer u, k; b <= u < end ==> !ash_alive(*s, u, k);
    //@ assert living: ash_slabs_living(*s);
    //@ assert racks: ash_slabs_racks(*s);
    /*@ assert others: \forall integer q, v, j; 1 <= q <= ASH_ROWS && !(b <= v < end) ==>
          (ash_slot_loose(*s, q, v, j) <==> ash_slot_loose(\at(*s, Pre), q, v, j)); */
    /*@ assert slabs: \forall integer q, v; 1 <= q <= ASH_ROWS && !(q == r && v == b) ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    //@ assert ended: !ash_slab_loose(*s, r, b);
    //@ assert open: ash_slabs_open_else(*s, 0, 0);
}
