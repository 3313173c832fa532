// SPDX-License-Identifier: MIT
#include "checked.h"

#include "memory.h"
#include "print.h"

#define REDZONE_BYTE 0xFD

static size_t damage;

size_t checked_damage(void)
{
    return damage;
}

// The first byte in from .. to-1 that is another, or `to`.
static size_t first_other(const unsigned char *bytes, size_t from, size_t to, unsigned char byte)
{
    while (from < to && bytes[from] == byte) from++;
    return from;
}

static void print_block(const struct heap_record *record)
{
    print("    block         %zu bytes\n", record->size);
    heap_print_sites(record);
}

// Of memory that nobody owned, and that is handed out now.
static void look_for_poison(const unsigned char *block, size_t length)
{
    size_t at = first_other(block, 0, length, CHECKED_POISON);
    if (at == length) return;
    damage++;
    print("  0x%zx was written to though it was free.\n", (uintptr_t)block + at);
    const struct heap_record *record = heap_freed((uintptr_t)block + at - HEAP_BASE);
    if (record != NULL)
        print_block(record);
    else
        print("    block         freed too long ago, or none\n");
}

static void look_at_redzone(const unsigned char *block, const struct heap_record *record,
                            size_t length)
{
    size_t at = first_other(block, record->size, length, REDZONE_BYTE);
    if (at == length) return;
    damage++;
    print("  0x%zx was written to, %zu bytes behind the end of the block at 0x%zx.\n",
          (uintptr_t)block + at, at - record->size, (uintptr_t)block);
    print_block(record);
}

void *checked_alloc(size_t size, size_t align, const struct site *site)
{
    if (size == 0 || size > HEAP_SIZE) return NULL;
    struct heap_record record = {.taken = site, .size = size};
    size_t offset = heap_take(size + CHECKED_REDZONE, align, HEAP_ALL, &record);
    if (offset == ASH_NONE) return NULL;
    unsigned char *block = (unsigned char *)HEAP_BASE + offset;
    size_t length = heap_usable(offset);
    look_for_poison(block, length);
    memset(block + size, REDZONE_BYTE, length - size);
    return block;
}

enum ash_status checked_free(void *block, const struct site *site)
{
    size_t offset = (uintptr_t)block - HEAP_BASE, length = heap_usable(offset);
    if (length == 0) return heap_free(offset, site); // which says what it is
    look_at_redzone(block, heap_record(offset), length);
    memset(block, CHECKED_POISON, length); // before: its pages may go with it
    return heap_free(offset, site);
}
