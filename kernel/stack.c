// SPDX-License-Identifier: MIT
#include "stack.h"

#include "kmalloc.h"
#include "paging.h"

// The page stays mapped: to map it again would need a frame for a table at worst, and a free must
// not fail.
static void protect(void *page, enum port_rights rights)
{
    lock_take(&heap_lock); // of the page tables too
    page_protect((uintptr_t)page, rights);
    lock_give(&heap_lock);
}

void *stack_take(void)
{
    char *block = kaligned_alloc(PAGE_SIZE, PAGE_SIZE + STACK_SIZE);
    if (block == NULL) return NULL;
    protect(block, PORT_READ);
    return block + PAGE_SIZE + STACK_SIZE;
}

void stack_give(void *end)
{
    char *block = (char *)end - STACK_SIZE - PAGE_SIZE;
    protect(block, PORT_READ_WRITE);
    kfree(block);
}
