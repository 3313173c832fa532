// SPDX-License-Identifier: MIT
// traffic: requests that are hard on heap, in a few shapes, each made for a certain path through
// it and played with other sizes every time.
#ifndef TRAFFIC_H
#define TRAFFIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whom the requests go to, and how much there is.
struct traffic {
    size_t (*alloc)(size_t size, size_t align); // an offset or ASH_NONE
    void (*free)(size_t offset);
    size_t capacity;
    uint64_t seed;
};

struct shape {
    const char *name;
    void (*play)(struct traffic *t);
};

extern const struct shape shapes[];
extern const size_t shape_count;

// Blocks that live from one shape to the next and break up the room: grows or shrinks them to
// that many.
void traffic_crowd(struct traffic *t, size_t blocks);

#endif
