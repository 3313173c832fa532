// SPDX-License-Identifier: MIT
// shelf: two of them that grow in turn, among blocks of others, hold what was put there; what is
// proved of it (containers/shelf_of.h) is seen on every design that hands out blocks.
#include "containers/shelf.h"
#include "suite_test.h"

#define OTHERS 8
#define OTHER_SIZE 24

static const struct ash_shelves *shelves(const struct suite_run *r)
{
    return &ash_shelves[r->design - ash_designs];
}

// What byte i of a shelf or block is, by its number.
static unsigned char pattern(size_t which, size_t i)
{
    return (unsigned char)(which * 37 + i * 11 + 5);
}

static bool holds(const unsigned char *memory, size_t at, size_t n, size_t which)
{
    for (size_t i = 0; i < n; i++) {
        if (memory[at + i] != pattern(which, i)) return false;
    }
    return true;
}

static const char *shelves_in_turn(const struct suite_run *r)
{
    unsigned char *memory = r->port->memory;
    size_t other[OTHERS];
    struct ash_shelf two[2] = {ASH_SHELF_EMPTY, ASH_SHELF_EMPTY};
    suite_init(r, r->port->memory_size);
    for (size_t i = 0; i < OTHERS; i++) {
        other[i] = suite_alloc(r, OTHER_SIZE, 1);
        EXPECT(other[i] != ASH_NONE, "a small request is refused");
        for (size_t k = 0; k < OTHER_SIZE; k++) memory[other[i] + k] = pattern(i + 2, k);
    }
    bool more = true;
    while (more) {
        for (size_t i = 0; i < 2 && more; i++) {
            struct ash_shelf before = two[i];
            more = shelves(r)->put(&two[i], r->port->state, memory, pattern(i, two[i].length));
            EXPECT(two[i].length == before.length + more, "a wrong number of bytes");
            EXPECT(more || two[i].room == before.room, "a refused shelf changed");
        }
        // All of them only now and then: it is long work.
        if ((two[0].length & (two[0].length - 1)) != 0 && more) continue;
        EXPECT(holds(memory, two[0].at, two[0].length, 0), "the first shelf lost bytes");
        EXPECT(holds(memory, two[1].at, two[1].length, 1), "the second shelf lost bytes");
        EXPECT(suite_check(r), "the state is unsound");
    }
    EXPECT(two[0].length >= 64, "a shelf is full too early");
    for (size_t i = 0; i < OTHERS; i++)
        EXPECT(holds(memory, other[i], OTHER_SIZE, i + 2), "another block changed");
    EXPECT(suite_stats(r).blocks == OTHERS + 2, "a shelf is not one block");
    for (size_t i = 0; i < 2; i++) shelves(r)->clear(&two[i], r->port->state);
    EXPECT(two[0].length == 0 && two[1].room == 0, "a cleared shelf is not empty");
    EXPECT(suite_stats(r).blocks == OTHERS, "a block was not given back");
    for (size_t i = 0; i < OTHERS; i++)
        EXPECT(suite_free(r, other[i]) == ASH_OK, "another block is not live any more");
    return NULL;
}

static const struct suite_test tests[] = {
    {"shelves_in_turn", SUITE_GRANTS | SUITE_ROOMY, shelves_in_turn},
};

SUITE_GROUP(ash_suite_shelf, tests);
