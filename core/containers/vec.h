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

// No elements and no block. Work: a few steps.
void ash_vec_init(struct ash_vec *v, const struct ash_pool *pool, struct ash_kind kind);

// Sees that `more` elements can be added without any request to the pool. False, and nothing
// changes, only if their bytes are more than SIZE_MAX, or the kind's size is 0, or the pool refuses
// to extend the block, where it stands and elsewhere. Asks for twice the capacity first, and for
// no more than is needed when that is refused; so n additions of one element copy less than 2n.
// Work: two calls of ash_pool_move at most.
bool ash_vec_reserve(struct ash_vec *v, size_t more);

// Room for n more elements in front of element i: all their bytes are 0, and the elements from
// i on now come behind them. The first one's place. NULL, and nothing changes, only if i is
// above the length, or n is 0, or ash_vec_reserve fails. Work: as ash_vec_reserve, and a step a
// byte from i on.
unsigned char *ash_vec_open(struct ash_vec *v, size_t i, size_t n);

// The same for one element.
unsigned char *ash_vec_insert(struct ash_vec *v, size_t i);

// The same for one element, behind all others.
unsigned char *ash_vec_push(struct ash_vec *v);

// Where element i lies, until the next call that changes the vec. NULL only if there is no
// element i. Work: a few steps.
unsigned char *ash_vec_at(const struct ash_vec *v, size_t i);

// Takes element i out to `out`, which lies outside the pool; those behind it move up. Its
// destructor does not run: the element lives on. False, and nothing changes, only if there is no
// element i. Work: a step a byte from i on.
bool ash_vec_take(struct ash_vec *v, size_t i, unsigned char *out);

// The same for the last element.
bool ash_vec_pop(struct ash_vec *v, unsigned char *out);

// Runs the destructor of element i; those behind it move up. False, and nothing changes, only
// if there is no element i. Work: the destructor, and a step a byte from i on.
bool ash_vec_remove(struct ash_vec *v, size_t i);

// Gives back what the block has too much; with no elements, the block. False, and nothing
// changes, only if the pool refuses the smaller block, where it stands and elsewhere.
// Work: a call of ash_pool_move.
bool ash_vec_shrink(struct ash_vec *v);

// Runs the destructor of every element, the last one first. The block stays. Never fails.
// Work: the destructors.
void ash_vec_clear(struct ash_vec *v);

// The same, and the block goes as well; the vec is as after init. Never fails.
// Work: the destructors, and a free.
void ash_vec_drop(struct ash_vec *v);

#endif
