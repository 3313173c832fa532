// SPDX-License-Identifier: MIT
// plain: an arena in which a unit of the heap's is a byte: where its memory is committed, what
// becomes of freed runs, and when memory goes back to Linux.
//
// All of it by who is inside the gate; `at` is a number of the heap's, and may be any.
#ifndef PLAIN_H
#define PLAIN_H

#include "arena.h"

// Memory is committed in steps of that many bytes at least.
#define PLAIN_COMMIT ((size_t)1 << 20)

// Memory for the block at `at`, which lies beyond a->near. False if there is none.
bool plain_ready(struct arena *a, size_t at, size_t size);

// As arena_take and so on. A run of up to SHELF_MOST units comes from the shelf if it can, and
// goes there.
char *plain_take(struct arena *a, size_t size, size_t align, bool *zero);
enum ash_status plain_resize(struct arena *a, size_t at, size_t size);
size_t plain_usable(struct arena *a, size_t at);

// All bytes of the live block in a slot at `at`; 0 if none starts there, or none that lies in a slot.
static inline size_t plain_slot_bytes(const struct arena *a, size_t at)
{
    const struct ash_slabs *slabs = &a->heap.slabs;
    size_t g = at / ASH_GRANULE, u = g / ASH_WORD_BITS;
    if (at >= ARENA_SLOT || at % ASH_GRANULE != 0) return 0;
    size_t r = slabs->layout.row[u];
    bool live = r != 0 && (slabs->live[u] >> g % ASH_WORD_BITS & 1) != 0;
    return live ? slabs->layout.shapes.size[r] * (size_t)ASH_GRANULE : 0;
}

// Only from the shelf: a run for a block of `size` bytes, or ASH_NONE. A few instructions.
static inline size_t plain_at_hand(struct arena *a, size_t size)
{
    size_t units = arena_round_up(size, ARENA_UNIT) / ARENA_UNIT;
    size_t unit = units <= SHELF_MOST ? shelf_take(&a->shelf, shelf_size(units)) : ASH_UNITS;
    return unit == ASH_UNITS ? ASH_NONE : unit * ARENA_UNIT;
}

// As arena_give, of what lies off the slabs. What goes to the heap is counted, less nearly all of
// what comes from there: when it is enough, with what slabs gave back, a purge follows, soon if the
// heap shrinks, and late if it only changes.
enum ash_status plain_give_run(struct arena *a, size_t at);

// Another slab is kept by the heap than was seen last. That one is counted, if it went back, less
// nearly all of what slabs take, too.
void plain_count_slab(struct arena *a);

// To be called when the last block of a unit was freed.
static inline void plain_emptied(struct arena *a)
{
    if (a->heap.kept != a->idle) plain_count_slab(a);
}

// As arena_give.
static inline enum ash_status plain_give(struct arena *a, size_t at)
{
    const struct ash_layout *layout = &a->heap.slabs.layout;
    if (at >= ARENA_SLOT || layout->row[at / ARENA_UNIT] == 0) return plain_give_run(a, at);
    enum ash_status status = ash_heap_free(&a->heap, at);
    plain_emptied(a);
    return status;
}

// Clears the shelf, and drops the memory of all free runs of PLAIN_RUN bytes and more. Was there any,
// though perhaps it was dropped before? A madvise for each.
bool plain_purge(struct arena *a);

// Are the heap, and the shelf, which must hold live runs of the heap's, sound? As ash_heap_check.
bool plain_check(const struct arena *a);

#endif
