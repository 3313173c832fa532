// SPDX-License-Identifier: MIT
// box: the value is there until it is dropped or taken out, and its destructor runs once.
#include "containers/box.h"
#include "suite_refuse.h"

struct pair {
    uint64_t a, b;
};

static unsigned drops;
static struct pair dropped;

static void drop(unsigned char *value)
{
    drops++;
    dropped = *(struct pair *)value;
}

static const char *box_owns(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_box box;
    drops = 0;
    EXPECT(ash_box_init(&box, &pool, ASH_KIND(struct pair, drop)), "a small request is refused");
    struct pair *value = (struct pair *)ash_box_value(&box);
    EXPECT(value->a == 0 && value->b == 0, "a new value is not 0");
    *value = (struct pair){7, 8};
    EXPECT(suite_stats(r).blocks == 1, "a box is not one block");
    EXPECT(drops == 0, "the destructor runs too early");
    ash_box_drop(&box);
    EXPECT(drops == 1 && dropped.a == 7 && dropped.b == 8, "the destructor sees another value");
    EXPECT(ash_box_value(&box) == NULL, "a dropped box has a value");
    ash_box_drop(&box);
    EXPECT(drops == 1, "the destructor runs twice");
    return suite_pool_empty(r);
}

static const char *box_taken(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_box box;
    struct pair out = {0, 0};
    drops = 0;
    EXPECT(ash_box_init(&box, &pool, ASH_KIND(struct pair, drop)), "a small request is refused");
    *(struct pair *)ash_box_value(&box) = (struct pair){3, 4};
    EXPECT(ash_box_take(&box, (unsigned char *)&out), "a value cannot be taken out");
    EXPECT(out.a == 3 && out.b == 4, "another value comes out");
    EXPECT(drops == 0, "the destructor runs on a value that lives on");
    EXPECT(!ash_box_take(&box, (unsigned char *)&out), "the value can be taken out twice");
    ash_box_drop(&box);
    EXPECT(drops == 0, "the destructor runs on an empty box");
    return suite_pool_empty(r);
}

// Values of every size and alignment, side by side, keep apart.
static const char *box_sizes(const struct suite_run *r)
{
    enum { BOXES = 64 };
    struct ash_pool pool = suite_pool(r);
    struct ash_box boxes[BOXES];
    for (size_t i = 0; i < BOXES; i++) {
        size_t align = (size_t)1 << i % 7;
        struct ash_kind kind = {.size = i + 1, .align = align, .drop = NULL};
        EXPECT(ash_box_init(&boxes[i], &pool, kind), "a small request is refused");
        unsigned char *value = ash_box_value(&boxes[i]);
        EXPECT((uintptr_t)value % align == 0, "a value is not aligned");
        for (size_t k = 0; k <= i; k++) value[k] = (unsigned char)i;
    }
    for (size_t i = 0; i < BOXES; i++) {
        for (size_t k = 0; k <= i; k++)
            EXPECT(ash_box_value(&boxes[i])[k] == i, "two values overlap");
        ash_box_drop(&boxes[i]);
    }
    return suite_pool_empty(r);
}

static const char *box_refused(const struct suite_run *r)
{
    static const struct ash_kind kinds[] = {
        {0, 1, drop},  {1, 0, drop},        {8, 3, drop},
        {8, 48, drop}, {SIZE_MAX, 1, drop}, {65537, 1, drop},
    };
    struct ash_pool pool = suite_pool(r);
    drops = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        struct ash_box box;
        EXPECT(!ash_box_init(&box, &pool, kinds[i]), "what cannot be is granted");
        EXPECT(ash_box_value(&box) == NULL, "a refused box has a value");
        ash_box_drop(&box);
    }
    EXPECT(drops == 0, "a destructor runs on no value");
    return suite_pool_empty(r);
}

// A box in a box: the outer one's destructor drops the inner one.
static void drop_inner(unsigned char *value)
{
    ash_box_drop((struct ash_box *)value);
}

static const char *nested(const struct ash_pool *pool)
{
    struct ash_box outer;
    unsigned made = 0;
    drops = 0;
    if (ash_box_init(&outer, pool, ASH_KIND(struct ash_box, drop_inner))) {
        struct ash_box *inner = (struct ash_box *)ash_box_value(&outer);
        if (ash_box_init(inner, pool, ASH_KIND(struct pair, drop))) made++;
        EXPECT(made == 1 || ash_box_value(inner) == NULL, "a refused box has a value");
    }
    ash_box_drop(&outer);
    EXPECT(drops == made, "the destructors do not run once a value");
    return NULL;
}

static const char *box_refusals(const struct suite_run *r)
{
    return suite_refuse(r, nested);
}

static const struct suite_test tests[] = {
    {"box_owns", SUITE_GRANTS, box_owns},
    {"box_taken", SUITE_GRANTS, box_taken},
    {"box_sizes", SUITE_GRANTS | SUITE_ROOMY, box_sizes},
    {"box_refused", SUITE_GRANTS, box_refused},
    {"box_refusals", SUITE_GRANTS, box_refusals},
};
SUITE_GROUP(ash_suite_box, tests);
