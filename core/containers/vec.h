// SPDX-License-Identifier: MIT
// vec: elements of one kind in a row, in one block that grows as they come.
//
// Where elements lie changes when the vec grows or shrinks: ask again with ash_vec_at.
#ifndef ASH_VEC_H
#define ASH_VEC_H

#include "kind.h"

struct ash_vec {
    const struct ash_pool *pool;
    struct ash_kind kind;
    size_t at;       // where element 0 lies, or ASH_NONE: no block, and capacity is 0
    size_t length;   // elements there are
    size_t capacity; // elements that the block has room for
};

#ifdef __FRAMAC__
#include "../../proofs/logic/vec.acsl"
#endif

// No elements and no block. Work: a few steps.
/*@ requires \valid(v) && \valid(pool) && ash_pool_ok(*pool);
    requires \separated(v, pool + (..));
    requires \separated(v, pool, pool->state, pool->base + (0 .. pool->capacity - 1));
    terminates \true;
    assigns *v;
    ensures ash_vec_wf(*v) && v->pool == pool && v->kind == kind;
    ensures v->length == 0 && v->capacity == 0;
*/
void ash_vec_init(struct ash_vec *v, const struct ash_pool *pool, struct ash_kind kind);

// Sees that `more` elements can be added without any request to the pool. False, and nothing
// changes, only if their bytes are more than SIZE_MAX, or the kind's size is 0, or the pool refuses
// to extend the block, where it stands and elsewhere. Asks for twice the capacity first, and for
// no more than is needed when that is refused; so n additions of one element copy less than 2n.
// Work: two calls of ash_pool_move at most.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == false ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures has_room: \result == true ==> v->length == \old(v->length) &&
      v->length + more <= v->capacity;
    ensures keeps_elements: \result == true ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), v->length * v->kind.size);
*/
bool ash_vec_reserve(struct ash_vec *v, size_t more);

// Room for n more elements in front of element i: all their bytes are 0, and the elements from
// i on now come behind them. The first one's place. NULL, and nothing changes, only if i is
// above the length, or n is 0, or ash_vec_reserve fails. Work: as ash_vec_reserve, and a step a
// byte from i on.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    assigns \result \from *v;
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == \null ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures grows: \result != \null ==> v->length == \old(v->length) + n && v->at != ASH_NONE &&
      \result == v->pool->base + (v->at + i * v->kind.size);
    ensures zero: \result != \null ==>
      \forall integer j; v->at + i * v->kind.size <= j < v->at + (i + n) * v->kind.size ==>
        v->pool->base[j] == 0;
    ensures keeps_before: \result != \null ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), i * v->kind.size);
    ensures keeps_behind: \result != \null ==>
      ash_moved{Pre,Post}(v->pool->base, v->at + (i + n) * v->kind.size,
        \old(v->at) + i * v->kind.size, (\old(v->length) - i) * v->kind.size);
    ensures i > \old(v->length) || n == 0 ==> \result == \null;
*/
unsigned char *ash_vec_open(struct ash_vec *v, size_t i, size_t n);

// The same for one element.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    assigns \result \from *v;
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == \null ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures grows: \result != \null ==> v->length == \old(v->length) + 1 && v->at != ASH_NONE &&
      \result == v->pool->base + (v->at + i * v->kind.size);
    ensures zero: \result != \null ==>
      \forall integer j; v->at + i * v->kind.size <= j < v->at + (i + 1) * v->kind.size ==>
        v->pool->base[j] == 0;
    ensures keeps_before: \result != \null ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), i * v->kind.size);
*/
unsigned char *ash_vec_insert(struct ash_vec *v, size_t i);

// The same for one element, behind all others.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    assigns \result \from *v;
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == \null ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures grows: \result != \null ==> v->length == \old(v->length) + 1 && v->at != ASH_NONE &&
      \result == v->pool->base + (v->at + \old(v->length) * v->kind.size);
    ensures keeps_elements: \result != \null ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), \old(v->length) * v->kind.size);
