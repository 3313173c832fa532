// SPDX-License-Identifier: MIT
// What the kernel makes of heap alone: a page goes as soon as its run is idle.
#include "../frames.h"
#include "../kmalloc.h"
#include "../memory.h"
#include "../random.h"
#include "tests.h"

static const char *reserves_a_gigabyte(void)
{
    EXPECT(heap_stats().reserved >= (size_t)1 << 30, "less than a gigabyte is reserved");
    return NULL;
}

static const char *the_kept_slab_stays_committed(void)
{
    size_t frames = frames_free();
    char *block = kmalloc(100);
    EXPECT(block != NULL, "refused");
    block[0] = 'k';
    kfree(block);
    bool kept = heap_stats().committed == PAGE_SIZE && frames_free() < frames;
    kfree(kmalloc(heap_stats().reserved));
    EXPECT(kept, "its page, and no other, is not there");
    EXPECT(heap_stats().committed == 0, "it stands in the way of a block of all there is");
    EXPECT(frames_free() == frames, "its frames did not come back");
    return NULL;
}

static const char *another_slab_is_kept(void)
{
    char *one = kmalloc(100), *two = kmalloc(1000);
    size_t first = (uintptr_t)one - HEAP_BASE, second = (uintptr_t)two - HEAP_BASE;
    kfree(one);
    bool both = heap_committed(first) && heap_committed(second);
    kfree(two);
    EXPECT(both, "the slab that was emptied is gone at once");
    EXPECT(!heap_committed(first) && heap_committed(second), "not the last one emptied is kept");
    return NULL;
}

static const char *a_large_block_goes_at_once(void)
{
    size_t frames = frames_free();
    char *wall = kmalloc(PAGE_SIZE), *block = kmalloc(20 * PAGE_SIZE), *other = kmalloc(PAGE_SIZE);
    size_t during = frames_free();
    kfree(block);
    size_t after = frames_free();
    bool there = heap_committed((uintptr_t)block - HEAP_BASE);
    kfree(wall);
    kfree(other);
    EXPECT(during < frames, "it took no frames");
    EXPECT(after >= during + 20 && !there, "its pages outlive it");
    return NULL;
}

static const char *a_shorter_block_gives_pages_back(void)
{
    char *block = kmalloc(20 * PAGE_SIZE);
    EXPECT(block != NULL, "refused");
    size_t before = frames_free();
    char *same = krealloc(block, 15000);
    size_t after = frames_free();
    kfree(same);
    EXPECT(same == block && after >= before + 16, "the end of it is still committed");
    return NULL;
}

// ---- anything at all ----

enum { BLOCKS = 200 };

static struct {
    unsigned char *at;
    size_t size;
} blocks[BLOCKS];

static size_t random(size_t below)
{
    static uint64_t seed = 88172645463325252;
    return random_below(&seed, below);
}

static bool intact(size_t i)
{
    const unsigned char *b = blocks[i].at;
    return b[0] == (unsigned char)i && b[blocks[i].size - 1] == (unsigned char)i;
}

static void step(size_t i)
{
    if (blocks[i].at != NULL) {
        kfree(blocks[i].at);
        blocks[i].at = NULL;
        return;
    }
    size_t size = random((size_t)1 << (4 + random(15))) + 1;
    blocks[i].at = random(4) == 0 ? kaligned_alloc((size_t)64 << random(10), size) : kmalloc(size);
    if (blocks[i].at == NULL) return;
    blocks[i].size = size;
    memset(blocks[i].at, (int)i, size < 8192 ? size : 1);
    blocks[i].at[size - 1] = (unsigned char)i;
}

// A page is committed only where a slab or a block is, and a block has all its pages.
static bool pages_are_right(void)
{
    for (size_t at = 0; at < heap_end(); at += PAGE_SIZE) {
        struct heap_slab slab;
        size_t block = heap_block(at);
        if (heap_committed(at) && !heap_slab(at, &slab) && block == ASH_NONE) return false;
    }
    for (size_t i = 0; i < BLOCKS; i++) {
        size_t from = (uintptr_t)blocks[i].at - HEAP_BASE;
        if (blocks[i].at == NULL) continue;
        for (size_t at = from; at < from + heap_usable(from); at += HEAP_GRANULE)
            if (!heap_committed(at)) return false;
    }
    return true;
}

static const char *any_traffic(void)
{
    const char *why = NULL;
    for (size_t i = 0; i < 4000; i++) {
        size_t block = random(BLOCKS);
        if (blocks[block].at != NULL && !intact(block)) why = "a block lost its contents";
        step(block);
        if (i % 200 == 0 && !pages_are_right())
            why = "a page is committed for nothing, or is not there";
    }
    for (size_t i = 0; i < BLOCKS; i++)
        if (blocks[i].at != NULL) step(i);
    return why;
}

static const struct test list[] = {
    {"reserves_a_gigabyte", reserves_a_gigabyte},
    {"the_kept_slab_stays_committed", the_kept_slab_stays_committed},
    {"another_slab_is_kept", another_slab_is_kept},
    {"a_large_block_goes_at_once", a_large_block_goes_at_once},
    {"a_shorter_block_gives_pages_back", a_shorter_block_gives_pages_back},
    {"any_traffic", any_traffic},
};

const struct tests tests_runs = TESTS(list);
