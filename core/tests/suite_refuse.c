// SPDX-License-Identifier: MIT
// The design that refuses requests on demand, the rig that does so for every request, and the
// tests of the rig: scenarios with a fault planted, which it must find.
#include "suite_refuse.h"

#include "containers/vec.h"

// The design under test, and which of its requests are refused: one, or all from that one on.
static const struct ash_design *under;
static size_t requests, first_refused;
static bool for_ever;

static bool refuses(void)
{
    size_t n = requests++;
    return n == first_refused || (for_ever && n > first_refused);
}

static size_t alloc(union ash_state *state, size_t size, size_t align)
{
    return refuses() ? ASH_NONE : under->alloc(state, size, align);
}

// A block that shrinks asks for nothing, and so is not a request.
static enum ash_status resize(union ash_state *state, size_t offset, size_t size)
{
    if (size > under->usable(state, offset) && refuses()) return ASH_NO_ROOM;
    return under->resize(state, offset, size);
}

static struct ash_pool pool_refusing(const struct suite_run *r, size_t n, bool from_there_on)
{
    static struct ash_design design;
    under = r->design;
    design = *under;
    design.alloc = alloc;
    design.resize = resize;
    requests = 0;
    first_refused = n;
    for_ever = from_there_on;
    size_t skip = SUITE_POOL_ALIGN - (uintptr_t)r->port->memory % SUITE_POOL_ALIGN;
    struct ash_pool pool;
    ash_pool_init(&pool, &design, r->port->state, r->port->memory + skip,
                  r->port->memory_size - skip);
    return pool;
}

struct ash_pool suite_pool(const struct suite_run *r)
{
    return pool_refusing(r, SIZE_MAX, false);
}

size_t suite_requests(void)
{
    return requests;
}

const char *suite_pool_empty(const struct suite_run *r)
{
    struct ash_stats stats = suite_stats(r);
    EXPECT(stats.blocks == 0 && stats.live == 0, "a dropped container leaves a block behind");
    EXPECT(suite_check(r), "check finds the state unsound");
    return NULL;
}

static const char *refuse_each(const struct suite_run *r, suite_scenario *scenario, bool mode)
{
    for (size_t n = 0;; n++) {
        struct ash_pool pool = pool_refusing(r, n, mode);
        const char *why = scenario(&pool);
        if (why == NULL) why = suite_pool_empty(r);
        if (why != NULL) return why;
        if (requests <= n) {
            EXPECT(n > 0, "the scenario makes no request");
            return NULL;
        }
        EXPECT(n < 10000, "there is no end to the requests");
    }
}

const char *suite_refuse(const struct suite_run *r, suite_scenario *scenario)
{
    const char *why = refuse_each(r, scenario, false);
    return why != NULL ? why : refuse_each(r, scenario, true);
}

// ---- tests of the rig ----

static bool begins(const char *text, const char *with)
{
    while (*with != 0 && *text == *with) text++, with++;
    return *with == 0;
}

static const char *sound(const struct ash_pool *pool)
{
    size_t at = ash_pool_take(pool, 100, 1);
    size_t other = ash_pool_take(pool, 100, 1);
    if (at != ASH_NONE) ash_pool_give(pool, at);
    if (other != ASH_NONE) ash_pool_give(pool, other);
    return NULL;
}

// Forgets the first block when the second is refused.
static const char *leaks(const struct ash_pool *pool)
{
    size_t at = ash_pool_take(pool, 100, 1);
    size_t other = ash_pool_take(pool, 100, 1);
    if (at == ASH_NONE || other == ASH_NONE) return NULL;
    ash_pool_give(pool, at);
    ash_pool_give(pool, other);
    return NULL;
}

