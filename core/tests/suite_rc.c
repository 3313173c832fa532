// SPDX-License-Identifier: MIT
// rc: the destructor runs when the last strong handle goes, the memory goes with the last of
// all, and a count that is full refuses.
#include "containers/bytes.h"
#include "containers/rc.h"
#include "suite_refuse.h"

static unsigned drops;

static void drop(unsigned char *value)
{
    if (*(uint32_t *)value != 0) drops++;
}

static bool make(struct ash_rc *rc, const struct ash_pool *pool, uint32_t value)
{
    if (!ash_rc_init(rc, pool, ASH_KIND(uint32_t, drop))) return false;
    *(uint32_t *)ash_rc_value(rc) = value;
    return true;
}

static const char *rc_counts(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_rc a, b, c;
    drops = 0;
    EXPECT(make(&a, &pool, 42), "a small request is refused");
    EXPECT(ash_rc_clone(&a, &b) && ash_rc_clone(&b, &c), "a handle cannot be cloned");
    EXPECT(ash_rc_value(&a) == ash_rc_value(&c), "a clone leads to another value");
    EXPECT(suite_stats(r).blocks == 1, "counts and value are not one block");
    EXPECT(ash_rc_strong(&b) == 3, "the handles are counted wrong");
    ash_rc_drop(&a);
    ash_rc_drop(&a);
    EXPECT(ash_rc_strong(&a) == 0 && ash_rc_value(&a) == NULL, "a dropped handle is not empty");
    EXPECT(!ash_rc_clone(&a, &a), "an empty handle can be cloned");
    ash_rc_drop(&c);
    EXPECT(drops == 0 && *(uint32_t *)ash_rc_value(&b) == 42, "the value goes too early");
    ash_rc_drop(&b);
    EXPECT(drops == 1, "the destructor does not run once");
    return suite_pool_empty(r);
}

static const char *rc_weak(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_rc a, b;
    struct ash_weak w, x;
    drops = 0;
    EXPECT(make(&a, &pool, 9), "a small request is refused");
    EXPECT(ash_rc_weak(&a, &w) && ash_rc_weak(&a, &x), "no weak handle can be had");
    EXPECT(ash_rc_strong(&a) == 1, "a weak handle is counted as strong");
    EXPECT(ash_weak_upgrade(&w, &b), "a weak handle of a live value is refused");
    ash_rc_drop(&a);
    EXPECT(drops == 0 && *(uint32_t *)ash_rc_value(&b) == 9, "an upgraded handle does not keep");
    ash_rc_drop(&b);
    EXPECT(drops == 1, "a weak handle keeps the value");
    EXPECT(suite_stats(r).blocks == 1, "a weak handle does not keep the memory");
    EXPECT(!ash_weak_upgrade(&w, &b), "a value that has gone can be had");
    EXPECT(ash_rc_value(&b) == NULL, "a refused upgrade changes the handle");
    ash_weak_drop(&w);
    ash_weak_drop(&w);
    EXPECT(suite_stats(r).blocks == 1, "the other weak handle does not keep the memory");
    ash_weak_drop(&x);
    EXPECT(!ash_rc_weak(&a, &w), "an empty handle gives a weak one");
    EXPECT(drops == 1, "the destructor runs twice");
    return suite_pool_empty(r);
}

// Nobody makes so many handles in a test: the counts are set by hand, where rc.h says they lie.
static const char *rc_full(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_rc a, b;
    struct ash_weak w, x;
    EXPECT(make(&a, &pool, 1) && ash_rc_weak(&a, &w), "a small request is refused");
    ash_bytes_put_number(pool.base, a.at, ASH_RC_MOST - 1);
    EXPECT(ash_rc_clone(&a, &b) && ash_rc_strong(&a) == ASH_RC_MOST, "too few handles can be");
    uint64_t before = suite_fingerprint(r);
    EXPECT(!ash_rc_clone(&a, &b) && !ash_weak_upgrade(&w, &b), "one handle too many");
    EXPECT(ash_rc_strong(&a) == ASH_RC_MOST, "a refused clone changes the count");
    ash_bytes_put_number(pool.base, a.at + 4, ASH_RC_MOST);
    EXPECT(!ash_rc_weak(&a, &x), "one weak handle too many");
    EXPECT(ash_bytes_number(pool.base, a.at + 4) == ASH_RC_MOST, "a refusal changes the count");
    EXPECT(suite_fingerprint(r) == before, "a refused handle changes the state");
    ash_bytes_put_number(pool.base, a.at, 1);
    ash_bytes_put_number(pool.base, a.at + 4, 2);
    ash_rc_drop(&a);
    ash_weak_drop(&w);
    return suite_pool_empty(r);
}

