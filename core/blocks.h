// SPDX-License-Identifier: MIT
// blocks: the record of which blocks are live, two bits a granule.
//
// used: the granule belongs to a live block. start: a live block starts here. Together they
// say everything that the designs bump and bitmap, and their contracts, say about blocks:
// free needs no size, and no number that is not the start of a live block passes for one.
#ifndef ASH_BLOCKS_H
#define ASH_BLOCKS_H

#include "allocator.h"
#include "bits.h"
#include "request.h"

struct ash_blocks {
    size_t limit; // granules managed, at most ASH_GRANULES
    struct ash_bits used;
    struct ash_bits start;
};

#ifdef __FRAMAC__
#include "../proofs/logic/blocks.acsl"
#endif

// No block is live. Work: two steps a word of granules.
/*@ requires \valid(b);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b);
    ensures b->limit == (capacity / ASH_GRANULE < ASH_GRANULES ? capacity / ASH_GRANULE : ASH_GRANULES);
    ensures ash_gap(*b, 0, b->limit);
    ensures \forall integer i; 0 <= i < b->limit ==> !ash_starts(*b, i);
*/
void ash_blocks_init(struct ash_blocks *b, size_t capacity);

// Makes the n free granules from first on a live block. Work: a step a word of the block.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires 0 < n && n <= ASH_GRANULES && first <= ASH_GRANULES && ash_gap(*b, first, n);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b) && b->limit == \old(b->limit);
    ensures \forall integer i; 0 <= i < b->limit ==>
      (ash_used(*b, i) <==> (first <= i < first + n || ash_used(\old(*b), i)));
    ensures \forall integer i; 0 <= i < b->limit ==>
      (ash_starts(*b, i) <==> (i == first || ash_starts(\old(*b), i)));
    ensures ash_gains(\old(*b), *b, first, n);
*/
void ash_blocks_mark(struct ash_blocks *b, size_t first, size_t n);

// Forgets the live block first .. end-1. Work: a step a word of the block.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires first < ASH_GRANULES && end <= ASH_GRANULES && ash_block(*b, first, end);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b) && b->limit == \old(b->limit);
    ensures \forall integer i; 0 <= i < b->limit ==>
      (ash_used(*b, i) <==> (!(first <= i < end) && ash_used(\old(*b), i)));
    ensures \forall integer i; 0 <= i < b->limit ==>
      (ash_starts(*b, i) <==> (i != first && ash_starts(\old(*b), i)));
    ensures ash_loses(\old(*b), *b, first);
*/
void ash_blocks_drop(struct ash_blocks *b, size_t first, size_t end);

// The end of the live block that starts at first. Work: a step a word up to the next block.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires first < b->limit && ash_starts(*b, first);
    terminates \true;
    assigns \nothing;
    ensures ash_block(*b, first, \result);
*/
size_t ash_blocks_end(const struct ash_blocks *b, size_t first);

// Moves the end of the live block first .. end-1 to `to`: back, or on over free granules.
// Work: a step a word between the two ends.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    requires first < to <= b->limit && end <= b->limit && ash_block(*b, first, end);
    requires end < to ==> ash_gap(*b, end, to - end);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b) && b->limit == \old(b->limit);
    ensures \forall integer i; 0 <= i < b->limit ==>
      (ash_used(*b, i) <==> (first <= i < to || (!(first <= i < end) && ash_used(\old(*b), i))));
    ensures \forall integer i; 0 <= i < b->limit ==> (ash_starts(*b, i) <==> ash_starts(\old(*b), i));
    ensures ash_alters(\old(*b), *b, first, to - first);
*/
void ash_blocks_move_end(struct ash_blocks *b, size_t first, size_t end, size_t to);

// ---- by offset, in units, and for any number at all: what the designs hand on ----

// What freeing this offset would be: ASH_OK exactly when a live block starts there.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    terminates \true;
    assigns \nothing;
    ensures ash_misuse(*b, offset, \result);
*/
enum ash_status ash_blocks_verdict(const struct ash_blocks *b, size_t offset);

// The units of the live block that starts at offset; 0 when none does.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    terminates \true;
    assigns \nothing;
    ensures ash_extent(*b, offset, \result);
*/
size_t ash_blocks_usable(const struct ash_blocks *b, size_t offset);

// Frees the live block that starts at offset.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b) && b->limit == \old(b->limit);
    ensures ash_misuse(\old(*b), offset, \result);
    ensures \result != ASH_OK ==> *b == \old(*b);
    ensures \result == ASH_OK ==> \forall integer i; 0 <= i < b->limit ==>
      (ash_used(*b, i) ==> ash_used(\old(*b), i));
    ensures \result == ASH_OK ==> \forall integer i; 0 <= i < b->limit ==>
      (ash_starts(*b, i) <==> (i != offset / ASH_GRANULE && ash_starts(\old(*b), i)));
    ensures \result == ASH_OK ==> ash_loses(\old(*b), *b, offset / ASH_GRANULE);
*/
enum ash_status ash_blocks_free(struct ash_blocks *b, size_t offset);

// Makes the live block that starts at offset `size` units long, if what follows allows it.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    terminates \true;
    assigns *b;
    ensures ash_blocks_wf(*b) && b->limit == \old(b->limit);
    ensures ash_resize_verdict(\old(*b), offset, size, \result);
    ensures \result != ASH_OK ==> *b == \old(*b);
    ensures \result == ASH_OK ==> \forall integer end;
      ash_block(\old(*b), offset / ASH_GRANULE, end) ==>
      \forall integer i; 0 <= i < b->limit && (i < offset / ASH_GRANULE || end <= i) ==>
        (ash_used(*b, i) ==> ash_used(\old(*b), i) || i < offset / ASH_GRANULE + ash_granules(size));
    ensures \result == ASH_OK ==> \forall integer end;
      ash_block(\old(*b), offset / ASH_GRANULE, end) ==>
      \forall integer i; offset / ASH_GRANULE + ash_granules(size) <= i < end ==> !ash_used(*b, i);
    ensures \result == ASH_OK ==> offset / ASH_GRANULE + ash_granules(size) <= b->limit;
    ensures \result == ASH_OK ==> \forall integer i; 0 <= i < b->limit ==>
      (ash_starts(*b, i) <==> ash_starts(\old(*b), i));
    ensures \result == ASH_OK ==>
      ash_alters(\old(*b), *b, offset / ASH_GRANULE, ash_granules(size));
*/
enum ash_status ash_blocks_resize(struct ash_blocks *b, size_t offset, size_t size);

// What is live and what is free. Work: as ash_bits_count, twice.
/*@ requires \valid(b) && ash_blocks_wf(*b);
    terminates \true;
    assigns \nothing;
    ensures ash_tally(*b, \result);
*/
struct ash_stats ash_blocks_stats(const struct ash_blocks *b);

// Does the invariant hold? For any contents at all. Work: a few steps a word of granules.
/*@ requires \valid(b);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_blocks_wf(*b);
*/
bool ash_blocks_check(const struct ash_blocks *b);

#endif
