// SPDX-License-Identifier: MIT
// The heap under a design whose small blocks lie in slots.
#include "../kmalloc.h"
#include "../memory.h"
#include "tests.h"

static const char *krealloc_leaves_a_slot(void)
{
    char *block = kmalloc(630);
    EXPECT(block != NULL, "refused");
    memset(block, 's', 630);
    char *moved = krealloc(block, 641);
    bool kept = moved != NULL && moved != block && moved[0] == 's' && moved[629] == 's';
    bool freed = kfree(block) == ASH_ALREADY_FREE;
    kfree(moved);
    EXPECT(kept && freed, "it did not move out of a slot of 640 bytes with its contents");
    return NULL;
}

static const char *slabs_come_and_go(void)
{
    char *small = kmalloc(630);
    char *large = kmalloc(9000);
    struct heap_slab slab, other;
    bool slot = heap_slab((uintptr_t)small - HEAP_BASE, &slab) && slab.slot == 640;
    bool none = !heap_slab((uintptr_t)large - HEAP_BASE, &other);
    kfree(small);
    kfree(large);
    char *again = kmalloc(9000); // in the way of a slab that was kept
    bool gone = !heap_slab((uintptr_t)again - HEAP_BASE, &other);
    kfree(again);
    EXPECT(slot, "630 bytes are not in a slot of 640");
    EXPECT(none, "a large block is in a slot");
    EXPECT(gone && !heap_slab(HEAP_SIZE, &other), "a slab is seen where none is");
    return NULL;
}

static const struct test list[] = {
    {"krealloc_leaves_a_slot", krealloc_leaves_a_slot},
    {"slabs_come_and_go", slabs_come_and_go},
};

const struct tests tests_slots = TESTS(list);
