// SPDX-License-Identifier: MIT
// box: one value of its own in a pool.
#ifndef ASH_BOX_H
#define ASH_BOX_H

#include "kind.h"

struct ash_box {
    const struct ash_pool *pool;
    struct ash_kind kind;
    size_t at; // where the value lies, or ASH_NONE: the box is empty
};

#ifdef __FRAMAC__
#include "../../proofs/logic/box.acsl"
#endif

// Makes room for a value of that kind; its bytes are 0. False if there is none, and the box is
// then empty: only if the kind's size is 0 or its align no power of two, or the pool refuses.
// Work: an alloc, and a step a byte.
/*@ requires \valid(box) && \valid(pool) && ash_pool_ok(*pool);
    requires \separated(box, pool + (..));
    requires \separated(box, pool, pool->state, pool->base + (0 .. pool->capacity - 1));
    terminates \true;
    assigns *box, *pool->state, pool->base[0 .. pool->capacity - 1];
    ensures invariant: ash_box_wf(*box) && box->pool == pool && box->kind == kind;
    ensures empty: \result == false <==> box->at == ASH_NONE;
    ensures refuses: kind.size == 0 ==> \result == false;
    ensures zero: \result == true ==>
      \forall integer j; box->at <= j < box->at + kind.size ==> pool->base[j] == 0;
*/
bool ash_box_init(struct ash_box *box, const struct ash_pool *pool, struct ash_kind kind);

// Where the value lies until the box is dropped; NULL if the box is empty. Work: a few steps.
/*@ requires \valid(box) && ash_box_wf(*box);
    terminates \true;
    assigns \result \from *box;
    ensures box->at == ASH_NONE ==> \result == \null;
    ensures box->at != ASH_NONE ==> \result == box->pool->base + box->at &&
      \valid(\result + (0 .. box->kind.size - 1));
*/
unsigned char *ash_box_value(const struct ash_box *box);

// Takes the value out to `out`, which lies outside the pool, and leaves the box empty. The
// destructor does not run: the value lives on. False, and nothing changes, only if the box is
// empty. Work: a free, and a step a byte.
/*@ requires \valid(box) && ash_box_wf(*box);
    requires \separated(box, box->pool, box->pool->state, box->pool->base + (0 .. box->pool->capacity - 1));
    requires \valid(out + (0 .. box->kind.size - 1));
    requires \separated(box, out + (..));
    requires \separated(out + (0 .. box->kind.size - 1), box, box->pool, box->pool->state,
      box->pool->base + (0 .. box->pool->capacity - 1));
    terminates \true;
    assigns *box, *box->pool->state, out[0 .. box->kind.size - 1];
    ensures invariant: ash_box_wf(*box) && box->at == ASH_NONE;
    ensures fails_only_if: \result == false <==> \old(box->at) == ASH_NONE;
    ensures takes: \result == true ==> \forall integer j; 0 <= j < box->kind.size ==>
      out[j] == \old(box->pool->base[box->at + j]);
*/
bool ash_box_take(struct ash_box *box, unsigned char *out);

// Runs the destructor and gives the memory back; the box is then empty. Does nothing to an
// empty box. Never fails. Work: the destructor, and a free.
/*@ requires \valid(box) && ash_box_wf(*box);
    requires \separated(box, box->pool, box->pool->state, box->pool->base + (0 .. box->pool->capacity - 1));
    terminates \true;
    assigns *box, *box->pool->state, box->pool->base[0 .. box->pool->capacity - 1];
    ensures invariant: ash_box_wf(*box) && box->at == ASH_NONE;
*/
void ash_box_drop(struct ash_box *box);

#endif
