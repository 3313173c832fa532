// SPDX-License-Identifier: MIT
#include "heap_parts.h"

void ash_heap_give_slab(struct ash_heap *s, size_t b)
{
    //@ ghost struct ash_heap before = *s;
    //@ ghost size_t e = b + s->slabs.layout.shapes.units[s->slabs.layout.row[b]];
    ash_slabs_end(&s->slabs, b);
    //@ ghost ash_heap_after_end(before, *s, b, e);
    //@ ghost struct ash_heap ended = *s;
    ash_runs_give(&s->runs, b);
    //@ ghost ash_heap_after_give(ended, *s, b);
}

enum ash_status ash_heap_keep_slab(struct ash_heap *s, size_t b)
{
    size_t old = s->kept;
    s->kept = b;
    //@ assert busy: ash_heap_busy(*s, old);
    //@ assert tied: ash_heap_tied(*s, -1);
    //@ assert same: ash_heap_same(\at(*s, Pre), *s);
    if (old != ASH_UNITS && ash_slabs_idle(&s->slabs, old)) ash_heap_give_slab(s, old);
    return ASH_OK;
}

// Does a block in a slot have granule g, which lies in a slab?
/*@ requires \valid(t) && ash_layout_wf(t->layout) && ash_slabs_living(*t);
    requires g / ASH_WORD_BITS < t->layout.limit && t->layout.row[g / ASH_WORD_BITS] != 0;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_slot_covers(*t, g);
*/
static bool slot_covers(const struct ash_slabs *t, size_t g)
{
    size_t u = g / ASH_WORD_BITS, b = t->layout.base[u];
    unsigned k = ash_word_upto(t->live[u], g % ASH_WORD_BITS);
    /*@ loop invariant b <= u <= g / ASH_WORD_BITS && k <= ASH_WORD_BITS;
        loop invariant k < ASH_WORD_BITS ==> ash_alive(*t, u, k) && u * ASH_WORD_BITS + k <= g;
        loop invariant \forall integer v, j; b <= v && 0 <= j < ASH_WORD_BITS &&
          u * ASH_WORD_BITS + (k < ASH_WORD_BITS ? k : -1) < v * ASH_WORD_BITS + j <= g ==>
            !ash_alive(*t, v, j);
        loop invariant at_most: u - b <= ASH_SLAB_MOST - 1;
        loop assigns u, k;
        loop variant u - b;
    */
    while (k == ASH_WORD_BITS && u > b) {
        u--;
        k = ash_word_upto(t->live[u], ASH_WORD_BITS - 1);
    }
    //@ ghost ash_slots_lie_apart(t->layout);
    return k < ASH_WORD_BITS &&
           g - (u * ASH_WORD_BITS + k) < t->layout.shapes.size[t->layout.row[u]];
}

enum ash_status ash_heap_misuse(const struct ash_heap *s, size_t offset)
{
    size_t g = offset / ASH_GRANULE, u = g / ASH_WORD_BITS;
    if (u >= s->runs.limit) return ASH_OUT_OF_RANGE;
    //@ ghost ash_runs_lie_apart(s->runs);
    //@ ghost ash_slots_lie_inside(s->slabs.layout);
    //@ ghost ash_heap_lives_in_runs(*s);
    if (s->slabs.layout.row[u] != 0) {
        //@ ghost ash_heap_slot_is_covered(*s, g);
        return slot_covers(&s->slabs, g) ? ASH_NOT_A_BLOCK : ASH_ALREADY_FREE;
    }
    size_t i = ash_runs_of(&s->runs, u);
    if (s->runs.idle[i] != 0) {
        //@ ghost ash_heap_idle_is_free(*s, g, i, s->runs.next[i]);
        return ASH_ALREADY_FREE;
    }
    //@ ghost ash_heap_held_is_covered(*s, g, i, s->runs.next[i]);
    return ASH_NOT_A_BLOCK;
}
