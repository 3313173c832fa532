// SPDX-License-Identifier: MIT
#include "kmalloc.h"

#include "checked.h"
#include "guard.h"
#include "memory.h"
#include "print.h"

_Static_assert(KMALLOC_MAX_ALIGN >= PAGE_SIZE, "the heap starts at a page");

struct lock heap_lock = LOCK("heap");

const char *const kmalloc_mode_names[KMALLOC_MODES] = {"fast", "checked", "guard"};

static enum kmalloc_mode mode;

enum kmalloc_mode kmalloc_mode(void)
{
    return mode;
}

bool kmalloc_use(enum kmalloc_mode wanted)
{
    if (wanted == mode) return true; // the heap is made so already
    guard_flush();
    if (!heap_fill(wanted == KMALLOC_CHECKED ? CHECKED_POISON : HEAP_ANY)) return false;
    mode = wanted;
    return true;
}

static size_t offset_of(const void *block)
{
    return (uintptr_t)block - HEAP_BASE; // below the base: a huge number, and out of range
}

// Of the block, guarded or not, that starts there or last did; NULL when there was none.
static const struct heap_record *record_of(const void *block)
{
    uintptr_t start;
    const struct heap_record *guarded = guard_find((uintptr_t)block, &start);
    return guarded != NULL && start == (uintptr_t)block ? guarded : heap_record(offset_of(block));
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
    if (mode == KMALLOC_CHECKED) return checked_alloc(size, align, site);
    if (mode == KMALLOC_GUARD) return guard_alloc(size, align, site);
    size_t offset = heap_alloc(size, align, site);
    return offset != ASH_NONE ? (void *)(HEAP_BASE + offset) : NULL;
}

// Does it point into the pages of a guarded block?
static bool guarded(const void *block)
{
    uintptr_t start;
    return guard_find((uintptr_t)block, &start) != NULL;
}

static enum ash_status give(void *block, const struct site *site)
{
    if (guarded(block)) return guard_free(block, site);
    return mode == KMALLOC_CHECKED ? checked_free(block, site) : heap_free(offset_of(block), site);
}

// ASH_NO_ROOM also where a block never stays: guarded, or checked.
static enum ash_status resize_in_place(void *block, size_t size)
{
    size_t offset = offset_of(block);
    enum ash_status status = ASH_OK;
    if (guarded(block))
        status = guard_verdict(block);
    else if (mode != KMALLOC_CHECKED || heap_usable(offset) == 0)
        return heap_resize(offset, size);
    return status == ASH_OK ? ASH_NO_ROOM : status;
}

static void *move(void *block, size_t size, const struct site *site)
{
    bool plain = mode == KMALLOC_FAST && !guarded(block);
    size_t old = plain ? heap_usable(offset_of(block)) : record_of(block)->size;
    void *moved = take(HEAP_GRANULE, size, site);
    if (moved == NULL) return NULL;
    memcpy(moved, block, old < size ? old : size);
    give(block, site);
    return moved;
}

// The contents move under the lock too: a block that is free at once may be somebody else's.
static void *resize(void *block, size_t size, const struct site *site)
{
    enum ash_status status = resize_in_place(block, size);
    if (status == ASH_OK) return block;
    if (status == ASH_BAD_SIZE) return NULL;
    if (status == ASH_NO_ROOM) return move(block, size, site);
    print_misuse("krealloc", block, status, site);
    return NULL;
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
    void *block = guard_alloc(size, GUARD_GRANULE, site);
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
    if (status != ASH_OK) print_misuse("kfree", block, status, site);
    lock_give(&heap_lock);
    return status;
}

void kmalloc_print_live(void)
{
    lock_take(&heap_lock);
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + HEAP_GRANULE)) {
        const struct heap_record *record = heap_record(at);
        print("  0x%zx: %zu bytes, taken by %s, %s\n", HEAP_BASE + at + record->lead, record->size,
              record->taken->function, record->taken->place);
    }
    lock_give(&heap_lock);
}

#define TAKERS 32

size_t kmalloc_print_leaks(void)
{
    struct taker {
        const struct site *site;
        size_t blocks, bytes;
    } takers[TAKERS];
    size_t count = 0, blocks = 0, others = 0;
    lock_take(&heap_lock);
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + HEAP_GRANULE)) {
        const struct heap_record *record = heap_record(at);
        size_t i = 0;
        blocks++;
        while (i < count && takers[i].site != record->taken) i++;
        if (i == TAKERS) {
            others++;
            continue;
        }
        if (i == count) takers[count++] = (struct taker){record->taken, 0, 0};
        takers[i].blocks++;
        takers[i].bytes += record->size;
    }
    for (size_t i = 0; i < count; i++)
        print("  %zu blocks of %zu bytes in all, taken by %s, %s\n", takers[i].blocks,
              takers[i].bytes, takers[i].site->function, takers[i].site->place);
    if (others != 0) print("  %zu blocks, taken elsewhere\n", others);
    lock_give(&heap_lock);
    return blocks;
}
