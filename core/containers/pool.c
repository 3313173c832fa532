// SPDX-License-Identifier: MIT
#include "pool.h"

// The highest power of two, 2^30 at most, that the address is a multiple of.
/*@ terminates \true;
    assigns \nothing;
    ensures 1 <= \result;
*/
static size_t align_of(const unsigned char *base)
{
    size_t align = 1;
    while (align < (size_t)1 << 30 && (uintptr_t)base % (2 * align) == 0) align *= 2;
    return align;
}

size_t ash_pool_init(struct ash_pool *pool, const struct ash_design *design, union ash_state *state,
                     unsigned char *base, size_t size)
{
    size_t capacity = design->init(state, size);
    *pool = (struct ash_pool){design, state, base, capacity, align_of(base)};
    return capacity;
}

size_t ash_pool_take(const struct ash_pool *pool, size_t size, size_t align)
{
    if (align > pool->align) return ASH_NONE;
    return pool->design->alloc(pool->state, size, align);
}

enum ash_status ash_pool_give(const struct ash_pool *pool, size_t at)
{
    return pool->design->free(pool->state, at);
}

// Makes the block `size` bytes long where it stands, or changes nothing.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    terminates \true;
    assigns *pool->state;
    ensures \result == true ==> 0 < size && at + size <= pool->capacity;
*/
static bool stretch(const struct ash_pool *pool, size_t at, size_t size)
{
    return pool->design->resize(pool->state, at, size) == ASH_OK;
}

// A block of `size` bytes that meets neither the block of `used` bytes at `at` nor any other.
/*@ requires \valid(pool) && ash_pool_ok(*pool);
    terminates \true;
    assigns *pool->state;
    ensures fits: \result != ASH_NONE ==> 0 < size && \result + size <= pool->capacity;
    ensures apart: \result != ASH_NONE ==> \result + size <= at || at + used <= \result;
*/
static size_t another(const struct ash_pool *pool, size_t at, size_t used, size_t size,
                      size_t align)
{
    (void)at, (void)used;
    return ash_pool_take(pool, size, align);
}

size_t ash_pool_move(const struct ash_pool *pool, size_t at, size_t used, size_t size, size_t align)
{
    if (at == ASH_NONE) return ash_pool_take(pool, size, align);
    if (stretch(pool, at, size)) return at;
    size_t to = another(pool, at, used, size, align);
    if (to == ASH_NONE) return ASH_NONE;
    ash_bytes_move(pool->base, to, at, used);
    ash_pool_give(pool, at);
    return to;
}
