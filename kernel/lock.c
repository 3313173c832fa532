// SPDX-License-Identifier: MIT
#include "lock.h"

#include "print.h"

static void count(struct lock_counts *c, size_t turns)
{
    c->taken++;
    c->waited += turns != 0;
    c->turns += turns;
    if (turns > c->most_turns) c->most_turns = turns;
}

// The tickets are numbers that wrap; there are fewer processors than that.
void lock_take(struct lock *l)
{
    bool on = port_interrupts_off();
    uint32_t me = port_cpu() + 1;
    // Nobody else writes this processor's number there, so if it is found it is the truth.
    if (atomic_load_explicit(&l->holder, memory_order_relaxed) == me)
        die("the lock '%s' is taken twice by processor %u", l->name, me - 1);
    uint32_t ticket = atomic_fetch_add_explicit(&l->next, 1, memory_order_relaxed);
    uint32_t turns = ticket - atomic_load_explicit(&l->serving, memory_order_relaxed);
    // With the turn comes the sight of all that was written in the turns before.
    while (atomic_load_explicit(&l->serving, memory_order_acquire) != ticket) {
    }
    atomic_store_explicit(&l->holder, me, memory_order_relaxed);
    l->interrupts = on;
    count(&l->counts, turns);
}

void lock_give(struct lock *l)
{
    bool on = l->interrupts;
    atomic_store_explicit(&l->holder, 0, memory_order_relaxed);
    atomic_fetch_add_explicit(&l->serving, 1, memory_order_release);
    if (on) port_interrupts_on();
}
