// SPDX-License-Identifier: MIT
// Accesses that are no block's are told by the blocks next to them.
#include "../neighbour.h"

#include "../fault.h"
#include "../guard.h"
#include "../kmalloc.h"
#include "tests.h"

static bool is(struct neighbour n, const void *block, size_t distance)
{
    return n.record != NULL && n.start == (uintptr_t)block && n.distance == distance;
}

// The report of a fault there is part of what the tests print; false when there is none.
static bool reported(uintptr_t address)
{
    struct port_fault fault;
    if (port_probe(ACCESS_READ, address, &fault)) return false;
    fault_print(&fault);
    return true;
}

// A page, a gap, and a page: the gap is seen with both live, and with the first one freed.
static const char *between(void)
{
    char *first = kmalloc(PAGE_SIZE), *second = kaligned_alloc(8 * PAGE_SIZE, PAGE_SIZE);
    uintptr_t gap = (uintptr_t)first + 3 * PAGE_SIZE;
    size_t up = (uintptr_t)second - gap - 1;
    bool both = is(neighbour_before(gap), first, 2 * PAGE_SIZE) &&
                is(neighbour_after(gap), second, up) && reported(gap);
    kfree(first);
    struct neighbour before = neighbour_before(gap);
    bool freed = is(before, first, 2 * PAGE_SIZE) && before.record->freed != NULL && reported(gap);
    kfree(second);
    EXPECT(both, "the blocks on both sides are not told");
    EXPECT(freed, "the block before it is not told any more, now that it is freed");
    return NULL;
}

static const char *within_reach(void)
{
    EXPECT(heap_fill(HEAP_ANY), "a block is live"); // what other tests freed is forgotten
    char *block = kmalloc(PAGE_SIZE);
    uintptr_t end = (uintptr_t)block + PAGE_SIZE;
    bool near = is(neighbour_before(end), block, 0) &&
                is(neighbour_before(end + NEIGHBOUR_REACH - 1), block, NEIGHBOUR_REACH - 1);
    bool far = neighbour_before(end + NEIGHBOUR_REACH).record == NULL;
    // The heap's first byte is the block's.
    bool below = is(neighbour_after(HEAP_BASE - 1), block, 0) &&
                 neighbour_after(HEAP_BASE - 1 - NEIGHBOUR_REACH).record == NULL;
    bool inside = neighbour_after((uintptr_t)block).record == NULL &&
                  neighbour_before(end - 1).record == NULL;
    kfree(block);
    EXPECT(near, "a block within reach is not told");
    EXPECT(far, "a block is told that is out of reach");
    EXPECT(below, "what lies below the heap is not next to its first block, or too far is");
    EXPECT(inside, "a block is next to itself");
    return NULL;
}

// A block that has come since is told, and not the one that was there before it.
static const char *latest(void)
{
    char *first = kmalloc(2 * PAGE_SIZE);
    kfree(first);
    char *second = kmalloc(PAGE_SIZE);
    struct neighbour n = neighbour_before((uintptr_t)second + 2 * PAGE_SIZE);
    kfree(second);
    EXPECT(is(n, second, PAGE_SIZE), "an older block is told");
    return NULL;
}

// The page behind a guarded block ends where the next one's begins.
static const char *guarded(void)
{
    char *first = kmalloc_guarded(48), *second = kmalloc_guarded(100);
    uintptr_t end = (uintptr_t)first + 48;
    bool told = is(neighbour_before(end), first, 0) &&
                is(neighbour_after(end), second, (uintptr_t)second - end - 1) && reported(end);
    kfree(first);
    struct neighbour n = neighbour_before(end);
    kfree(second);
    EXPECT(told, "the blocks on both sides are not told");
    EXPECT(is(n, first, 0) && n.record->freed != NULL, "one in the quarantine is not told");
    return NULL;
}

static const struct test list[] = {
    {"between", between},
    {"within_reach", within_reach},
    {"latest", latest},
    {"guarded", guarded},
};

const struct tests tests_neighbour = TESTS(list);
