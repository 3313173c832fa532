// SPDX-License-Identifier: MIT
#include "churn.h"

#include "../memory.h"
#include "../random.h"

#define BLOCKS (sizeof((struct churn *)0)->blocks / sizeof(struct churn_block))
#define SMALL 600
#define LARGE (4 * PAGE_SIZE)

static size_t random(struct churn *c, size_t below)
{
    return random_below(&c->seed, below);
}

void churn_start(struct churn *c, uint64_t seed)
{
    *c = (struct churn){.seed = seed, .good = true};
}

static void fill(struct churn *c, struct churn_block *b, unsigned char *at, size_t size)
{
    *b = (struct churn_block){at, size, (unsigned char)random(c, 256)};
    memset(at, b->fill, size);
}

static bool holds(const struct churn_block *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (b->at[i] != b->fill) return false;
    }
    return true;
}

static size_t some_size(struct churn *c)
{
    return random(c, random(c, 16) == 0 ? LARGE : SMALL) + 1;
}

static void take(struct churn *c, struct churn_block *b)
{
    size_t size = some_size(c);
    unsigned char *at = kmalloc(size);
    if (at == NULL) return; // there may be no room, under some designs
    c->granted++;
    fill(c, b, at, size);
}

static void give(struct churn *c, struct churn_block *b)
{
    c->good = holds(b, b->size) && c->good;
    c->good = kfree(b->at) == ASH_OK && c->good;
    b->at = NULL;
}

static void resize(struct churn *c, struct churn_block *b)
{
    size_t size = some_size(c), both = size < b->size ? size : b->size;
    unsigned char *at = krealloc(b->at, size);
    if (at == NULL) return;
    b->at = at;
    c->good = holds(b, both) && c->good;
    fill(c, b, at, size);
}

void churn_step(struct churn *c)
{
    struct churn_block *b = &c->blocks[random(c, BLOCKS)];
    if (b->at == NULL)
        take(c, b);
    else if (random(c, 4) == 0)
        resize(c, b);
    else
        give(c, b);
}

bool churn_end(struct churn *c)
{
    for (size_t i = 0; i < BLOCKS; i++) {
        if (c->blocks[i].at != NULL) give(c, &c->blocks[i]);
    }
    return c->good;
}
