// SPDX-License-Identifier: MIT
// heap_parts: what the files of heap share.
#ifndef ASH_HEAP_PARTS_H
#define ASH_HEAP_PARTS_H

#include "heap.h"

#define ASH_HEAP_UNIT ((size_t)ASH_WORD_BITS * ASH_GRANULE)

// The granule that starts at offset; one that no heap has if none does: a rotation, so that what
// asks whether a granule exists asks both at once.
/*@ terminates \true;
    assigns \nothing;
    ensures offset % ASH_GRANULE == 0 ==> \result == offset / ASH_GRANULE;
    ensures offset % ASH_GRANULE != 0 ==> \result / ASH_WORD_BITS >= ASH_UNITS;
*/
static inline size_t ash_heap_granule(size_t offset)
{
    return offset / ASH_GRANULE + offset % ASH_GRANULE * (SIZE_MAX / ASH_GRANULE + 1);
}

// Does a live block start there? Work: a few steps.
/*@ requires \valid(s) && s->runs.limit == s->slabs.layout.limit && s->runs.limit <= ASH_UNITS;
    requires offset % ASH_GRANULE == 0 ? g == offset / ASH_GRANULE
                                       : g / ASH_WORD_BITS >= ASH_UNITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_heap_live(*s, offset);
    ensures \result == true ==> offset == g * ASH_GRANULE && g / ASH_WORD_BITS < s->runs.limit &&
      ash_alive(s->slabs, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
*/
static inline bool ash_heap_has(const struct ash_heap *s, size_t g) /*@ ghost (size_t offset) */
{
    size_t u = g / ASH_WORD_BITS;
    //@ assert within: ash_heap_live(*s, offset) ==> g == offset / ASH_GRANULE && u < s->runs.limit;
    /*@ assert block: ash_heap_block(*s, g, g + ash_heap_length(*s, u)) && u < s->runs.limit ==>
          ash_heap_live(*s, offset); */
    return u < s->runs.limit && ash_word_test(s->slabs.live[u], g % ASH_WORD_BITS);
}

// The granules of the block that starts in unit u. Work: a few steps.
/*@ requires \valid(s) && ash_heap_wf(*s) && 0 <= k < ASH_WORD_BITS && ash_alive(s->slabs, u, k);
    requires u < s->runs.limit;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_heap_length(*s, u);
*/
static inline size_t ash_heap_granules(const struct ash_heap *s, size_t u)
/*@ ghost (unsigned k) */
{
    size_t r = s->slabs.layout.row[u];
    return r != 0 ? s->slabs.layout.shapes.size[r] : (size_t)(s->runs.next[u] - u) * ASH_WORD_BITS;
}

// What is wrong with offset, at which no live block starts. Work: as ash_runs_of, or a step for
// each unit of a slab.
/*@ requires \valid(s) && ash_heap_wf(*s) && !ash_heap_live(*s, offset);
    terminates \true;
    assigns \nothing;
    ensures \result != ASH_OK && ash_heap_verdict(*s, offset, \result);
*/
enum ash_status ash_heap_misuse(const struct ash_heap *s, size_t offset);

// Gives the slab that starts at unit b, in which nothing is alive, back to the runs. Work: as
// ash_slabs_end and ash_runs_give.
/*@ requires \valid(s) && ash_slabs_wf(s->slabs) && ash_runs_wf(s->runs) && ash_heap_tied(*s, -1);
    requires b < s->runs.limit && s->slabs.layout.row[b] != 0 && s->slabs.layout.base[b] == b;
    requires ash_slab_idle(s->slabs, b) && s->kept != b && ash_heap_busy(*s, b);
    terminates \true;
    assigns s->slabs, s->runs;
    ensures ash_heap_wf(*s) && ash_heap_same(\old(*s), *s) && s->runs.limit == \old(s->runs.limit);
    ensures s->slabs.layout.shapes == \old(s->slabs.layout.shapes);
    ensures ash_heap_fuller(\old(*s), *s);
*/
void ash_heap_give_slab(struct ash_heap *s, size_t b);

// Keeps the slab that starts at unit b, in which nothing is alive, and gives back the one that was
// kept before, another, if that is still empty. Always ASH_OK. Work: as ash_slabs_idle and
// ash_heap_give_slab.
/*@ requires \valid(s) && ash_slabs_wf(s->slabs) && ash_runs_wf(s->runs) && ash_heap_tied(*s, -1);
    requires b < s->runs.limit && s->slabs.layout.row[b] != 0 && s->slabs.layout.base[b] == b;
    requires ash_heap_busy(*s, b) && ash_slab_idle(s->slabs, b) && s->kept != b;
    terminates \true;
    assigns *s;
    ensures s->runs.limit == \old(s->runs.limit);
    ensures same: ash_heap_same(\old(*s), *s);
    ensures ash_heap_wf(*s) && \result == ASH_OK;
*/
enum ash_status ash_heap_keep_slab(struct ash_heap *s, size_t b);

#endif
