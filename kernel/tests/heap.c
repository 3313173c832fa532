// SPDX-License-Identifier: MIT
// The kmalloc family, under whatever design is in charge.
#include "../kmalloc.h"

#include "../frames.h"
#include "../memory.h"
#include "../text.h"
#include "tests.h"

// Bytes of a block that no design puts into a slot.
#define LARGE 9000

static bool holds(const char *block, size_t size, char value)
{
    for (size_t i = 0; i < size; i++) {
        if (block[i] != value) return false;
    }
    return true;
}

static const char *refusals(void)
{
    EXPECT(kmalloc(0) == NULL, "a block of no bytes was granted");
    EXPECT(kmalloc((size_t)-1) == NULL, "SIZE_MAX was granted");
    EXPECT(kmalloc(HEAP_SIZE + 1) == NULL, "more than the heap was granted");
    EXPECT(kaligned_alloc(0, 1) == NULL, "alignment 0 was granted");
    EXPECT(kaligned_alloc(48, 1) == NULL, "an alignment that is no power of two was granted");
    EXPECT(kaligned_alloc(2 * KMALLOC_MAX_ALIGN, 1) == NULL, "too large an alignment was granted");
    return NULL;
}

static const char *the_whole_heap(void)
{
    size_t size = heap_stats().reserved;
    if (size / PAGE_SIZE > frames_free()) return NULL; // commit.c sees to such a one
    char *block = kmalloc(size);
    EXPECT((uintptr_t)block == HEAP_BASE, "one block does not fill the empty heap");
    memset(block, 'w', size);
    bool more = kmalloc(1) != NULL;
    kfree(block);
    EXPECT(!more, "a full heap granted another byte");
    return NULL;
}

// Many small blocks, each with its own contents, freed odd ones first.
static const char *many_blocks(void)
{
    enum { COUNT = 200 };
    static char *blocks[COUNT];
    bool ok = true;
    for (size_t i = 0; i < COUNT; i++) {
        blocks[i] = kmalloc(i + 1);
        if (blocks[i] == NULL) return "refused with room left";
        memset(blocks[i], (char)i, i + 1);
    }
    for (size_t i = 0; i < COUNT; i++) ok = ok && holds(blocks[i], i + 1, (char)i);
    for (size_t i = 1; i < COUNT; i += 2) ok = kfree(blocks[i]) == ASH_OK && ok;
    for (size_t i = 0; i < COUNT; i += 2) ok = holds(blocks[i], i + 1, (char)i) && ok;
    for (size_t i = 0; i < COUNT; i += 2) ok = kfree(blocks[i]) == ASH_OK && ok;
    EXPECT(ok, "a block lost its contents, or could not be freed");
    return NULL;
}

static const char *kcalloc_clears(void)
{
    char *dirty = kmalloc(300);
    EXPECT(dirty != NULL, "refused");
    memset(dirty, 'd', 300);
    kfree(dirty);
    char *block = kcalloc(30, 10);
    bool clear = block == dirty && holds(block, 300, 0);
    kfree(block);
    EXPECT(clear, "the block is not of zeroes, or not where the freed one was");
    return NULL;
}

static const char *kcalloc_overflows(void)
{
    EXPECT(kcalloc((size_t)-1, 2) == NULL, "SIZE_MAX * 2 was granted");
    EXPECT(kcalloc((size_t)-1 / 16 + 2, 16) == NULL, "a product that wraps to 16 was granted");
    EXPECT(kcalloc(0, 8) == NULL && kcalloc(8, 0) == NULL, "a block of no bytes was granted");
    return NULL;
}

// Takes `size` bytes and makes them `more` where they stand, and then 10, in a block of `least`.
static const char *resize_in_place(size_t size, size_t more, size_t least)
{
    char *block = kmalloc(size);
    EXPECT(block != NULL, "refused");
    memset(block, 'r', size);
    bool grown = krealloc(block, more) == block && holds(block, size, 'r');
    bool shrunk = krealloc(block, 10) == block && holds(block, 10, 'r');
    bool usable = heap_usable((uintptr_t)block - HEAP_BASE) == least;
    bool noted = heap_record((uintptr_t)block - HEAP_BASE)->size == 10;
    kfree(block);
    EXPECT(grown, "it moved, or lost its contents, though what follows is free");
    EXPECT(shrunk && usable, "it did not shrink in place");
    EXPECT(noted, "the record has another size than was asked for last");
    return NULL;
}

