// SPDX-License-Identifier: MIT
#include "slabs_put.h"

void ash_slabs_open(struct ash_slabs *s, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    size_t r = s->layout.row[u], b = s->layout.base[u];
    ash_slabs_vacate(s, u, g % ASH_WORD_BITS);
    //@ assert loose: ash_slab_loose(*s, r, b);
    /*@ assert others: \forall integer q, v; 1 <= q <= ASH_ROWS && !(q == r && v == b) ==>
          (ash_slab_loose(*s, q, v) <==> ash_slab_loose(\at(*s, Pre), q, v)); */
    ash_slabs_spill(s, r, b);
}
