// SPDX-License-Identifier: MIT
// rc: one value with many owners, and with handles that do not own it.
//
// A strong handle (struct ash_rc) keeps the value; a weak one (struct ash_weak) keeps only the
// memory, and can be asked whether the value is still there. The counts and the value lie in
// one block: two numbers of four bytes, then, as far on as the value's alignment asks, the value.
//
// A handle is one owner: pass it on by clone and drop, never by assignment. Two values that
// hold strong handles of each other stay for ever; make one of the two weak.
#ifndef ASH_RC_H
#define ASH_RC_H

#include "kind.h"

// As many strong handles of a value can be, and one less weak ones.
#define ASH_RC_MOST UINT32_MAX

struct ash_rc {
    const struct ash_pool *pool;
    struct ash_kind kind;
    size_t at; // where the counts lie, or ASH_NONE: no value, the handle is empty
};

struct ash_weak {
    struct ash_rc to; // not counted as strong
};

#ifdef __FRAMAC__
#include "../../proofs/logic/rc.acsl"
#endif

// A new value, all bytes 0, with one strong handle. False if there is none, and the handle is then
// empty: only if the kind's size is 0, or so large that the counts do not fit as well, or its
// align is no power of two, or the pool refuses. Work: an alloc, and a step a byte.
/*@ requires \valid(rc) && \valid(pool) && ash_pool_ok(*pool);
    requires \separated(rc, pool + (..));
    requires \separated(rc, pool, pool->state, pool->base + (0 .. pool->capacity - 1));
    terminates \true;
    assigns *rc, *pool->state, pool->base[0 .. pool->capacity - 1];
    ensures invariant: ash_rc_wf(*rc) && rc->pool == pool && rc->kind == kind;
    ensures empty: \result == false <==> rc->at == ASH_NONE;
    ensures refuses: kind.size == 0 || !ash_power_of_two(kind.align) ==> \result == false;
    ensures counts: \result == true ==>
      ash_rc_strong_count(*rc) == 1 && ash_rc_weak_count(*rc) == 1;
*/
bool ash_rc_init(struct ash_rc *rc, const struct ash_pool *pool, struct ash_kind kind);

// Where the value lies, until the last strong handle goes; NULL of an empty handle.
// Work: a few steps.
/*@ requires \valid(rc) && ash_rc_wf(*rc);
    terminates \true;
    assigns \result \from *rc;
    ensures rc->at == ASH_NONE ==> \result == \null;
    ensures rc->at != ASH_NONE ==> \valid(\result + (0 .. rc->kind.size - 1)) &&
      \result == rc->pool->base + (rc->at + ash_rc_head(rc->kind));
*/
unsigned char *ash_rc_value(const struct ash_rc *rc);

// How many strong handles of the value there are; 0 of an empty handle. Work: a few steps.
/*@ requires \valid(rc) && ash_rc_wf(*rc);
    terminates \true;
    assigns \nothing;
    ensures rc->at == ASH_NONE ==> \result == 0;
    ensures rc->at != ASH_NONE ==> \result == ash_rc_strong_count(*rc);
*/
size_t ash_rc_strong(const struct ash_rc *rc);

// One more strong handle, in `to`, which must hold none. False, and nothing changes, only if
// rc is empty or ASH_RC_MOST handles are out. Work: a few steps.
/*@ requires \valid(rc) && ash_rc_wf(*rc);
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    requires \valid(to) && \separated(rc, to);
    requires \separated(to, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns *to, rc->pool->base[0 .. rc->pool->capacity - 1];
    ensures invariant: ash_rc_wf(*rc);
    ensures fails_only_if: \result == false <==>
      (rc->at == ASH_NONE || \old(ash_rc_strong_count(*rc)) == ASH_RC_MOST);
    ensures changes_nothing: \result == false ==> *to == \old(*to) &&
      ash_kept{Pre,Post}(rc->pool->base, 0, rc->pool->capacity);
    ensures counts: \result == true ==> *to == *rc &&
      ash_rc_strong_count(*rc) == \old(ash_rc_strong_count(*rc)) + 1;
*/
bool ash_rc_clone(const struct ash_rc *rc, struct ash_rc *to);