static const char *krealloc_in_place(void)
{
    // Under heap a large block has whole pages, a small one all of its slot.
    bool heap = text_same(heap_design_name(), "heap");
    const char *why = resize_in_place(LARGE, 3 * LARGE, heap ? PAGE_SIZE : HEAP_GRANULE);
    if (why != NULL) return why;
    // Under bucket a small block can grow to the end of its slot.
    if (heap) return resize_in_place(2100, 2176, 2176);
    bool in_slot = text_same(heap_design_name(), "bucket");
    return resize_in_place(520, in_slot ? 640 : 4000, HEAP_GRANULE);
}

static const char *krealloc_moves(void)
{
    char *block = kmalloc(100);
    char *wall = kmalloc(100);
    EXPECT(block != NULL && wall != NULL, "refused");
    memset(block, 'm', 100);
    char *moved = krealloc(block, 2 * LARGE);
    bool kept = moved != NULL && moved != block && holds(moved, 100, 'm');
    bool freed = kfree(block) == ASH_ALREADY_FREE;
    kfree(wall);
    kfree(moved);
    EXPECT(kept, "the contents did not move along");
    EXPECT(freed, "the old block is still live");
    return NULL;
}

static const char *krealloc_refused(void)
{
    char *block = kmalloc(100);
    EXPECT(block != NULL, "refused");
    memset(block, 'k', 100);
    bool none = krealloc(block, HEAP_SIZE + 1) == NULL && krealloc(block, 0) == NULL &&
                krealloc(block + HEAP_GRANULE, 10) == NULL;
    bool kept = holds(block, 100, 'k');
    EXPECT(kfree(block) == ASH_OK && kept, "the block suffered from what was refused");
    EXPECT(none, "too large, empty or interior was granted");
    return NULL;
}

static const char *krealloc_of_null(void)
{
    char *block = krealloc(NULL, 10);
    EXPECT(block != NULL && kfree(block) == ASH_OK, "it is not kmalloc");
    return NULL;
}

static const char *every_alignment(void)
{
    for (size_t align = 1; align <= KMALLOC_MAX_ALIGN; align *= 2) {
        char *block = kaligned_alloc(align, 24);
        EXPECT(block != NULL, "refused on an empty heap");
        kfree(block);
        EXPECT((uintptr_t)block % align == 0, "the address is not aligned");
    }
    return NULL;
}

static const char *alignment_behind_a_block(void)
{
    char *first = kmalloc(1);
    char *page = kaligned_alloc(PAGE_SIZE, PAGE_SIZE);
    kfree(first);
    kfree(page);
    EXPECT(page > first && (uintptr_t)page % PAGE_SIZE == 0, "the page is not aligned");
    return NULL;
}

static const char *misuse_is_named(void)
{
    char *block = kmalloc(2 * HEAP_GRANULE);
    EXPECT(block != NULL, "refused");
    EXPECT(kfree(block + 1) == ASH_NOT_A_BLOCK, "a pointer off a unit was freed");
    EXPECT(kfree(block + HEAP_SCALE) == ASH_NOT_A_BLOCK, "a pointer off a granule was freed");
    EXPECT(kfree(block + HEAP_GRANULE) == ASH_NOT_A_BLOCK, "an interior pointer was freed");
    EXPECT(kfree(block + 2 * HEAP_GRANULE) == ASH_ALREADY_FREE, "memory that is free was freed");
    EXPECT(kfree(block + 2 * HEAP_GRANULE + 1) == ASH_ALREADY_FREE, "so was that, off a unit");
    EXPECT(kfree((char *)HEAP_BASE - 1) == ASH_OUT_OF_RANGE, "a pointer below was freed");
    EXPECT(kfree((char *)HEAP_BASE + heap_stats().reserved) == ASH_OUT_OF_RANGE,
           "one above was freed");
    EXPECT(kfree((char *)8) == ASH_OUT_OF_RANGE, "a pointer into the null page was freed");
    EXPECT(kfree((char *)-1) == ASH_OUT_OF_RANGE, "the last address of all was freed");
    EXPECT(heap_check() && heap_stats().blocks == 1, "the heap is not as it was");
    EXPECT(kfree(block) == ASH_OK, "free was refused");
    EXPECT(kfree(block) == ASH_ALREADY_FREE, "a double free was not named so");
    EXPECT(kfree(NULL) == ASH_OK, "NULL was not let pass");
    return NULL;
}

