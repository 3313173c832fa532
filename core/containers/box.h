// SPDX-License-Identifier: MIT
// box: one value of its own in a pool.
#ifndef ASH_BOX_H
#define ASH_BOX_H

#include "kind.h"

struct ash_box {
    const struct ash_pool *pool;
    struct ash_kind kind;
    size_t at; // where the value lies, or ASH_NONE: the box is empty
};

// Makes room for a value of that kind; its bytes are 0. False if there is none, and the box is
// then empty: only if the kind's size is 0 or its align no power of two, or the pool refuses.
// Work: an alloc, and a step a byte.
bool ash_box_init(struct ash_box *box, const struct ash_pool *pool, struct ash_kind kind);

// Where the value lies until the box is dropped; NULL if the box is empty. Work: a few steps.
unsigned char *ash_box_value(const struct ash_box *box);

// Takes the value out to `out`, which lies outside the pool, and leaves the box empty. The
// destructor does not run: the value lives on. False, and nothing changes, only if the box is
// empty. Work: a free, and a step a byte.
bool ash_box_take(struct ash_box *box, unsigned char *out);

// Runs the destructor and gives the memory back; the box is then empty. Does nothing to an
// empty box. Never fails. Work: the destructor, and a free.
void ash_box_drop(struct ash_box *box);

#endif
