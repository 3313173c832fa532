// SPDX-License-Identifier: MIT
#include "heap_take.h"

// Gives the kept slab back, if it is still empty.
/*@ requires \valid(s) && ash_heap_wf(*s) && s->kept != ASH_UNITS;
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s);
    ensures ash_heap_same(\old(*s), *s);
    ensures s->runs.limit == \old(s->runs.limit);
    ensures s->slabs.layout.shapes == \old(s->slabs.layout.shapes);
    ensures ash_heap_fuller(\old(*s), *s);
    ensures s->kept == ASH_UNITS || !ash_slab_idle(s->slabs, s->kept);
*/
static void give_kept(struct ash_heap *s)
{
    size_t b = s->kept;
    if (!ash_slabs_idle(&s->slabs, b)) return;
    s->kept = ASH_UNITS;
    //@ assert same: ash_heap_same(\at(*s, Pre), *s);
    ash_heap_give_slab(s, b);
}

size_t ash_heap_take_again(struct ash_heap *s, size_t n, size_t a)
{
    give_kept(s);
    return ash_heap_find_run(s, n, a);
}
