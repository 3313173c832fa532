// SPDX-License-Identifier: MIT
// vec: held against a plain array that does the same, also when requests are refused.
#include "containers/vec.h"
#include "suite_refuse.h"

#define MOST 64

// What the vec should hold, and how often the destructor ran.
static uint32_t model[MOST];
static size_t length;
static unsigned drops;

static void drop(unsigned char *value)
{
    if (*(uint32_t *)value != 0) drops++;
}

static struct ash_vec begin(const struct ash_pool *pool)
{
    struct ash_vec v;
    length = 0;
    drops = 0;
    ash_vec_init(&v, pool, ASH_KIND(uint32_t, drop));
    return v;
}

static uint32_t element(const struct ash_vec *v, size_t i)
{
    return *(uint32_t *)ash_vec_at(v, i);
}

static const char *as_model(const struct ash_vec *v)
{
    EXPECT(v->length == length && v->capacity >= length, "the length is wrong");
    for (size_t i = 0; i < length; i++) EXPECT(element(v, i) == model[i], "an element is wrong");
    EXPECT(ash_vec_at(v, length) == NULL, "there is an element behind the last");
    return NULL;
}

// What a refused call must leave as it was; the elements are held against the model.
static const char *unchanged(const struct ash_vec *v, const struct ash_vec *before)
{
    EXPECT(v->at == before->at && v->capacity == before->capacity && v->length == before->length,
           "a refused call changes the vec");
    return as_model(v);
}

static void model_insert(size_t i, uint32_t value)
{
    for (size_t k = length; k > i; k--) model[k] = model[k - 1];
    model[i] = value;
    length++;
}

static void model_remove(size_t i)
{
    length--;
    for (size_t k = i; k < length; k++) model[k] = model[k + 1];
}

// Each of these does one thing to vec and model alike, or neither if it is refused.

static const char *insert(struct ash_vec *v, size_t i, uint32_t value)
{
    struct ash_vec before = *v;
    uint32_t *at = (uint32_t *)(i == length ? ash_vec_push(v) : ash_vec_insert(v, i));
    if (at == NULL) return unchanged(v, &before);
    EXPECT(*at == 0, "a new element is not 0");
    *at = value;
    model_insert(i, value);
    return as_model(v);
}

static const char *remove_one(struct ash_vec *v, size_t i)
{
    unsigned ran = drops;
    EXPECT(ash_vec_remove(v, i), "an element cannot be removed");
    EXPECT(drops == ran + 1, "the destructor does not run once");
    model_remove(i);
    return as_model(v);
}

static const char *take(struct ash_vec *v, size_t i)
{
    uint32_t out = 0;
    unsigned ran = drops;
    bool last = i == length - 1;
    EXPECT(last ? ash_vec_pop(v, (unsigned char *)&out) : ash_vec_take(v, i, (unsigned char *)&out),
           "an element cannot be taken");
    EXPECT(out == model[i], "another element comes out");
    EXPECT(drops == ran, "the destructor runs on an element that lives on");
    model_remove(i);
    return as_model(v);
}

static const char *shrink(struct ash_vec *v)
{
    struct ash_vec before = *v;
    if (!ash_vec_shrink(v)) return unchanged(v, &before);
    EXPECT(v->capacity == length, "a shrunk vec has room to spare");
    return as_model(v);
}

static const char *reserve(struct ash_vec *v, size_t more)
{
    struct ash_vec before = *v;
    if (!ash_vec_reserve(v, more)) return unchanged(v, &before);
    EXPECT(v->capacity - v->length >= more, "too little is reserved");
    return as_model(v);
}

static const char *clear(struct ash_vec *v)
{
    unsigned ran = drops;
    size_t capacity = v->capacity;
    ash_vec_clear(v);
    EXPECT(drops == ran + length, "the destructor does not run once an element");
    EXPECT(v->capacity == capacity, "clear takes the block away");
    length = 0;
    return as_model(v);
}

static const char *step(struct ash_vec *v, uint64_t *seed, uint32_t value)
{
    size_t op = suite_random(seed, 16);
    if (op < 9 && length < MOST) return insert(v, suite_random(seed, length + 1), value);
    if (op < 11 && length > 0) return remove_one(v, suite_random(seed, length));
    if (op < 13 && length > 0) return take(v, suite_random(seed, length));
    if (op == 13) return shrink(v);
    if (op == 14) return reserve(v, suite_random(seed, 20));
    return suite_random(seed, 8) == 0 ? clear(v) : NULL;
}

