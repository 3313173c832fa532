// SPDX-License-Identifier: MIT
#include "guard.h"

#include "request.h"
#include "space.h"

static struct guard_block blocks[GUARD_PAGES / 2]; // a block takes two pages or more
static size_t count;
static uintptr_t next = GUARD_BASE;

void *guard_alloc(size_t size, const struct site *site)
{
    if (size == 0 || size > GUARD_END - GUARD_BASE) return NULL;
    uintptr_t pages = ash_align_up(size, PAGE_SIZE);
    uintptr_t to = next + pages;
    if (to + PAGE_SIZE > GUARD_END) return NULL;
    if (!space_back(next, to)) {
        space_drop(next, to);
        return NULL;
    }
    uintptr_t block = to - ash_align_up(size, GUARD_GRANULE);
    blocks[count++] = (struct guard_block){block, next, to, {site, NULL, size}};
    next = to + PAGE_SIZE;
    return (void *)block;
}

enum ash_status guard_free(void *block, const struct site *site)
{
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].block != (uintptr_t)block) continue;
        if (blocks[i].record.freed != NULL) return ASH_ALREADY_FREE;
        blocks[i].record.freed = site;
        space_drop(blocks[i].from, blocks[i].to);
        return ASH_OK;
    }
    return ASH_NOT_A_BLOCK;
}

bool guard_holds(uintptr_t address)
{
    return address >= GUARD_BASE && address < GUARD_END;
}

const struct guard_block *guard_find(uintptr_t address)
{
    for (size_t i = 0; i < count; i++) {
        if (address >= blocks[i].from && address < blocks[i].to + PAGE_SIZE) return &blocks[i];
    }
    return NULL;
}
