// SPDX-License-Identifier: MIT
#include "../checked.h"

#include "../kmalloc.h"
#include "../memory.h"
#include "tests.h"

// Runs the body with checked blocks; returns how much damage was found, or ASH_NONE when the mode
// could not be changed.
static size_t found_by(void (*body)(void))
{
    if (!kmalloc_use(KMALLOC_CHECKED)) return ASH_NONE;
    size_t before = checked_damage();
    body();
    return kmalloc_use(KMALLOC_FAST) ? checked_damage() - before : ASH_NONE;
}

static void overruns(void)
{
    char *block = kmalloc(100);
    if (block == NULL) return;
    block[100] = 0;
    kfree(block);
}

static const char *overrun_is_told(void)
{
    EXPECT(found_by(overruns) == 1, "a byte behind the end was written, and nothing was said");
    return NULL;
}

static void writes_after_free(void)
{
    char *block = kmalloc(100);
    if (block == NULL) return;
    char *kept = kmalloc(100); // keeps the page there
    kfree(block);
    block[50] = 0;
    kfree(kmalloc(100));
    kfree(kept);
}

static const char *write_after_free_is_told(void)
{
    EXPECT(found_by(writes_after_free) == 1, "a freed block was written to, and nothing was said");
    return NULL;
}

#define BLOCKS 32
#define ROUNDS 2000

// Blocks of many sizes, each written to its last byte; some grow and shrink.
static void behaves(void)
{
    char *blocks[BLOCKS] = {NULL};
    for (size_t i = 0; i < ROUNDS; i++) {
        size_t at = i * 7 % BLOCKS, size = 1 + i * i % 5000;
        if (i % 3 == 0) {
            char *moved = krealloc(blocks[at], size);
            if (moved != NULL) blocks[at] = moved;
        } else {
            kfree(blocks[at]);
            blocks[at] = kmalloc(size);
        }
        if (blocks[at] != NULL) memset(blocks[at], (int)i, size);
    }
    for (size_t at = 0; at < BLOCKS; at++) kfree(blocks[at]);
}

static const char *no_false_alarm(void)
{
    EXPECT(found_by(behaves) == 0, "damage is told where there is none");
    return NULL;
}

static const char *misuse_is_named(void)
{
    EXPECT(kmalloc_use(KMALLOC_CHECKED), "a block is live");
    char *block = kmalloc(100);
    enum ash_status inside = kfree(block + HEAP_GRANULE), good = kfree(block), again = kfree(block);
    void *resized = krealloc(block, 10);
    EXPECT(kmalloc_use(KMALLOC_FAST), "a block is live");
    EXPECT(inside == ASH_NOT_A_BLOCK && good == ASH_OK && again == ASH_ALREADY_FREE, "wrong names");
    EXPECT(resized == NULL, "a freed block was resized");
    return NULL;
}

static const char *contents_move(void)
{
    EXPECT(kmalloc_use(KMALLOC_CHECKED), "a block is live");
    char *block = kmalloc(10);
    if (block != NULL) memcpy(block, "contents", 9);
    char *moved = krealloc(block, 3000);
    bool there = moved != NULL && moved != block && moved[0] == 'c' && moved[8] == 0;
    kfree(moved);
    EXPECT(kmalloc_use(KMALLOC_FAST), "a block is live");
    EXPECT(there, "not moved with its contents");
    return NULL;
}

// Two places that leak, one of them three times.
static const char *leaks_by_site(void)
{
    void *many[3], *one = kmalloc(7);
    for (size_t i = 0; i < 3; i++) many[i] = kmalloc(100);
    size_t live = kmalloc_print_leaks();
    for (size_t i = 0; i < 3; i++) kfree(many[i]);
    kfree(one);
    EXPECT(live == 4, "not all live blocks are counted");
    return NULL;
}

static const struct test list[] = {
    {"overrun_is_told", overrun_is_told}, {"write_after_free_is_told", write_after_free_is_told},
    {"no_false_alarm", no_false_alarm},   {"misuse_is_named", misuse_is_named},
    {"contents_move", contents_move},     {"leaks_by_site", leaks_by_site},
};

const struct tests tests_checked = TESTS(list);