static const char *rc_kinds(const struct suite_run *r)
{
    static const struct ash_kind bad[] = {{0, 1, drop},        {4, 0, drop},
                                          {4, 3, drop},        {4, 24, drop},
                                          {SIZE_MAX, 1, drop}, {SIZE_MAX - 7, 1, drop}};
    struct ash_pool pool = suite_pool(r);
    struct ash_rc rc;
    drops = 0;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        EXPECT(!ash_rc_init(&rc, &pool, bad[i]), "what cannot be is granted");
        ash_rc_drop(&rc);
    }
    EXPECT(drops == 0, "a destructor runs on no value");
    for (size_t align = 1; align <= SUITE_POOL_ALIGN; align *= 2) {
        struct ash_kind kind = {.size = 3 * align, .align = align, .drop = NULL};
        EXPECT(ash_rc_init(&rc, &pool, kind), "a small request is refused");
        unsigned char *value = ash_rc_value(&rc);
        EXPECT((uintptr_t)value % align == 0, "a value is not aligned");
        for (size_t i = 0; i < kind.size; i++) {
            EXPECT(value[i] == 0, "a new value is not 0");
            value[i] = 0xff;
        }
        EXPECT(ash_rc_strong(&rc) == 1, "the value lies on the counts");
        ash_rc_drop(&rc);
    }
    return suite_pool_empty(r);
}

// A tree: the parent owns the child, the child knows its parent.
struct node {
    struct ash_rc child;
    struct ash_weak parent;
};

static void drop_node(unsigned char *value)
{
    struct node *node = (struct node *)value;
    struct ash_rc gone;
    if (ash_weak_upgrade(&node->parent, &gone)) drops += 100; // no parent outlives its children
    ash_weak_drop(&node->parent);
    ash_rc_drop(&node->child);
    drops++;
}

static struct node *make_node(struct ash_rc *rc, const struct ash_pool *pool)
{
    if (!ash_rc_init(rc, pool, ASH_KIND(struct node, drop_node))) return NULL;
    struct node *node = (struct node *)ash_rc_value(rc);
    node->child.at = ASH_NONE;
    node->parent.to.at = ASH_NONE;
    return node;
}

static const char *tree(const struct ash_pool *pool)
{
    struct ash_rc root, child;
    drops = 0;
    struct node *top = make_node(&root, pool);
    if (top == NULL) return NULL;
    struct node *below = make_node(&child, pool);
    if (below != NULL) {
        EXPECT(ash_rc_weak(&root, &below->parent), "no weak handle can be had");
        EXPECT(ash_rc_clone(&child, &top->child), "a handle cannot be cloned");
        // A node that is its own parent, too, does not keep itself.
        EXPECT(ash_rc_weak(&root, &top->parent), "no weak handle can be had");
        ash_rc_drop(&child);
    }
    ash_rc_drop(&root);
    EXPECT(drops == (below != NULL ? 2 : 1), "the destructors do not run once a node");
    return NULL;
}

static const char *rc_refusals(const struct suite_run *r)
{
    return suite_refuse(r, tree);
}

static const struct suite_test tests[] = {
    {"rc_counts", SUITE_GRANTS, rc_counts},     {"rc_weak", SUITE_GRANTS, rc_weak},
    {"rc_full", SUITE_GRANTS, rc_full},         {"rc_kinds", SUITE_GRANTS, rc_kinds},
    {"rc_refusals", SUITE_GRANTS, rc_refusals},
};
SUITE_GROUP(ash_suite_rc, tests);
