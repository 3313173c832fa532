// SPDX-License-Identifier: MIT
#include "vec.h"

#include "bytes.h"

// Where element i would lie.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires i <= v->capacity && v->capacity != 0;
    terminates \true;
    assigns \nothing;
    ensures \result == v->at + i * v->kind.size && \result <= v->pool->capacity;
*/
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
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires v->length <= capacity && 0 < capacity;
    terminates \true;
    assigns *v, *v->pool->state, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures changes_nothing: \result == false ==> *v == \old(*v) &&
      ash_kept{Pre,Post}(v->pool->base, 0, v->pool->capacity);
    ensures has_room: \result == true ==> v->length == \old(v->length) && v->capacity == capacity;
    ensures keeps_elements: \result == true ==>
      ash_moved{Pre,Post}(v->pool->base, v->at, \old(v->at), v->length * v->kind.size);
*/
static bool set_capacity(struct ash_vec *v, size_t capacity)
{
    size_t size = v->kind.size;
    if (size == 0 || capacity > SIZE_MAX / size) return false;
    //@ assert 0 <= v->length * size <= capacity * size <= SIZE_MAX;
    //@ assert v->length * size <= v->capacity * size;
    size_t at = ash_pool_move(v->pool, v->at, v->length * size, capacity * size, v->kind.align);
    //@ assert ash_vec_wf(*v);
    if (at == ASH_NONE) return false;
    v->at = at;
    v->capacity = capacity;
    //@ assert v->at + v->capacity * v->kind.size <= v->pool->capacity;
    //@ assert ash_vec_wf(*v);
    return true;
}

bool ash_vec_reserve(struct ash_vec *v, size_t more)
{
    if (more <= v->capacity - v->length) return true;
    if (more > SIZE_MAX - v->length) return false;
    size_t want = v->length + more;
    //@ assert v->length * v->kind.size <= v->capacity * v->kind.size;
    if (v->capacity > want / 2 && v->capacity <= SIZE_MAX / 2) {
        if (set_capacity(v, 2 * v->capacity)) return true;
        //@ assert ash_kept{Pre,Here}(v->pool->base, v->at, v->length * v->kind.size);
    }
    bool done = set_capacity(v, want);
    /*@ assert done == true ==>
          ash_moved{Pre,Here}(v->pool->base, v->at, \at(v->at, Pre), v->length * v->kind.size); */
    return done;
}

// Makes a gap of zeros in front of element i, so wide that there are then `length` elements.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires i <= v->length < length <= v->capacity;
    terminates \true;
    assigns v->length, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v) && v->length == length;
    ensures within: 0 <= i * v->kind.size && v->at + i * v->kind.size < v->pool->capacity;
    ensures zero: \forall integer j; v->at + i * v->kind.size <= j <
      v->at + (i + length - \old(v->length)) * v->kind.size ==> v->pool->base[j] == 0;
    ensures keeps_before: ash_kept{Pre,Post}(v->pool->base, v->at, i * v->kind.size);
    ensures keeps_behind: ash_moved{Pre,Post}(v->pool->base,
      v->at + (i + length - \old(v->length)) * v->kind.size, v->at + i * v->kind.size,
      (\old(v->length) - i) * v->kind.size);
*/
static void spread(struct ash_vec *v, size_t i, size_t length)
{
    size_t size = v->kind.size;
    //@ assert length * size <= v->capacity * size;
    size_t n = length - v->length;
    size_t from = place(v, i), to = place(v, i + n);
    //@ assert 0 <= i * size <= v->length * size && v->length * size + size <= length * size;
    //@ assert n * size == length * size - v->length * size && to == from + n * size;
    //@ assert to + (v->length - i) * size == v->at + length * size;
    ash_bytes_move(v->pool->base, to, from, (v->length - i) * size);
    ash_bytes_zero(v->pool->base, from, n * size);
    v->length = length;
}

unsigned char *ash_vec_open(struct ash_vec *v, size_t i, size_t n)
{
    if (i > v->length || n == 0) return NULL;
    if (!ash_vec_reserve(v, n)) return NULL;
    //@ assert 0 <= i * v->kind.size <= v->length * v->kind.size;
    //@ assert ash_moved{Pre,Here}(v->pool->base, v->at, \at(v->at, Pre), i * v->kind.size);
    spread(v, i, v->length + n);
    return v->pool->base + place(v, i);
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
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires i < v->length;
    terminates \true;
    assigns *v, v->pool->base[0 .. v->pool->capacity - 1];
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures v->length == \old(v->length) - 1;
    ensures v->at == \old(v->at) && v->capacity == \old(v->capacity);
    ensures keeps_before: ash_kept{Pre,Post}(v->pool->base, v->at, i * v->kind.size);
    ensures keeps_behind: ash_moved{Pre,Post}(v->pool->base, v->at + i * v->kind.size,
      v->at + (i + 1) * v->kind.size, (v->length - i) * v->kind.size);
*/
static void close_gap(struct ash_vec *v, size_t i)
{
    size_t to = place(v, i), from = place(v, i + 1);
    size_t size = v->kind.size;
    //@ assert 0 <= i * size && i * size + size <= v->length * size;
    //@ assert v->length * size <= v->capacity * size;
    //@ assert from == to + size && from + (v->length - i - 1) * size == v->at + v->length * size;
    //@ assert from + (v->length - i - 1) * size <= v->pool->capacity;
    ash_bytes_move(v->pool->base, to, from, (v->length - i - 1) * size);
    v->length--;
}

bool ash_vec_take(struct ash_vec *v, size_t i, unsigned char *out)
{
    if (i >= v->length) return false;
    size_t from = place(v, i);
    //@ assert 0 <= i * v->kind.size && i * v->kind.size + v->kind.size <= v->length * v->kind.size;
    //@ assert v->length * v->kind.size <= v->capacity * v->kind.size;
    //@ assert from + v->kind.size <= v->pool->capacity;
    ash_bytes_out(out, v->pool->base, from, v->kind.size);
    //@ assert ash_kept{Pre,Here}(v->pool->base, 0, v->pool->capacity);
    //@ assert ash_kept{Pre,Here}(v->pool->base, v->at, i * v->kind.size);
    close_gap(v, i);
    return true;
}

bool ash_vec_pop(struct ash_vec *v, unsigned char *out)
{
    if (v->length == 0) return false;
    return ash_vec_take(v, v->length - 1, out);
}

bool ash_vec_remove(struct ash_vec *v, size_t i)
{
    if (i >= v->length) return false;
    ash_kind_drop(v->pool, v->kind, place(v, i));
    close_gap(v, i);
    return true;
}

// The block goes; there are no elements.
/*@ requires \valid(v) && ash_vec_wf(*v);
    requires \separated(v, v->pool, v->pool->state, v->pool->base + (0 .. v->pool->capacity - 1));
    requires v->length == 0;
    terminates \true;
    assigns *v, *v->pool->state;
    ensures invariant: ash_vec_wf(*v);
    ensures same_kind: ash_vec_alike(*v, \old(*v));
    ensures v->length == 0 && v->capacity == 0;
*/
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
    const struct ash_pool *pool = v->pool;
    /*@ loop invariant ash_vec_wf(*v);
        loop assigns v->length, *pool->state, pool->base[0 .. pool->capacity - 1];
        loop variant v->length;
    */
    while (v->length > 0) {
        v->length--;
        ash_kind_drop(pool, v->kind, place(v, v->length));
    }
}

void ash_vec_drop(struct ash_vec *v)
{
    ash_vec_clear(v);
    give(v);
}
