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
    uintptr_t start;
    const struct heap_record *record = guard_find((uintptr_t)block + 50, &start);
    EXPECT(record != NULL && start == (uintptr_t)block, "it is not known whose the address was");
    EXPECT(record->freed != NULL && record->size == 100, "its record is wrong");
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
    EXPECT(kmalloc_guarded(HEAP_SIZE) == NULL, "all addresses were granted, and a page more");
    EXPECT(guard_alloc(8, 48, HERE) == NULL, "an alignment that is no power of two was granted");
    return NULL;
}

static const char *every_alignment(void)
{
    for (size_t align = 1; align <= KMALLOC_MAX_ALIGN; align *= 2) {
        char *block = guard_alloc(40, align, HERE);
        EXPECT(block != NULL && (uintptr_t)block % align == 0, "refused, or not aligned");
        bool outside = can(ACCESS_WRITE, block + (align <= 16 ? 48 : align <= 64 ? 64 : align));
        EXPECT(kfree(block) == ASH_OK, "free was refused");
        EXPECT(!outside, "it does not end at its last page");
    }
    return NULL;
}

// A quarantine that is full gives back the oldest addresses, and no others.
static const char *quarantine_is_bounded(void)
{
    char *first = kmalloc_guarded(100), *last = kmalloc_guarded(100);
    EXPECT(first != NULL && last != NULL, "refused");
    kfree(first);
    for (size_t i = 1; i < GUARD_QUARANTINE; i++) kfree(kmalloc_guarded(100));
    bool kept = guard_verdict(first) == ASH_ALREADY_FREE;
    kfree(last);
    bool gone = guard_verdict(first) == ASH_NOT_A_BLOCK;
    EXPECT(kept, "its address went before the quarantine was full");
    EXPECT(gone, "its address is still in the quarantine, which was full");
    EXPECT(guard_verdict(last) == ASH_ALREADY_FREE, "the last one went as well");
    return NULL;
}

static const char *moves_when_resized(void)
{
    char *block = kmalloc_guarded(PAGE_SIZE);
    EXPECT(block != NULL, "refused");
    block[0] = 'r';
    char *moved = krealloc(block, 2 * PAGE_SIZE);
    EXPECT(moved != NULL && moved != block && moved[0] == 'r', "not moved with its contents");
    EXPECT(!can(ACCESS_READ, block), "the old one is still there");
    EXPECT(krealloc(block, 10) == NULL, "a freed block was resized");
    kfree(moved);
    return NULL;
}

// With every block guarded, what goes wrong with any of them is caught.
static const char *every_block(void)
{
    EXPECT(kmalloc_use(KMALLOC_GUARD), "a block is live");
    char *block = kmalloc(24);
    bool outside = block == NULL || can(ACCESS_WRITE, block + 32);
    enum ash_status freed = kfree(block);
    bool after = block == NULL || can(ACCESS_READ, block);
    EXPECT(kmalloc_use(KMALLOC_FAST), "a block is live");
    EXPECT(freed == ASH_OK && !outside && !after, "it is not guarded");
    return NULL;
}

static const struct test list[] = {
    {"use_after_free", use_after_free},
    {"overrun", overrun},
    {"several_pages", several_pages},
    {"misuse", misuse},
    {"refusals", refusals},
    {"every_alignment", every_alignment},
    {"quarantine_is_bounded", quarantine_is_bounded},
    {"moves_when_resized", moves_when_resized},
    {"every_block", every_block},
};

const struct tests tests_guard = TESTS(list);
