// SPDX-License-Identifier: MIT
#include "load.h"

#include "kmalloc.h"
#include "memory.h"
#include "random.h"

#define BLOCKS 512
#define SIZES 3, 15 // powers of two

// A block holds one value in all its bytes, and its neighbours most likely another.
static struct block {
    unsigned char *at; // NULL: none
    size_t size;
    unsigned char value;
} blocks[BLOCKS];

static uint64_t seed;
static struct load load;

static void wrong(const char *what)
{
    if (load.wrong == NULL) load.wrong = what;
}

static void fill(struct block *b, size_t size)
{
    b->size = size;
    b->value = (unsigned char)(load.operations * 37);
    memset(b->at, b->value, size);
}

static void look(const struct block *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (b->at[i] != b->value) wrong("a block does not hold what was written to it");
    }
}

static void take(struct block *b)
{
    size_t size = random_size(&seed, SIZES);
    bool aligned = random_below(&seed, 8) == 0;
    size_t align = HEAP_GRANULE << (aligned ? random_below(&seed, 8) : 0);
    b->at = kaligned_alloc(align, size);
    if (b->at == NULL) {
        load.refused++;
        return;
    }
    if ((uintptr_t)b->at % align != 0) wrong("a block is not aligned as asked for");
    fill(b, size);
    load.taken++;
}

static void resize(struct block *b)
{
    size_t size = random_size(&seed, SIZES);
    unsigned char *now = krealloc(b->at, size);
    if (now == NULL) {
        load.refused++;
        return;
    }
    b->at = now;
    look(b, size < b->size ? size : b->size);
    fill(b, size);
    load.resized++;
}

static void give(struct block *b)
{
    look(b, b->size);
    if (kfree(b->at) != ASH_OK) wrong("a block cannot be freed");
    b->at = NULL;
    load.freed++;
}

static void step(void)
{
    struct block *b = &blocks[random_below(&seed, BLOCKS)];
    load.operations++;
    if (b->at == NULL)
        take(b);
    else if (random_below(&seed, 4) == 0)
        resize(b);
    else
        give(b);
    struct heap_stats s = heap_stats();
    if (s.blocks > load.most_blocks) load.most_blocks = s.blocks;
    if (s.live > load.most_live) load.most_live = s.live;
}

void load_start(void)
{
    seed = 88172645463325252;
    load = (struct load){.operations = 0};
}

bool load_run(size_t operations)
{
    while (operations-- > 0 && load.wrong == NULL) step();
    return load.wrong == NULL;
}

struct load load_end(void)
{
    for (size_t i = 0; i < BLOCKS; i++) {
        if (blocks[i].at != NULL) give(&blocks[i]);
    }
    if (!heap_check()) wrong("the validator finds the heap broken");
    return load;
}
