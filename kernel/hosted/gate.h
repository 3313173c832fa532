// SPDX-License-Identifier: MIT
// gate: lets one thread at a time into an arena, and its owner nearly for nothing.
//
// Whoever is inside may touch the state behind the gate. There are two ways in:
//
//   the lock   for everybody: an atomic exchange, and a wait in the kernel when it is taken
//   the step   for the owner alone, while there is no sign that the gate is shared: it says that it
//              is `busy`, then looks once more for such a sign
//
// Another thread takes the lock, puts the sign up, and waits until the owner is not busy. Each side
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
#define GATE_LINE 64 // bytes that processors pass on to one another at once

// What the owner must know of before it steps in.
enum { GATE_SHARED = 1, GATE_POST = 2 }; // it must take the lock; there is post (post.h)

// The owner writes to the first line at every call, others look at the signs at each of theirs: so
// these lie apart.
struct gate {
    _Atomic uint32_t busy; // the owner is inside by a step
    _Atomic uint32_t lock; // 0 free, 1 taken, 2 taken and perhaps waited for
    uint32_t calm;         // under the lock: how often the owner came since another did
    uint32_t passed;       // by the owner: how often it left the post for later
    char apart[GATE_LINE - 4 * sizeof(uint32_t)];
    _Atomic uint32_t signs;
};

// Once, before the first step: can the kernel do its part? Without it all gates stay shared.
void gate_setup(void);
// Gates stay shared from now on: for those who want every call to take the long way.
void gate_never_steps(void);
bool gate_steps(void);

// For the owner: it is inside, or false, and it is not, as there are signs besides those that it
// is prepared for, or it was busy already: then a signal has come while it was inside.
static inline bool gate_step_by(struct gate *g, uint32_t prepared)
{
    uint32_t before = atomic_load_explicit(&g->busy, memory_order_relaxed);
    atomic_store_explicit(&g->busy, 1, memory_order_relaxed);
    atomic_signal_fence(memory_order_seq_cst); // the kernel's barrier makes this one of threads
    uint32_t signs = atomic_load_explicit(&g->signs, memory_order_acquire) & ~prepared;
    if ((before | signs) == 0) return true;
    if (before == 0) atomic_store_explicit(&g->busy, 0, memory_order_release);
    return false;
}

static inline bool gate_step_in(struct gate *g)
{
    return gate_step_by(g, 0);
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

// Signs, for anybody.
static inline bool gate_has_sign(struct gate *g, uint32_t sign)
{
    return (atomic_load(&g->signs) & sign) != 0;
}

static inline void gate_put_sign(struct gate *g, uint32_t sign)
{
    if (!gate_has_sign(g, sign)) atomic_fetch_or(&g->signs, sign);
}

static inline void gate_take_sign(struct gate *g, uint32_t sign)
{
    atomic_fetch_and(&g->signs, ~sign);
}

// The lock alone.
void lock_take(_Atomic uint32_t *lock);
void lock_give(_Atomic uint32_t *lock);

#endif
