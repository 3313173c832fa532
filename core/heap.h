// SPDX-License-Identifier: MIT
// heap: the general one. Size classes in slabs, over runs of units; everything is found through
// bitsets, in a bounded number of steps.
//
// A unit is a word of granules (1 KiB where a unit of size is a byte). A block of up to two units
// lies in a slot of a slab: a run of 4 to 8 units that is divided into slots of one size, of which
// there are 64 (shapes.h). A larger one, or one with an alignment above a unit, is a run of whole
// units of its own. What is live is told by one bit a granule and by nothing else: `free` tests and
// clears it, and that one test rejects a block that is free already, a number inside a block, and
// any other.
//
// A block is live for all of its slot, or of its units. When the last block of a slab goes, the
// slab is kept, and the one that was kept before goes back to the runs if it is still empty. So at
// most one empty slab stays, and it too goes back when a request could not be served otherwise:
// with nothing live, one block takes the whole capacity.
#ifndef ASH_HEAP_H
#define ASH_HEAP_H

#include "allocator.h"
#include "request.h"
#include "runs.h"
#include "slabs.h"

struct ash_heap {
    struct ash_slabs slabs;
    struct ash_runs runs;
    size_t kept; // the first unit of the slab that was last seen empty, or ASH_UNITS
};

#ifdef __FRAMAC__
#include "../proofs/logic/heap.acsl"
#include "../proofs/logic/heap_places.acsl"
#include "../proofs/logic/heap_steps.acsl"
#endif

// Every unit of size is free. Takes whole units of ASH_WORD_BITS granules, ASH_UNITS at most; a
// capacity below one gives a heap that refuses every request. Returns the capacity managed. Work:
// some steps a unit, and a step a word of the sets.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_heap_wf(*s) && \result == ASH_GRANULE * ASH_WORD_BITS * s->runs.limit;
    ensures s->runs.limit == (capacity / (ASH_GRANULE * ASH_WORD_BITS) < ASH_UNITS ?
      capacity / (ASH_GRANULE * ASH_WORD_BITS) : ASH_UNITS);
    ensures nothing_live: \forall integer x, y; !ash_heap_block(*s, x, y);
*/
size_t ash_heap_init(struct ash_heap *s, size_t capacity);

// A block of at least `size` units that is free and aligned: a free slot of its row, or a run of as
// few units as will do.
// Fails only if size is 0, or align is not a power of two, or no slot of the row is free and no
// idle run can serve, even after the kept slab has been given back. A run of n units that must
// start at a multiple of a is sure to be found in an idle one of n + a - 1. Work: bounded; see
// core/README.md.
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
size_t ash_heap_alloc(struct ash_heap *s, size_t size, size_t align);

// ASH_OK exactly when a live block starts at offset; that block is then free. Otherwise the misuse
// by name, and nothing changes. Work: bounded.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures verdict: ash_heap_verdict(\old(*s), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures loses_the_block: \result == ASH_OK ==>
      ash_heap_loses(\old(*s), *s, offset / ASH_GRANULE);
*/
enum ash_status ash_heap_free(struct ash_heap *s, size_t offset);

// As ash_heap_free, for a caller who knows how long the block is: ASH_BAD_SIZE, and nothing
// changes, if a live block starts there and size is 0 or more than it has. Work: bounded.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures bad_size: \result == ASH_BAD_SIZE <==> ash_heap_live(\old(*s), offset) &&
      (size == 0 || size > ASH_GRANULE *
        ash_heap_length(\old(*s), offset / ASH_GRANULE / ASH_WORD_BITS));
    ensures verdict: \result != ASH_BAD_SIZE ==>
      ash_heap_verdict(\old(*s), offset, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures loses_the_block: \result == ASH_OK ==>
      ash_heap_loses(\old(*s), *s, offset / ASH_GRANULE);
*/
enum ash_status ash_heap_free_sized(struct ash_heap *s, size_t offset, size_t size);

// Makes the live block at offset at least `size` units long where it stands. Besides the misuses
// of free: ASH_BAD_SIZE for size 0; ASH_NO_ROOM only if the block lies in a slot that is shorter,
// or off the slabs and would grow over what is held or beyond the capacity. Work: bounded.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns *s;
    ensures invariant: ash_heap_wf(*s) && s->runs.limit == \old(s->runs.limit);
    ensures verdict: ash_heap_resize_verdict(\old(*s), offset, size, \result);
    ensures changes_nothing: \result != ASH_OK ==> *s == \old(*s);
    ensures moves_the_end: \result == ASH_OK ==>
      ash_granules(size) <= ash_heap_length(*s, offset / ASH_GRANULE / ASH_WORD_BITS) &&
      ash_heap_alters(\old(*s), *s, offset / ASH_GRANULE, offset / ASH_GRANULE +
        ash_heap_length(*s, offset / ASH_GRANULE / ASH_WORD_BITS));
    ensures snug: \result == ASH_OK ==>
      ash_heap_snug(*s, offset / ASH_GRANULE / ASH_WORD_BITS, ash_granules(size),
        s->slabs.layout.row[offset / ASH_GRANULE / ASH_WORD_BITS]);
*/
enum ash_status ash_heap_resize(struct ash_heap *s, size_t offset, size_t size);

// The units of the live block that starts at offset, rounding included; 0 if there is none.
// Work: a few steps.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_heap_live(*s, offset) ==> \result == ASH_GRANULE *
      ash_heap_length(*s, offset / ASH_GRANULE / ASH_WORD_BITS);
    ensures !ash_heap_live(*s, offset) ==> \result == 0;
*/
size_t ash_heap_usable(const struct ash_heap *s, size_t offset);

// What is live and what is free; free slots and what is left over of slabs are free. Work: a step
// a granule.
/*@ requires \valid(s) && ash_heap_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures ash_heap_tally(*s, \result);
*/
struct ash_stats ash_heap_stats(const struct ash_heap *s);

// Does the invariant hold? Asks nothing of the state. Work: some steps a unit and a slot at hand,
// and a step a word of the sets.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_heap_wf(*s);
*/
bool ash_heap_check(const struct ash_heap *s);

#endif
