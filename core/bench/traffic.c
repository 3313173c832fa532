// SPDX-License-Identifier: MIT
#include "traffic.h"
#include "random.h"

#define PAGE 4096

// How many blocks churn replaces in a step at most, so that it ends in seconds.
#define REPLACED 50000

static void touch(unsigned char *block, size_t size)
{
    for (size_t i = 0; i < size; i += PAGE) block[i] = 1;
    block[size - 1] = 1;
}

static bool take(struct traffic *t)
{
    uint32_t size = mix_draw(t->mix, &t->random);
    if (t->allocs == t->most) return false;
    void *block = t->alloc(size);
    if (block == NULL) return false;
    if (t->touch) touch(block, size);
    t->held[t->blocks++] = (struct held){block, size};
    t->live += size;
    t->allocs++;
    return true;
}

// Frees any block.
static void give(struct traffic *t)
{
    size_t i = random_below(&t->random, (uint32_t)t->blocks);
    t->live -= t->held[i].size;
    t->free(t->held[i].block);
    t->held[i] = t->held[--t->blocks];
}

static void two_to_one(struct traffic *t)
{
    while (take(t) && take(t)) give(t);
}

static bool replace(struct traffic *t, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        give(t);
        if (!take(t)) return false;
    }
    return true;
}

static void churn(struct traffic *t)
{
    for (size_t target = t->arena / 100;; target += t->arena / 100) {
        while (t->live < target) {
            if (!take(t)) return;
        }
        if (!replace(t, t->blocks / 2 < REPLACED ? t->blocks / 2 : REPLACED)) return;
    }
}

void traffic_run(struct traffic *t, enum traffic_kind kind)
{
    if (kind == TWO_TO_ONE)
        two_to_one(t);
    else
        churn(t);
}
