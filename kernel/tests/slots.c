// SPDX-License-Identifier: MIT
// The heap under a design whose small blocks lie in slots.
#include "../kmalloc.h"
#include "../memory.h"
#include "tests.h"

static const char *krealloc_leaves_a_slot(void)
{
    char *block = kmalloc(130);
    EXPECT(block != NULL, "refused");
    memset(block, 's', 130);
    char *moved = krealloc(block, 161);
    bool kept = moved != NULL && moved != block && moved[0] == 's' && moved[129] == 's';
    bool freed = kfree(block) == ASH_ALREADY_FREE;
    kfree(moved);
    EXPECT(kept && freed, "it did not move out of a slot of 160 bytes with its contents");
    return NULL;
}

static const char *spans_come_and_go(void)
{
    char *small = kmalloc(130);
    char *large = kmalloc(400);
    size_t slot = heap_slot((uintptr_t)small - HEAP_BASE);
    size_t none = heap_slot((uintptr_t)large - HEAP_BASE);
    kfree(small);
    size_t gone = heap_slot((uintptr_t)small - HEAP_BASE);
    kfree(large);
    EXPECT(slot == 160, "130 bytes are not in a slot of 160");
    EXPECT(none == 0, "a large block is in a slot");
    EXPECT(gone == 0 && heap_slot(HEAP_SIZE) == 0, "a span is seen where none is");
    return NULL;
}

static const struct test list[] = {
    {"krealloc_leaves_a_slot", krealloc_leaves_a_slot},
    {"spans_come_and_go", spans_come_and_go},
};

const struct tests tests_slots = TESTS(list);
