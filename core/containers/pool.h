// SPDX-License-Identifier: MIT
// pool: a design, its state, and the memory that its offsets stand for. It is all that the
// containers know of an allocator, so they run on every design of the table.
//
// A pool is never changed once it is made: what changes is the state and the memory. It must
// stay where it is for as long as a container refers to it.
#ifndef ASH_POOL_H
#define ASH_POOL_H

#include "bytes.h"
#include "designs.h"

struct ash_pool {
    const struct ash_design *design;
    union ash_state *state;
    unsigned char *base; // offset at is the byte base[at]
    size_t capacity;     // base has as many bytes, at least
    size_t align;        // base is aligned to this power of two, and to no higher one
};

#ifdef __FRAMAC__
#include "../../proofs/logic/pool.acsl"
#endif

// Starts the design on `size` bytes from base. An alignment that base itself does not have
// cannot be had from the pool, so align base to the most that its values need.
// Returns the capacity. Work: that of the design's init.
/*@ requires \valid(pool) && \valid_read(design) && \valid(state);
    requires \valid(base + (0 .. size - 1)) && \separated(state, base + (0 .. size - 1));
    terminates \true;
    assigns *pool, *state;
    ensures ash_pool_ok(*pool) && \result == pool->capacity && pool->capacity <= size;
    ensures pool->design == design && pool->state == state && pool->base == base;
*/
size_t ash_pool_init(struct ash_pool *pool, const struct ash_design *design, union ash_state *state,
                     unsigned char *base, size_t size);

// A block of `size` bytes, aligned in memory: its offset, or ASH_NONE with nothing changed.
// Fails only if align is more than base has, or the design refuses. Work: the design's alloc.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    terminates \true;
    assigns *pool->state;
    ensures fits: \result != ASH_NONE ==> 0 < size && \result + size <= pool->capacity;
*/
size_t ash_pool_take(const struct ash_pool *pool, size_t size, size_t align);

// Gives the block back. ASH_OK, or the misuse by name with nothing changed.
// Work: the design's free.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    terminates \true;
    assigns *pool->state;
*/
enum ash_status ash_pool_give(const struct ash_pool *pool, size_t at);

// Makes the block at `at`, or no block if at is ASH_NONE, one of `size` bytes: where it stands
// if the design can, else elsewhere, with its first `used` bytes, which both must have room for.
// The block's new offset; or ASH_NONE with nothing changed, only if both are refused.
// Work: the design's resize, alloc and free, and a step a used byte when the block moves.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    requires \separated(pool->state, pool->base + (0 .. pool->capacity - 1));
    requires at != ASH_NONE ==> used <= size && at + used <= pool->capacity;
    terminates \true;
    assigns *pool->state, pool->base[0 .. pool->capacity - 1];
    ensures fits: \result != ASH_NONE ==> 0 < size && \result + size <= pool->capacity;
    ensures keeps: \result != ASH_NONE && at != ASH_NONE ==>
      ash_moved{Pre,Post}(pool->base, \result, at, used);
    ensures changes_nothing: \result == ASH_NONE ==>
      ash_kept{Pre,Post}(pool->base, 0, pool->capacity);
*/
size_t ash_pool_move(const struct ash_pool *pool, size_t at, size_t used, size_t size,
                     size_t align);

#endif
