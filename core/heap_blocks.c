// SPDX-License-Identifier: MIT
// What becomes of a live block: it is freed, or changes its length.
#include "heap_parts.h"
#include "slabs_put.h"

// Keeps the slab that starts at unit b if nothing is alive in it. Always ASH_OK.
/*@ requires \valid(s) && ash_slabs_wf(s->slabs) && ash_runs_wf(s->runs) && ash_heap_tied(*s, -1);
    requires b < s->runs.limit && s->slabs.layout.row[b] != 0 && s->slabs.layout.base[b] == b;
    requires ash_heap_busy(*s, b);
    terminates \true;
    assigns *s;
    ensures s->runs.limit == \old(s->runs.limit);
    ensures same: ash_heap_same(\old(*s), *s);
    ensures ash_heap_wf(*s) && \result == ASH_OK;
*/
static __attribute__((noinline)) enum ash_status emptied(struct ash_heap *s, size_t b)
{
    if (b == s->kept || !ash_slabs_idle(&s->slabs, b)) return ASH_OK;
    return ash_heap_keep_slab(s, b);
}

// Frees the block at granule g. Always ASH_OK.
/*@ requires \valid(s) && ash_heap_wf(*s) && g / ASH_WORD_BITS < s->runs.limit;
    requires ash_alive(s->slabs, g / ASH_WORD_BITS, g % ASH_WORD_BITS);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures ash_heap_loses(\old(*s), *s, g) && \result == ASH_OK;
*/
static __attribute__((noinline)) enum ash_status free_slow(struct ash_heap *s, size_t g)
{
    //@ ghost struct ash_heap before = *s;
    size_t u = g / ASH_WORD_BITS;
    if (s->slabs.layout.row[u] == 0) {
        ash_slabs_unmark(&s->slabs, u);
        //@ ghost ash_heap_after_unmark(before, *s, u);
        //@ ghost struct ash_heap marked = *s;
        ash_runs_give(&s->runs, u);
        //@ ghost ash_heap_after_give(marked, *s, u);
        return ASH_OK;
    }
    ash_slabs_open(&s->slabs, g);
    //@ ghost ash_heap_after_lose(before, *s, u, g % ASH_WORD_BITS);
    return s->slabs.live[u] != 0 ? ASH_OK : emptied(s, s->slabs.layout.base[u]);
}

enum ash_status ash_heap_free(struct ash_heap *s, size_t offset)
{
    size_t g = ash_heap_granule(offset);
    if (!ash_heap_has(s, g) /*@ ghost (offset) */) return ash_heap_misuse(s, offset);
    size_t u = g / ASH_WORD_BITS;
    //@ ghost ash_heap_start_is_covered(*s, u, g % ASH_WORD_BITS);
    //@ assert live: ash_heap_verdict(*s, offset, ASH_OK);
    size_t r = s->slabs.layout.row[u];
    //@ ghost struct ash_heap before = *s;
    // The rack of row 0 counts as full.
    if (s->slabs.racks.held[r] != ASH_RACK) {
        ash_slabs_rack(&s->slabs, g);
    } else if (r != 0 && ash_set_test(&s->slabs.open[r], s->slabs.layout.base[u])) {
        ash_slabs_leave(&s->slabs, g);
    } else {
        return free_slow(s, g);
    }
    //@ ghost ash_heap_after_lose(before, *s, u, g % ASH_WORD_BITS);
    if (s->slabs.live[u] == 0) return emptied(s, s->slabs.layout.base[u]);
    return ASH_OK;
}

size_t ash_heap_usable(const struct ash_heap *s, size_t offset)
{
    size_t g = ash_heap_granule(offset);
    if (!ash_heap_has(s, g) /*@ ghost (offset) */) return 0;
    return ash_heap_granules(s, g / ASH_WORD_BITS) /*@ ghost (g % ASH_WORD_BITS) */ * ASH_GRANULE;
}

enum ash_status ash_heap_free_sized(struct ash_heap *s, size_t offset, size_t size)
{
    size_t g = ash_heap_granule(offset);
    if (!ash_heap_has(s, g) /*@ ghost (offset) */) return ash_heap_misuse(s, offset);
    size_t n = ash_heap_granules(s, g / ASH_WORD_BITS) /*@ ghost (g % ASH_WORD_BITS) */;
    if (size == 0 || size > n * ASH_GRANULE) return ASH_BAD_SIZE;
    return ash_heap_free(s, offset);
}

// Makes the block off the slabs that starts at unit u n units long, if it can be.
/*@ requires \valid(s) && ash_heap_wf(*s) && u < s->runs.limit && 0 < n;
    requires s->slabs.layout.row[u] == 0 && ash_alive(s->slabs, u, 0);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures \result == ASH_OK || \result == ASH_NO_ROOM;
    ensures \result == ASH_OK <==> ash_runs_grows(\old(s->runs), u, n);
    ensures \result == ASH_NO_ROOM ==> *s == \old(*s);
    ensures \result == ASH_OK ==> s->runs.next[u] == u + n && s->slabs.layout.row[u] == 0 &&
      ash_heap_alters(\old(*s), *s, u * ASH_WORD_BITS, (u + n) * ASH_WORD_BITS);
*/
static enum ash_status resize_run(struct ash_heap *s, size_t u, size_t n)
{
    //@ ghost struct ash_heap before = *s;
    if (!ash_runs_resize(&s->runs, u, n)) return ASH_NO_ROOM;
    //@ ghost ash_heap_after_alter(before, *s, u, (size_t)(u + n));
    return ASH_OK;
}

enum ash_status ash_heap_resize(struct ash_heap *s, size_t offset, size_t size)
{
    size_t g = ash_heap_granule(offset);
    if (!ash_heap_has(s, g) /*@ ghost (offset) */) return ash_heap_misuse(s, offset);
    if (size == 0) return ASH_BAD_SIZE;
    size_t n = ash_request_granules(size), u = g / ASH_WORD_BITS;
    size_t r = s->slabs.layout.row[u];
    if (r != 0) return n <= s->slabs.layout.shapes.size[r] ? ASH_OK : ASH_NO_ROOM;
    return resize_run(s, u, n / ASH_WORD_BITS + (n % ASH_WORD_BITS != 0 ? 1 : 0));
}
