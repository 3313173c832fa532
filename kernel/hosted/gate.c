// SPDX-License-Identifier: MIT
#include "gate.h"

#include "message.h"

#include <errno.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// How often a lock is looked at, and a busy owner, before others get the processor.
#define SPINS 100
// And how often they get it before a longer pause.
#define YIELDS 100
#define PAUSE_NS 50000

static bool steps;

void gate_setup(void)
{
    int before = errno;
    steps = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    errno = before;
}

void gate_never_steps(void)
{
    steps = false;
}

bool gate_steps(void)
{
    return steps;
}

static void rest(void)
{
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

static bool lock_try(_Atomic uint32_t *lock)
{
    uint32_t free = 0;
    return atomic_compare_exchange_strong_explicit(lock, &free, 1, memory_order_acquire,
                                                   memory_order_relaxed);
}

static __attribute__((noinline)) void lock_wait(_Atomic uint32_t *lock)
{
    for (int i = 0; i < SPINS; i++) {
        rest();
        if (atomic_load_explicit(lock, memory_order_relaxed) == 0 && lock_try(lock)) return;
    }
    int before = errno;
    while (atomic_exchange_explicit(lock, 2, memory_order_acquire) != 0)
        syscall(SYS_futex, lock, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0);
    errno = before;
}

void lock_take(_Atomic uint32_t *lock)
{
    if (!lock_try(lock)) lock_wait(lock);
}

void lock_give(_Atomic uint32_t *lock)
{
    if (atomic_exchange_explicit(lock, 0, memory_order_release) != 2) return;
    int before = errno;
    syscall(SYS_futex, lock, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    errno = before;
}

// A barrier in every thread of this process that runs.
static void barrier_everywhere(void)
{
    int before = errno;
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) != 0)
        message_abort("membarrier is refused, though it was granted at the start");
    errno = before;
}

// The owner is inside for some ten instructions, or the processor was taken from it there.
static void await_owner(struct gate *g)
{
    int before = errno;
    for (unsigned i = 0; atomic_load_explicit(&g->busy, memory_order_acquire) != 0; i++) {
        if (i < SPINS)
            rest();
        else if (i < SPINS + YIELDS)
            sched_yield();
        else
            syscall(SYS_nanosleep, &(struct timespec){0, PAUSE_NS}, NULL); // never cancelled
    }
    errno = before;
}

void gate_enter(struct gate *g, bool owner)
{
    lock_take(&g->lock);
    if (owner) {
        if (++g->calm < GATE_CALM || !steps) return;
        g->calm = 0;
        gate_take_sign(g, GATE_SHARED);
        return;
    }
    g->calm = 0;
    if (!gate_has_sign(g, GATE_SHARED)) {
        gate_put_sign(g, GATE_SHARED);
        barrier_everywhere();
    }
    await_owner(g);
}

void gate_leave(struct gate *g)
{
    lock_give(&g->lock);
}

void gate_share(struct gate *g)
{
    gate_put_sign(g, GATE_SHARED);
}

void gate_own(struct gate *g)
{
    g->calm = 0;
    if (steps)
        gate_take_sign(g, GATE_SHARED);
    else
        gate_put_sign(g, GATE_SHARED);
}