static const char *records_name_the_caller(void)
{
    char *block = kmalloc(77);
    EXPECT(block != NULL, "refused");
    const struct heap_record *r = heap_record((uintptr_t)block - HEAP_BASE);
    EXPECT(r != NULL && r->size == 77 && r->freed == NULL, "the record is another block's");
    EXPECT(text_same(r->taken->function, __func__), "another function is named");
    kfree(block);
    r = heap_record((uintptr_t)block - HEAP_BASE);
    EXPECT(r != NULL && r->freed != NULL && text_same(r->freed->function, __func__),
           "the free has no name");
    return NULL;
}

// Whatever has become of the pages.
static const char *records_outlive_the_block(void)
{
    char *block = kmalloc(LARGE);
    EXPECT(block != NULL && kfree(block) == ASH_OK, "refused");
    const struct heap_record *r = heap_record((uintptr_t)block - HEAP_BASE);
    EXPECT(r != NULL && r->size == LARGE, "the record is gone with the block");
    EXPECT(r->freed != NULL && text_same(r->freed->function, __func__), "the free has no name");
    return NULL;
}

static const char *records_go_when_a_block_grows_over_them(void)
{
    char *first = kmalloc(LARGE);
    char *second = kmalloc(LARGE);
    kfree(second);
    bool grown = krealloc(first, 3 * LARGE) == first;
    bool stale = heap_record((uintptr_t)second - HEAP_BASE) != NULL;
    kfree(first);
    EXPECT(grown, "it moved, though what follows is free");
    EXPECT(!stale, "the second block's record outlives its place");
    return NULL;
}

static const char *records_of_older_blocks_go(void)
{
    char *first = kmalloc(LARGE);
    char *second = kmalloc(LARGE);
    kfree(first);
    kfree(second);
    char *over_both = kmalloc(2 * LARGE);
    bool there = over_both == first && heap_record((uintptr_t)first - HEAP_BASE) != NULL;
    bool stale = heap_record((uintptr_t)second - HEAP_BASE) != NULL;
    kfree(over_both);
    EXPECT(there, "the new block has no record, or is not where the old ones were");
    EXPECT(!stale, "the second block's record outlives its place");
    return NULL;
}

static const char *design_waits_for_the_last_block(void)
{
    const struct ash_design *other = ash_design_named("dummy");
    char *block = kmalloc(1);
    bool early = heap_use(other);
    EXPECT(kfree(block) == ASH_OK && !early, "the design changed under a live block");
    return NULL;
}

static const struct test list[] = {
    {"refusals", refusals},
    {"the_whole_heap", the_whole_heap},
    {"many_blocks", many_blocks},
    {"kcalloc_clears", kcalloc_clears},
    {"kcalloc_overflows", kcalloc_overflows},
    {"krealloc_in_place", krealloc_in_place},
    {"krealloc_moves", krealloc_moves},
    {"krealloc_refused", krealloc_refused},
    {"krealloc_of_null", krealloc_of_null},
    {"every_alignment", every_alignment},
    {"alignment_behind_a_block", alignment_behind_a_block},
    {"misuse_is_named", misuse_is_named},
    {"records_name_the_caller", records_name_the_caller},
    {"records_outlive_the_block", records_outlive_the_block},
    {"records_go_when_a_block_grows_over_them", records_go_when_a_block_grows_over_them},
    {"records_of_older_blocks_go", records_of_older_blocks_go},
    {"design_waits_for_the_last_block", design_waits_for_the_last_block},
};

const struct tests tests_heap = TESTS(list);

// ---- for a design that grants nothing ----

static const char *grants_nothing(void)
{
    EXPECT(kmalloc(1) == NULL && kcalloc(1, 1) == NULL && kaligned_alloc(1, 1) == NULL &&
               krealloc(NULL, 1) == NULL,
           "a block was granted");
    return NULL;
}

static const char *frees_nothing(void)
{
    EXPECT(kfree((char *)HEAP_BASE) == ASH_OUT_OF_RANGE, "a pointer into the heap was freed");
    EXPECT(kfree(NULL) == ASH_OK, "NULL was not let pass");
    return NULL;
}

static const struct test refused_list[] = {
    {"grants_nothing", grants_nothing},
    {"frees_nothing", frees_nothing},
};

const struct tests tests_refused_heap = TESTS(refused_list);