static const char *steps(struct ash_vec *v, uint64_t seed, uint32_t n)
{
    for (uint32_t i = 1; i <= n; i++) {
        const char *why = step(v, &seed, i);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *vec_steps(const struct suite_run *r)
{
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct ash_pool pool = suite_pool(r);
        struct ash_vec v = begin(&pool);
        size_t wall = ash_pool_take(&pool, 16, 1); // something to move around
        const char *why = steps(&v, seed, 200);
        if (why != NULL) return why;
        unsigned ran = drops;
        ash_vec_drop(&v);
        EXPECT(drops == ran + length, "the destructor does not run once an element");
        EXPECT(v.length == 0 && v.capacity == 0, "a dropped vec is not as new");
        EXPECT(ash_pool_give(&pool, wall) == ASH_OK, "a live block cannot be freed");
        why = suite_pool_empty(r);
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *refused_steps(const struct ash_pool *pool)
{
    struct ash_vec v = begin(pool);
    const char *why = steps(&v, 5, 60);
    ash_vec_drop(&v);
    return why;
}

static const char *vec_refusals(const struct suite_run *r)
{
    return suite_refuse(r, refused_steps);
}

// So many additions of one element cost few requests: two each time that the vec doubles.
static const char *vec_amortised(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_vec v = begin(&pool);
    for (uint32_t i = 0; i < 2048; i++) {
        EXPECT(ash_vec_push(&v) != NULL, "a small request is refused");
        *(uint32_t *)ash_vec_at(&v, i) = i;
        EXPECT(v.capacity < 2 * (size_t)i + 2, "a vec takes more than twice what it needs");
    }
    EXPECT(suite_requests() <= 2 * 12, "2048 additions take more than 24 requests");
    for (uint32_t i = 0; i < 2048; i++) EXPECT(element(&v, i) == i, "an element is wrong");
    size_t requests = suite_requests();
    ash_vec_clear(&v);
    EXPECT(ash_vec_reserve(&v, 2048), "what a vec has is refused");
    for (uint32_t i = 0; i < 2048; i++)
        EXPECT(ash_vec_push(&v) != NULL, "what is reserved is refused");
    EXPECT(suite_requests() == requests, "what is reserved is asked for again");
    ash_vec_drop(&v);
    return suite_pool_empty(r);
}

// When twice the capacity is not to be had, what is needed will do.
static const char *vec_takes_the_rest(const struct suite_run *r)
{
    struct ash_pool pool;
    ash_pool_init(&pool, r->design, r->port->state, r->port->memory, 48 * ASH_GRANULE);
    struct ash_vec v;
    ash_vec_init(&v, &pool, (struct ash_kind){ASH_GRANULE, 1, NULL});
    EXPECT(ash_vec_reserve(&v, 32), "a small request is refused");
    for (size_t i = 0; i < 48; i++) {
        unsigned char *at = ash_vec_push(&v);
        EXPECT(at != NULL, "a vec does not take what is left of the pool");
        *at = (unsigned char)i;
    }
    EXPECT(ash_vec_push(&v) == NULL && v.length == 48, "more is granted than there is");
    for (size_t i = 0; i < 48; i++) EXPECT(*ash_vec_at(&v, i) == i, "an element is wrong");
    ash_vec_drop(&v);
    return suite_pool_empty(r);
}

static const char *vec_limits(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_vec v = begin(&pool);
    unsigned char out[sizeof(uint32_t)];
    EXPECT(!ash_vec_pop(&v, out) && !ash_vec_take(&v, 0, out), "an element comes out of nothing");
    EXPECT(!ash_vec_remove(&v, 0) && ash_vec_at(&v, 0) == NULL, "there is an element in nothing");
    EXPECT(ash_vec_reserve(&v, 0) && ash_vec_shrink(&v), "to do nothing is refused");
    EXPECT(ash_vec_insert(&v, 1) == NULL, "an element is put behind the end");
    const char *why = insert(&v, 0, 77);
    if (why != NULL) return why;
    struct ash_vec before = v;
    // In bytes the first is a small number again, the second leaves none.
    EXPECT(!ash_vec_reserve(&v, SIZE_MAX / 4 + 1), "a product that overflows is granted");
    EXPECT(!ash_vec_reserve(&v, SIZE_MAX), "a sum that overflows is granted");
    EXPECT(!ash_vec_reserve(&v, SIZE_MAX / 4 - 1), "more is granted than there is");
    EXPECT(ash_vec_open(&v, 0, SIZE_MAX) == NULL && ash_vec_open(&v, 0, 0) == NULL,
           "elements without number are granted");
    EXPECT(ash_vec_insert(&v, 2) == NULL && ash_vec_insert(&v, SIZE_MAX) == NULL,
           "an element is put behind the end");
    why = unchanged(&v, &before);
    if (why != NULL) return why;
    ash_vec_drop(&v);
    ash_vec_drop(&v);
    ash_vec_init(&v, &pool, (struct ash_kind){0, 1, NULL});
    EXPECT(ash_vec_push(&v) == NULL, "an element of no bytes is granted");
    ash_vec_init(&v, &pool, (struct ash_kind){4, 3, NULL});
    EXPECT(ash_vec_push(&v) == NULL, "an alignment that is no power of two is granted");
    return suite_pool_empty(r);
}

static const struct suite_test tests[] = {
    {"vec_steps", SUITE_GRANTS, vec_steps},
    {"vec_refusals", SUITE_GRANTS, vec_refusals},
    {"vec_amortised", SUITE_GRANTS | SUITE_ROOMY, vec_amortised},
    {"vec_takes_the_rest", SUITE_GRANTS | SUITE_FIRST_FIT, vec_takes_the_rest},
    {"vec_limits", SUITE_GRANTS, vec_limits},
};
SUITE_GROUP(ash_suite_vec, tests);
