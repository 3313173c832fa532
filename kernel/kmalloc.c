// SPDX-License-Identifier: MIT
#include "kmalloc.h"

#include "guard.h"
#include "memory.h"
#include "print.h"

_Static_assert(KMALLOC_MAX_ALIGN >= PAGE_SIZE, "the heap starts at a page");

struct lock heap_lock = LOCK("heap");

static size_t offset_of(const void *block)
{
    return (uintptr_t)block - HEAP_BASE; // below the base: a huge number, and out of range
}

// Of the block, guarded or not, that starts there or last did; NULL when there was none.
static const struct heap_record *record_of(const void *block)
{
    const struct guard_block *guarded = guard_find((uintptr_t)block);
    return guarded != NULL ? &guarded->record : heap_record(offset_of(block));
}

static void print_misuse(const char *call, const void *block, enum ash_status status,
                         const struct site *site)
{
    const struct heap_record *record = record_of(block);
    print("  %s(0x%zx): %s. Nothing was changed.\n", call, (uintptr_t)block,
          ash_status_name(status));
    print("    called by     %s, %s\n", site->function, site->place);
    if (status == ASH_ALREADY_FREE && record != NULL && record->freed != NULL)
        print("    freed by      %s, %s\n", record->freed->function, record->freed->place);
}

// ---- under the lock ----

static void *take(size_t align, size_t size, const struct site *site)
{
    if (align > KMALLOC_MAX_ALIGN) return NULL;
    size_t offset = heap_alloc(size, align, site);
    return offset != ASH_NONE ? (void *)(HEAP_BASE + offset) : NULL;
}

// The contents move under it too: a block that is free at once may be somebody else's.
static void *resize(void *block, size_t size, const struct site *site)
{
    enum ash_status status = heap_resize(offset_of(block), size);
    if (status == ASH_OK) return block;
    if (status == ASH_BAD_SIZE) return NULL;
    if (status != ASH_NO_ROOM) {
        print_misuse("krealloc", block, status, site);
        return NULL;
    }
    void *moved = take(HEAP_GRANULE, size, site);
    if (moved == NULL) return NULL;
    memcpy(moved, block, heap_usable(offset_of(block))); // a block only moves to grow
    heap_free(offset_of(block), site);
    return moved;
}

static enum ash_status give(void *block, const struct site *site)
{
    bool guarded = guard_holds((uintptr_t)block);
    enum ash_status status = guarded ? guard_free(block, site) : heap_free(offset_of(block), site);
    if (status != ASH_OK) print_misuse("kfree", block, status, site);
    return status;
}

// ---- for everybody ----

void *kaligned_alloc_at(size_t align, size_t size, const struct site *site)
{
    lock_take(&heap_lock);
    void *block = take(align, size, site);
    lock_give(&heap_lock);
    return block;
}

void *kmalloc_guarded_at(size_t size, const struct site *site)
{
    lock_take(&heap_lock);
    void *block = guard_alloc(size, site);
    lock_give(&heap_lock);
    return block;
}

void *kcalloc_at(size_t count, size_t size, const struct site *site)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
    void *block = kaligned_alloc_at(HEAP_GRANULE, bytes, site);
    return block != NULL ? memset(block, 0, bytes) : NULL;
}

void *krealloc_at(void *block, size_t size, const struct site *site)
{
    if (block == NULL) return kaligned_alloc_at(HEAP_GRANULE, size, site);
    lock_take(&heap_lock);
    void *resized = resize(block, size, site);
    lock_give(&heap_lock);
    return resized;
}

enum ash_status kfree_at(void *block, const struct site *site)
{
    if (block == NULL) return ASH_OK;
    lock_take(&heap_lock);
    enum ash_status status = give(block, site);
    lock_give(&heap_lock);
    return status;
}

void kmalloc_print_live(void)
{
    lock_take(&heap_lock);
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + HEAP_GRANULE)) {
        const struct heap_record *record = heap_record(at);
        print("  0x%zx: %zu bytes, taken by %s, %s\n", HEAP_BASE + at, record->size,
              record->taken->function, record->taken->place);
    }
    lock_give(&heap_lock);
}
