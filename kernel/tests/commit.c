// SPDX-License-Identifier: MIT
// Pages come when blocks need them and go when nothing does, seen in how many frames are free;
// under every design that grants requests.
#include "../frames.h"
#include "../kmalloc.h"
#include "../memory.h"
#include "tests.h"

// Frames that this test holds, chained through their contents.
static size_t held = NO_FRAME;

// Leaves that many frames free, of all.
static void leave(size_t frames)
{
    while (frames_free() > frames) {
        size_t f = frame_take();
        *(size_t *)port_frame(f) = held;
        held = f;
    }
}

static void give_one(void)
{
    size_t f = held;
    held = *(size_t *)port_frame(f);
    frame_give(f);
}

static void give_held(void)
{
    while (held != NO_FRAME) give_one();
}

static bool holds(const char *block, size_t size, char value)
{
    for (size_t i = 0; i < size; i++) {
        if (block[i] != value) return false;
    }
    return true;
}

static const char *pages_come_and_go(void)
{
    size_t before = frames_free();
    char *block = kmalloc(10 * PAGE_SIZE);
    EXPECT(block != NULL, "refused");
    size_t during = frames_free(), committed = heap_stats().committed;
    kfree(block);
    EXPECT(during <= before - 10, "ten pages took fewer than ten frames");
    EXPECT(committed >= 10 * PAGE_SIZE, "ten pages are not committed");
    EXPECT(frames_free() == before, "they did not all come back");
    return NULL;
}

static const char *counts_add_up(void)
{
    char *first = kmalloc(3 * PAGE_SIZE);
    char *second = kmalloc(1);
    struct heap_stats s = heap_stats();
    size_t sum =
        heap_usable((uintptr_t)first - HEAP_BASE) + heap_usable((uintptr_t)second - HEAP_BASE);
    kfree(first);
    kfree(second);
    struct heap_stats end = heap_stats();
    EXPECT(s.live == sum && s.blocks == 2, "what is live is not what was taken");
    EXPECT(s.committed >= s.live && s.reserved > s.committed, "committed is out of bounds");
    EXPECT(end.live == 0 && end.blocks == 0, "something is live at the end");
    EXPECT(end.most_live >= sum && end.most_committed >= s.committed, "a peak lies too low");
    return NULL;
}

static const char *contents_survive(void)
{
    size_t size = 5 * PAGE_SIZE + 100;
    char *first = kmalloc(size), *middle = kmalloc(size), *last = kmalloc(size);
    EXPECT(first != NULL && middle != NULL && last != NULL, "refused");
    memset(first, 'f', size);
    memset(middle, 'm', size);
    memset(last, 'l', size);
    kfree(middle);
    middle = kmalloc(2 * PAGE_SIZE);
    if (middle != NULL) memset(middle, 'n', 2 * PAGE_SIZE);
    bool kept = holds(first, size, 'f') && holds(last, size, 'l') && middle != NULL &&
                holds(middle, 2 * PAGE_SIZE, 'n');
    kfree(last);
    kept = kept && holds(first, size, 'f') && holds(middle, 2 * PAGE_SIZE, 'n');
    kfree(first);
    kfree(middle);
    EXPECT(kept, "a block lost its contents when others came and went");
    return NULL;
}

static const char *no_frame_left(void)
{
    leave(0);
    bool none =
        kmalloc(1) == NULL && kmalloc(PAGE_SIZE) == NULL && kmalloc(100 * PAGE_SIZE) == NULL;
    bool clean = heap_stats().blocks == 0 && heap_stats().live == 0 && heap_check();
    give_held();
    char *block = kmalloc(100 * PAGE_SIZE);
    bool recovered = block != NULL;
    kfree(block);
    EXPECT(none, "a block was granted with no frame to put under it");
    EXPECT(clean, "a request that was refused left something behind");
    EXPECT(recovered, "with the frames back it is still refused");
    return NULL;
}

// With every number of frames from none to more than it takes: granted or refused, and nothing is
// lost or left either way.
static const char *a_few_frames_left(void)
{
    bool lost = false, granted = false;
    leave(0);
    for (size_t frames = 0; frames < 20; frames++) {
        char *block = kmalloc(8 * PAGE_SIZE);
        if (block != NULL) memset(block, 'a', 8 * PAGE_SIZE);
        granted = block != NULL;
        kfree(block);
        lost = lost || heap_stats().blocks != 0 || frames_free() != frames;
        give_one();
    }
    give_held();
    EXPECT(!lost, "a frame is lost, or a block left");
    EXPECT(granted, "twenty frames are not enough for eight pages");
    return NULL;
}

static const char *a_block_goes_and_another_fits(void)
{
    char *block = kmalloc(50 * PAGE_SIZE);
    EXPECT(block != NULL, "refused");
    leave(0);
    bool full = kmalloc(50 * PAGE_SIZE) == NULL;
    kfree(block);
    char *next = kmalloc(50 * PAGE_SIZE);
    bool fits = next != NULL;
    kfree(next);
    give_held();
    EXPECT(full, "a second one was granted without frames");
    EXPECT(fits, "the frames of the first did not serve the next");
    return NULL;
}

static const char *no_frame_to_grow(void)
{
    char *block = kmalloc(3 * PAGE_SIZE);
    EXPECT(block != NULL, "refused");
    memset(block, 'g', 3 * PAGE_SIZE);
    leave(0);
    bool refused = krealloc(block, 6 * PAGE_SIZE) == NULL;
    bool same = heap_usable((uintptr_t)block - HEAP_BASE) == 3 * PAGE_SIZE;
    give_held();
    char *grown = krealloc(block, 6 * PAGE_SIZE);
    bool kept = grown != NULL && holds(grown, 3 * PAGE_SIZE, 'g');
    kfree(grown != NULL ? grown : block);
    EXPECT(refused && same, "it grew over pages that no frame is left for");
    EXPECT(kept, "it does not grow with the frames back, or lost its contents");
    return NULL;
}

static const char *more_than_there_is(void)
{
    size_t size = heap_stats().reserved;
    if (size / PAGE_SIZE <= frames_free()) return NULL; // heap.c sees to such a one
    size_t frames = frames_free();
    EXPECT(kmalloc(size) == NULL, "more than all memory was granted");
    EXPECT(frames_free() == frames, "frames are lost");
    return NULL;
}

static const struct test list[] = {
    {"pages_come_and_go", pages_come_and_go},
    {"counts_add_up", counts_add_up},
    {"contents_survive", contents_survive},
    {"no_frame_left", no_frame_left},
    {"a_few_frames_left", a_few_frames_left},
    {"a_block_goes_and_another_fits", a_block_goes_and_another_fits},
    {"no_frame_to_grow", no_frame_to_grow},
    {"more_than_there_is", more_than_there_is},
};

const struct tests tests_commit = TESTS(list);