// Forgets a block only when no other is refused after the first: seen in the second mode alone.
static const char *leaks_for_ever(const struct ash_pool *pool)
{
    size_t at = ash_pool_take(pool, 100, 1);
    size_t again = ASH_NONE;
    for (size_t i = 0; i < 3 && again == ASH_NONE; i++) again = ash_pool_take(pool, 100, 1);
    if (again == ASH_NONE) return NULL;
    if (at != ASH_NONE) ash_pool_give(pool, at);
    ash_pool_give(pool, again);
    return NULL;
}

static const char *idle(const struct ash_pool *pool)
{
    (void)pool;
    return NULL;
}

static const char *rig_finds_leaks(const struct suite_run *r)
{
    const char *why = suite_refuse(r, sound);
    if (why != NULL) return why;
    why = suite_refuse(r, leaks);
    EXPECT(why != NULL && begins(why, "a dropped container"), "a planted leak is not found");
    why = refuse_each(r, leaks_for_ever, false);
    EXPECT(why == NULL, "the rig refuses more than one request");
    why = suite_refuse(r, leaks_for_ever);
    EXPECT(why != NULL && begins(why, "a dropped container"), "a planted leak is not found");
    why = suite_refuse(r, idle);
    EXPECT(why != NULL && begins(why, "the scenario makes no"), "an idle scenario passes");
    suite_init(r, SUITE_CAPACITY);
    return NULL;
}

// ---- tests of the pool itself ----

static const char *pool_aligns(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    EXPECT(pool.align >= SUITE_POOL_ALIGN, "the alignment of the memory is not seen");
    for (size_t align = 1; align <= SUITE_POOL_ALIGN; align *= 2) {
        size_t at = ash_pool_take(&pool, 3, align);
        EXPECT(at != ASH_NONE, "a small request is refused");
        EXPECT((uintptr_t)(pool.base + at) % align == 0, "a block is not aligned in memory");
    }
    ash_pool_init(&pool, r->design, r->port->state, pool.base + 16, 32768);
    EXPECT(pool.align == 16, "an alignment that the memory has not is believed");
    EXPECT(ash_pool_take(&pool, 16, 32) == ASH_NONE, "an alignment that cannot be is granted");
    size_t at = ash_pool_take(&pool, 16, 16);
    EXPECT(at != ASH_NONE && ash_pool_give(&pool, at) == ASH_OK, "a small request is refused");
    EXPECT(ash_pool_give(&pool, at) == ASH_ALREADY_FREE, "a double free is accepted");
    return NULL;
}

// A block that must move keeps the bytes that it is said to have.
static const char *pool_moves(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    size_t at = ash_pool_move(&pool, ASH_NONE, 0, 100, 1);
    size_t wall = ash_pool_take(&pool, 16, 1);
    EXPECT(at != ASH_NONE && wall != ASH_NONE, "a small request is refused");
    for (size_t i = 0; i < 100; i++) pool.base[at + i] = (unsigned char)(i + 1);
    EXPECT(ash_pool_move(&pool, at, 100, SIZE_MAX, 1) == ASH_NONE, "SIZE_MAX bytes are granted");
    size_t to = ash_pool_move(&pool, at, 100, 5000, 1);
    EXPECT(to != ASH_NONE && suite_usable(r, to) >= 5000, "a small request is refused");
    for (size_t i = 0; i < 100; i++)
        EXPECT(pool.base[to + i] == i + 1, "the contents of a block change when it moves");
    EXPECT(to == at || suite_usable(r, at) == 0, "the old block is still live");
    EXPECT(ash_pool_give(&pool, to) == ASH_OK, "a moved block cannot be freed");
    EXPECT(ash_pool_give(&pool, wall) == ASH_OK, "its neighbour cannot be freed");
    return suite_pool_empty(r);
}

static const struct suite_test tests[] = {
    {"rig_finds_leaks", SUITE_GRANTS, rig_finds_leaks},
    {"pool_aligns", SUITE_GRANTS, pool_aligns},
    {"pool_moves", SUITE_GRANTS | SUITE_ROOMY, pool_moves},
};
SUITE_GROUP(ash_suite_refuse, tests);
