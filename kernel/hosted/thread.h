// SPDX-License-Identifier: MIT
// thread: which arena a thread calls its own, and how it gets into any.
//
// A thread owns one plain arena, its home, from its first call until it ends; then the arena stands
// free and another thread may take it over, with all the blocks in it. Who frees the block of
// another's arena posts it (post.h), or takes that arena's lock.
#ifndef THREAD_H
#define THREAD_H

#include "arena.h"

struct thread {
    struct arena *home;    // NULL: none, or none yet
    struct arena *quick;   // the same, or NULL if the options want something of every call;
    char *base;            // where quick begins,
    size_t granules;       // and how many of them its heap has; without it there are none
    struct arena *posting; // where it posted last, or NULL
    size_t posted;         // bytes there that the arena does not know of yet
    bool inside;           // holds a lock, or waits for one
    bool leaving;          // has given its home up for good
    bool holds_all;        // forks
    unsigned interrupted;  // forks in signal handlers that came in the middle of a call
};

extern _Thread_local struct thread self __attribute__((tls_model("initial-exec")));

// From now on small blocks are taken from there, and freed, in the short way; NULL: from nowhere.
static inline void thread_be_quick(struct arena *a)
{
    self.quick = a;
    self.base = a != NULL ? a->base : NULL;
    self.granules = a != NULL ? a->heap.runs.limit * ASH_WORD_BITS : 0;
}

// The home; NULL if there are no addresses for one, or the thread is ending.
struct arena *thread_home(void);

// A block where the home had none: from another arena, which is the home then, or else from any.
// Arguments and result as arena_take.
char *thread_take_elsewhere(size_t size, size_t align, bool *zero);

// Into an arena, where it collects what was posted; says whether by a step. A thread that is inside one already was interrupted by a
// signal whose handler calls in here, which it must not: that ends the program with one line.
bool thread_enter_slowly(struct arena *a);
void thread_leave_slowly(struct arena *a);

static inline bool thread_enter(struct arena *a)
{
    return (a == self.home && gate_step_in(&a->gate)) || thread_enter_slowly(a);
}

static inline void thread_leave(struct arena *a, bool stepped)
{
    if (stepped)
        gate_step_out(&a->gate);
    else
        thread_leave_slowly(a);
}

// A new arena for large blocks, or one that another thread has made meanwhile; NULL if there are
// no addresses.
struct arena *thread_new_large(unsigned shift, size_t size);

#endif