*/
unsigned char *ash_vec_push(struct ash_vec *v);

// Where element i lies, until the next call that changes the vec. NULL only if there is no
// element i. Work: a few steps.
/*@ requires \valid(v) && ash_vec_wf(*v);
    terminates \true;
    assigns \result \from *v;
    ensures \result == \null <==> i >= v->length;
    ensures \result != \null ==> \valid(\result + (0 .. v->kind.size - 1)) &&
      \result == v->pool->base + (v->at + i * v->kind.size);
*/
unsigned char *ash_vec_at(const struct ash_vec *v, size_t i);

// Takes element i out to `out`, which lies outside the pool; those behind it move up. Its
// destructor does not run: the element lives on. False, and nothing changes, only if there is no
// element i. Work: a step a byte from i on.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires \valid(out + (0 .. v->kind.size - 1));
    requires \separated(v, out + (..));
    requires \separated(out + (0 .. v->kind.size - 1), v, v->pool, v->pool->state,
      v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, v->pool->base[0 .. v->pool->capacity - 1], out[0 .. v->kind.size - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures fails_only_if: \result == false <==> i >= \old(v->length);
    ensures changes_nothing: \result == false ==> *v == \old(*v);
    ensures shortens: \result == true ==> v->length == \old(v->length) - 1 &&
      v->at == \old(v->at) && v->capacity == \old(v->capacity);
    ensures takes: \result == true ==> \forall integer j; 0 <= j < v->kind.size ==>
      out[j] == \old(v->pool->base[v->at + i * v->kind.size + j]);
    ensures keeps_before: \result == true ==>
      ash_kept{Pre,Post}(v->pool->base, v->at, i * v->kind.size);
*/
bool ash_vec_take(struct ash_vec *v, size_t i, unsigned char *out);

// The same for the last element.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires \valid(out + (0 .. v->kind.size - 1));
    requires \separated(v, out + (..));
    requires \separated(out + (0 .. v->kind.size - 1), v, v->pool, v->pool->state,
      v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, v->pool->base[0 .. v->pool->capacity - 1], out[0 .. v->kind.size - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures fails_only_if: \result == false <==> \old(v->length) == 0;
    ensures changes_nothing: \result == false ==> *v == \old(*v);
    ensures shortens: \result == true ==> v->length == \old(v->length) - 1;
*/
bool ash_vec_pop(struct ash_vec *v, unsigned char *out);

// Runs the destructor of element i; those behind it move up. False, and nothing changes, only
// if there is no element i. Work: the destructor, and a step a byte from i on.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures fails_only_if: \result == false <==> i >= \old(v->length);
    ensures changes_nothing: \result == false ==> *v == \old(*v);
    ensures shortens: \result == true ==> v->length == \old(v->length) - 1 &&
      v->at == \old(v->at) && v->capacity == \old(v->capacity);
*/
bool ash_vec_remove(struct ash_vec *v, size_t i);

// Gives back what the block has too much; with no elements, the block. False, and nothing
// changes, only if the pool refuses the smaller block, where it stands and elsewhere.
// Work: a call of ash_pool_move.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == false ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures fits: \result == true ==> v->length == \old(v->length) && v->capacity == v->length;
    ensures keeps_elements: \result == true ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), v->length * v->kind.size);
*/
bool ash_vec_shrink(struct ash_vec *v);

// Runs the destructor of every element, the last one first. The block stays. Never fails.
// Work: the destructors.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures v->length == 0 && v->capacity == \old(v->capacity) && v->at == \old(v->at);
*/
void ash_vec_clear(struct ash_vec *v);

// The same, and the block goes as well; the vec is as after init. Never fails.
// Work: the destructors, and a free.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures v->length == 0 && v->capacity == 0;
*/
void ash_vec_drop(struct ash_vec *v);

#endif
