// SPDX-License-Identifier: MIT
// lock: what only one may change at a time, be it another processor or an interrupt. Who comes
// draws a ticket, and the tickets are served one after the other: whoever waits has his turn after
// all that came before him, and nobody else.
#ifndef LOCK_H
#define LOCK_H

#include <stdatomic.h>

#include "port.h"

// How often a lock was taken, how often not at once, and then how many others had their turns
// first: in all, and at most.
struct lock_counts {
    size_t taken, waited, turns, most_turns;
};

struct lock {
    const char *name;
    _Atomic uint32_t next;    // the ticket that is drawn next
    _Atomic uint32_t serving; // the ticket whose turn it is
    _Atomic uint32_t holder;  // the number of a processor and 1, 0 for nobody
    // The rest is the holder's.
    bool interrupts; // were on when it was taken
    struct lock_counts counts;
};

#define LOCK(NAME)                                                                                 \
    {                                                                                              \
        .name = NAME                                                                               \
    }

// Turns interrupts off on this processor, so that none can come that waits for what it has
// interrupted, and waits for its turn. Dies with one line when this processor has the lock already:
// it would wait for ever. Cost: some twenty instructions, and the turns of those before.
void lock_take(struct lock *l);

// By who has taken it. Interrupts are as they were before.
void lock_give(struct lock *l);

#endif
