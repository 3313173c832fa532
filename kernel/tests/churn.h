// SPDX-License-Identifier: MIT
// churn: one of several that take and free blocks of the kernel's heap at the same time. Each
// fills its blocks to the last byte, and sees when it frees them that nobody else has written there.
#ifndef CHURN_H
#define CHURN_H

#include "../kmalloc.h"

struct churn {
    uint64_t seed;
    size_t granted;
    bool good; // all contents were as they were written, and no free was refused
    struct churn_block {
        unsigned char *at; // NULL: none
        size_t size;
        unsigned char fill;
    } blocks[32];
};

// The seed must not be 0; players with different ones do different things.
void churn_start(struct churn *c, uint64_t seed);

// Frees a block, or takes or resizes one: now and then one of several pages, that come and go.
void churn_step(struct churn *c);

// Frees all. True when all was good to the end.
bool churn_end(struct churn *c);

#endif
