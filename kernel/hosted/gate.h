// SPDX-License-Identifier: MIT
// gate: lets one thread at a time into an arena, and its owner nearly for nothing.
//
// Whoever is inside may touch the state behind the gate. There are two ways in:
//
//   the lock   for everybody: an atomic exchange, and a wait in the kernel when it is taken
//   the step   for the owner alone, while the gate is not `shared`: it says that it is `busy`, then
//              looks once more that the gate is not shared
//
// Another thread takes the lock, says `shared`, and waits until the owner is not busy. Each side
// writes before it looks at what the other writes, so at least one of them sees the other, if
// neither look comes before the write. The owner does not pay for that with a barrier: the other
// has the kernel put one into all threads (membarrier), once; from then on the gate is shared and
// the owner takes the lock too, until it has come GATE_CALM times with nobody else between.
//
// tests/gate_model.c goes through all interleavings of this, with the stores delayed as on x86.
#ifndef GATE_H
#define GATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define GATE_CALM 1024

struct gate {
    _Atomic uint32_t busy;   // the owner is inside by a step
    _Atomic uint32_t shared; // the owner must take the lock
    _Atomic uint32_t lock;   // 0 free, 1 taken, 2 taken and perhaps waited for
    uint32_t calm;           // under the lock: how often the owner came since another did
};

// Once, before the first step: can the kernel do its part? Without it all gates stay shared.
void gate_setup(void);
// Gates stay shared from now on: for those who want every call to take the long way.
void gate_never_steps(void);
bool gate_steps(void);

// For the owner: it is inside, or false, and it is not.
static inline bool gate_step_in(struct gate *g)
{
    // Busy already: a signal has come while it was inside.
    if (atomic_load_explicit(&g->busy, memory_order_relaxed) != 0) return false;
    atomic_store_explicit(&g->busy, 1, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst); // the kernel's barrier makes this one of threads
    if (atomic_load_explicit(&g->shared, memory_order_acquire) == 0) return true;
    atomic_store_explicit(&g->busy, 0, memory_order_release);
    return false;
}

static inline void gate_step_out(struct gate *g)
{
    atomic_store_explicit(&g->busy, 0, memory_order_release);
}

static inline bool gate_busy(struct gate *g)
{
    return atomic_load_explicit(&g->busy, memory_order_relaxed) != 0;
}

// By the lock, for the owner, who is not busy, or for another.
void gate_enter(struct gate *g, bool owner);
void gate_leave(struct gate *g);

// For whoever is inside by the lock: from now on it owns the gate, and may step.
void gate_own(struct gate *g);

// For the owner, outside: it takes the lock from now on.
void gate_share(struct gate *g);

// The lock alone.
void lock_take(_Atomic uint32_t *lock);
void lock_give(_Atomic uint32_t *lock);

#endif
