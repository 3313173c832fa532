// SPDX-License-Identifier: MIT
#include "vec.h"

#include "bytes.h"

// Where element i would lie.
static size_t place(const struct ash_vec *v, size_t i)
{
    return v->at + i * v->kind.size;
}

void ash_vec_init(struct ash_vec *v, const struct ash_pool *pool, struct ash_kind kind)
{
    v->pool = pool;
    v->kind = kind;
    v->at = ASH_NONE;
    v->length = 0;
    v->capacity = 0;
}

// Makes the block one of `capacity` elements, not less than there are and not 0.
static bool set_capacity(struct ash_vec *v, size_t capacity)
{
    size_t size = v->kind.size;
    if (size == 0 || capacity > SIZE_MAX / size) return false;
    size_t at = ash_pool_move(v->pool, v->at, v->length * size, capacity * size, v->kind.align);
    if (at == ASH_NONE) return false;
    v->at = at;
    v->capacity = capacity;
    return true;
}

bool ash_vec_reserve(struct ash_vec *v, size_t more)
{
    if (more <= v->capacity - v->length) return true;
    if (more > SIZE_MAX - v->length) return false;
    size_t want = v->length + more;
    if (v->capacity > want / 2 && v->capacity <= SIZE_MAX / 2 && set_capacity(v, 2 * v->capacity))
        return true;
    return set_capacity(v, want);
}

unsigned char *ash_vec_open(struct ash_vec *v, size_t i, size_t n)
{
    if (i > v->length || n == 0 || !ash_vec_reserve(v, n)) return NULL;
    unsigned char *base = v->pool->base;
    size_t size = v->kind.size;
    ash_bytes_move(base, place(v, i + n), place(v, i), (v->length - i) * size);
    ash_bytes_zero(base, place(v, i), n * size);
    v->length += n;
    return base + place(v, i);
}

unsigned char *ash_vec_insert(struct ash_vec *v, size_t i)
{
    return ash_vec_open(v, i, 1);
}

unsigned char *ash_vec_push(struct ash_vec *v)
{
    return ash_vec_open(v, v->length, 1);
}

unsigned char *ash_vec_at(const struct ash_vec *v, size_t i)
{
    return i < v->length ? v->pool->base + place(v, i) : NULL;
}

// Element i is no more; those behind it move up.
static void close_gap(struct ash_vec *v, size_t i)
{
    ash_bytes_move(v->pool->base, place(v, i), place(v, i + 1), (v->length - i - 1) * v->kind.size);
    v->length--;
}

bool ash_vec_take(struct ash_vec *v, size_t i, unsigned char *out)
{
    if (i >= v->length) return false;
    ash_bytes_out(out, v->pool->base, place(v, i), v->kind.size);
    close_gap(v, i);
    return true;
}

bool ash_vec_pop(struct ash_vec *v, unsigned char *out)
{
    return v->length > 0 && ash_vec_take(v, v->length - 1, out);
}

bool ash_vec_remove(struct ash_vec *v, size_t i)
{
    if (i >= v->length) return false;
    ash_kind_drop(v->pool, v->kind, place(v, i));
    close_gap(v, i);
    return true;
}

// The block goes; there are no elements.
static void give(struct ash_vec *v)
{
    if (v->at != ASH_NONE) ash_pool_give(v->pool, v->at);
    v->at = ASH_NONE;
    v->capacity = 0;
}

bool ash_vec_shrink(struct ash_vec *v)
{
    if (v->length == v->capacity) return true;
    if (v->length > 0) return set_capacity(v, v->length);
    give(v);
    return true;
}

void ash_vec_clear(struct ash_vec *v)
{
    while (v->length > 0) {
        v->length--;
        ash_kind_drop(v->pool, v->kind, place(v, v->length));
    }
}

void ash_vec_drop(struct ash_vec *v)
{
    ash_vec_clear(v);
    give(v);
}
