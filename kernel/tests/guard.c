// SPDX-License-Identifier: MIT
#include "../guard.h"

#include "../kmalloc.h"
#include "tests.h"

static bool can(enum port_access access, const char *address)
{
    struct port_fault fault;
    return port_probe(access, (uintptr_t)address, &fault);
}

static const char *use_after_free(void)
{
    char *block = kmalloc_guarded(100);
    EXPECT(block != NULL, "refused");
    EXPECT(can(ACCESS_WRITE, block) && can(ACCESS_WRITE, block + 99), "the block is not there");
    EXPECT(kfree(block) == ASH_OK, "free was refused");
    EXPECT(!can(ACCESS_READ, block) && !can(ACCESS_WRITE, block), "there after it was freed");
    const struct guard_block *g = guard_find((uintptr_t)block);
    EXPECT(g != NULL && g->record.freed != NULL && g->record.size == 100, "no record is kept");
    return NULL;
}

static const char *overrun(void)
{
    char *block = kmalloc_guarded(GUARD_GRANULE);
    EXPECT(block != NULL, "refused");
    bool inside = can(ACCESS_WRITE, block + GUARD_GRANULE - 1);
    bool outside = can(ACCESS_WRITE, block + GUARD_GRANULE);
    kfree(block);
    EXPECT(inside, "the last byte is not there");
    EXPECT(!outside, "the byte after the last is there");
    return NULL;
}

static const char *several_pages(void)
{
    char *block = kmalloc_guarded(2 * PAGE_SIZE + 1);
    EXPECT(block != NULL, "refused");
    for (size_t i = 0; i <= 2 * PAGE_SIZE; i++) block[i] = 'g';
    EXPECT(kfree(block) == ASH_OK, "free was refused");
    EXPECT(!can(ACCESS_READ, block) && !can(ACCESS_READ, block + 2 * PAGE_SIZE), "still there");
    return NULL;
}

static const char *misuse(void)
{
    char *block = kmalloc_guarded(64);
    EXPECT(block != NULL, "refused");
    EXPECT(kfree(block + GUARD_GRANULE) == ASH_NOT_A_BLOCK, "an interior pointer was freed");
    EXPECT(can(ACCESS_READ, block), "the block went with the refused free");
    EXPECT(kfree(block) == ASH_OK, "free was refused");
    EXPECT(kfree(block) == ASH_ALREADY_FREE, "a double free was not named so");
    return NULL;
}

static const char *refusals(void)
{
    EXPECT(kmalloc_guarded(0) == NULL, "a block of no bytes was granted");
    EXPECT(kmalloc_guarded((size_t)-1) == NULL, "SIZE_MAX was granted");
    EXPECT(kmalloc_guarded(GUARD_PAGES * PAGE_SIZE) == NULL, "more than all pages were granted");
    return NULL;
}

static const char *misuse_of_no_block(void)
{
    EXPECT(kfree((char *)GUARD_END - 1) == ASH_NOT_A_BLOCK, "an address never used was freed");
    EXPECT(krealloc((char *)GUARD_BASE, 10) == NULL, "a guarded address was resized");
    return NULL;
}

// The last of the group: it leaves no address.
static const char *addresses_run_out(void)
{
    uintptr_t before = 0;
    for (size_t i = 0; i < GUARD_PAGES; i++) {
        char *block = kmalloc_guarded(1);
        if (block == NULL) return NULL;
        EXPECT((uintptr_t)block > before, "an address was given out again");
        before = (uintptr_t)block;
        kfree(block);
    }
    return "more blocks were granted than there are pages";
}

static const struct test list[] = {
    {"use_after_free", use_after_free},
    {"overrun", overrun},
    {"several_pages", several_pages},
    {"misuse", misuse},
    {"refusals", refusals},
    {"misuse_of_no_block", misuse_of_no_block},
    {"addresses_run_out", addresses_run_out},
};

const struct tests tests_guard = TESTS(list);