// The handle goes, and is then empty. With the last strong one the destructor runs, and with the
// last of all the memory is given back. Does nothing to an empty handle. Never fails.
// Work: a few steps; at last the destructor, and a free.
/*@ requires \valid(rc) && ash_rc_wf(*rc);
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns *rc, *rc->pool->state, rc->pool->base[0 .. rc->pool->capacity - 1];
    ensures invariant: ash_rc_wf(*rc) && rc->at == ASH_NONE;
*/
void ash_rc_drop(struct ash_rc *rc);

// One more weak handle, in `to`, which must hold none. False, and nothing changes, only if rc
// is empty or ASH_RC_MOST - 1 weak handles are out. Work: a few steps.
/*@ requires \valid(rc) && ash_rc_wf(*rc);
    requires \separated(rc, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    requires \valid(to) && \separated(rc, to);
    requires \separated(to, rc->pool, rc->pool->state, rc->pool->base + (0 .. rc->pool->capacity - 1));
    terminates \true;
    assigns *to, rc->pool->base[0 .. rc->pool->capacity - 1];
    ensures invariant: ash_rc_wf(*rc);
    ensures fails_only_if: \result == false <==>
      (rc->at == ASH_NONE || \old(ash_rc_weak_count(*rc)) == ASH_RC_MOST);
    ensures changes_nothing: \result == false ==> *to == \old(*to) &&
      ash_kept{Pre,Post}(rc->pool->base, 0, rc->pool->capacity);
    ensures counts: \result == true ==> to->to == *rc &&
      ash_rc_weak_count(*rc) == \old(ash_rc_weak_count(*rc)) + 1;
*/
bool ash_rc_weak(const struct ash_rc *rc, struct ash_weak *to);

// A strong handle of the value, in `to`, which must hold none. False, and nothing changes, only
// if the value has gone, or the handle is empty, or ASH_RC_MOST handles are out.
// Work: a few steps.
/*@ requires \valid(weak) && ash_rc_wf(weak->to);
    requires \separated(weak, weak->to.pool, weak->to.pool->state, weak->to.pool->base + (0 .. weak->to.pool->capacity - 1));
    requires \valid(to) && \separated(to, weak + (..));
    requires \separated(to, weak->to.pool, weak->to.pool->state, weak->to.pool->base + (0 .. weak->to.pool->capacity - 1));
    terminates \true;
    assigns *to, weak->to.pool->base[0 .. weak->to.pool->capacity - 1];
    ensures invariant: ash_rc_wf(weak->to);
    ensures fails_only_if: \result == false <==> (weak->to.at == ASH_NONE ||
      \old(ash_rc_strong_count(weak->to)) == 0 ||
      \old(ash_rc_strong_count(weak->to)) == ASH_RC_MOST);
    ensures changes_nothing: \result == false ==> *to == \old(*to) &&
      ash_kept{Pre,Post}(weak->to.pool->base, 0, weak->to.pool->capacity);
    ensures counts: \result == true ==> *to == weak->to &&
      ash_rc_strong_count(weak->to) == \old(ash_rc_strong_count(weak->to)) + 1;
*/
bool ash_weak_upgrade(const struct ash_weak *weak, struct ash_rc *to);

// The handle goes, and is then empty; with the last of all the memory is given back. Does
// nothing to an empty handle. Never fails. Work: a few steps; at last a free.
/*@ requires \valid(weak) && ash_rc_wf(weak->to);
    requires \separated(weak, weak->to.pool, weak->to.pool->state, weak->to.pool->base + (0 .. weak->to.pool->capacity - 1));
    terminates \true;
    assigns *weak, *weak->to.pool->state,
      weak->to.pool->base[0 .. weak->to.pool->capacity - 1];
    ensures invariant: ash_rc_wf(weak->to) && weak->to.at == ASH_NONE;
*/
void ash_weak_drop(struct ash_weak *weak);

#endif
