// SPDX-License-Identifier: MIT
#include "thread.h"

#include "hard.h"
#include "message.h"
#include "options.h"

#include <pthread.h>
#include <stdlib.h>

_Thread_local struct thread self __attribute__((tls_model("initial-exec")));

static pthread_key_t ends; // its destructor tells when a thread ends
static bool ends_known;    // if the program has left a key

// ---- in and out ----

static void step_aside(void)
{
    if (self.inside || (self.home != NULL && gate_busy(&self.home->gate)))
        message_abort("a signal handler calls malloc or free and has interrupted one of them");
    self.inside = true;
}

bool thread_enter_slowly(struct arena *a)
{
    if (self.holds_all) return false;
    bool stepped = a == self.home && gate_step_by(&a->gate, GATE_POST);
    if (!stepped) step_aside();
    if (!stepped) gate_enter(&a->gate, a == self.home);
    post_collect(a);
    return stepped;
}

void thread_leave_slowly(struct arena *a)
{
    if (self.holds_all) return;
    gate_leave(&a->gate);
    self.inside = false;
}

// For who holds the registry: into an arena, in which it is already if it forks.
static void enter(struct arena *a)
{
    if (!self.holds_all) gate_enter(&a->gate, a == self.home);
    post_collect(a);
}

static void leave(struct arena *a)
{
    if (!self.holds_all) gate_leave(&a->gate);
}

static void registry_enter(void)
{
    if (self.holds_all) return;
    step_aside();
    lock_take(&arena_registry);
}

static void registry_leave(void)
{
    if (self.holds_all) return;
    lock_give(&arena_registry);
    self.inside = false;
}

// ---- who owns which arena; all of it under the lock of the registry ----

// Nothing is posted to who does not step in.
static void belong(struct arena *a, struct thread *owner)
{
    bool owned = arena_owned(a);
    if (owned && owner == NULL) arena_free_put(a);
    if (!owned && owner != NULL) arena_free_remove(a);
    atomic_store_explicit(&a->owner, owner, memory_order_relaxed);
    atomic_store_explicit(&a->posts, owner != NULL && !options_detour(), memory_order_relaxed);
}

// Gives the home up. It has `regained` bytes to offer to the next who looks for one.
static void disown(size_t regained)
{
    struct arena *a = self.home;
    if (a == NULL) return;
    enter(a);
    a->regained = regained;
    belong(a, NULL);
    self.home = NULL;
    thread_be_quick(NULL);
    leave(a);
}

static void own(struct arena *a)
{
    disown(0);
    belong(a, &self);
    gate_own(&a->gate);
    self.home = a;
    thread_be_quick(options_detour() ? NULL : a);
    if (ends_known) pthread_setspecific(ends, a);
}

static bool exhausted; // the last arena that was wanted could not be made

// A block from an arena that nobody owns: a long one from any; another from one in which much has been
// freed, or from any if there are no addresses for new ones, and that arena is the home then. If a long
// one made it the home, what is freed in the last would not be taken again for long, and its memory go.
static char *take_over(size_t size, size_t align, bool *zero)
{
    bool stays = size > PLAIN_RUN;
    for (struct arena *a = arena_free_first(); a != NULL; a = a->free_next) {
        enter(a);
        bool worth_it = stays || a->regained >= a->span / 16 || exhausted;
        char *p = worth_it ? hard_take(a, size, align, zero) : NULL;
        if (p != NULL && !stays) own(a);
        leave(a);
        if (p != NULL) return p;
    }
    return NULL;
}

// Who forks holds this one as well as the others.
static struct arena *make(unsigned shift, size_t size)
{
    struct arena *a = arena_new(shift, size);
    if (a != NULL && self.holds_all) gate_enter(&a->gate, false);
    return a;
}

static char *take_new(size_t size, size_t align, bool *zero)
{
    struct arena *a = make(ARENA_PLAIN, size + align);
    exhausted = a == NULL;
    if (a == NULL) return NULL;
    enter(a);
    char *p = hard_take(a, size, align, zero);
    if (!self.leaving) own(a);
    leave(a);
    return p;
}

static char *take_anywhere(size_t size, size_t align, bool *zero)
{
    char *p = NULL;
    for (struct arena *a = arena_first(); a != NULL && p == NULL; a = arena_next(a)) {
        if (a->shift != ARENA_PLAIN) continue;
        enter(a);
        p = hard_take(a, size, align, zero);
        leave(a);
    }
    return p;
}

char *thread_take_elsewhere(size_t size, size_t align, bool *zero)
{
    // What no arena can have must not cost the others what they keep out of use.
    if (size + align > ARENA_SLOT - 2 * ARENA_UNIT) return NULL;
    registry_enter();
    char *p = self.leaving ? take_anywhere(size, align, zero) : take_over(size, align, zero);
    if (p == NULL) p = take_new(size, align, zero);
    if (p == NULL && !self.leaving) p = take_anywhere(size, align, zero);
    registry_leave();
    return p;
}

struct arena *thread_new_large(unsigned shift, size_t size)
{
    registry_enter();
    struct arena *a = make(shift, size);
    registry_leave();
    return a;
}

// ---- a thread ends ----

static void end(void *ignored)
{
    (void)ignored;
    registry_enter();
    self.leaving = true;
    disown(SIZE_MAX / 2); // take it before any other
    registry_leave();
}

// ---- fork: everything stands still meanwhile, and the copy has one thread ----

// The C library's lock of its list of streams, which may be taken more than once. fork takes it after
// before_fork, too late: who holds it may wait for a stream whose user waits for a gate.
__attribute__((weak)) void _IO_list_lock(void);
__attribute__((weak)) void _IO_list_unlock(void);
__attribute__((weak)) void _IO_list_resetlock(void);

// A fork by a signal handler that has interrupted a call waits for nobody, as somebody might wait
// for that call: what its child may do is exec.
static void before_fork(void)
{
    if (self.inside || (self.home != NULL && gate_busy(&self.home->gate))) {
        self.interrupted++;
        return;
    }
    if (_IO_list_lock != NULL) _IO_list_lock();
    registry_enter();
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a))
        gate_enter(&a->gate, a == self.home);
    self.holds_all = true;
}

// Is this the end of such a fork? The call that it has interrupted may be a fork too.
static bool end_of_interruption(void)
{
    if (self.interrupted == 0) return false;
    self.interrupted--;
    return true;
}

static void go_on(void)
{
    self.holds_all = false;
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) gate_leave(&a->gate);
    registry_leave();
}

static void in_the_parent(void)
{
    if (end_of_interruption()) return;
    go_on();
    if (_IO_list_unlock != NULL) _IO_list_unlock();
}

// The threads that are not in the copy have ended as far as it is concerned.
static void in_the_child(void)
{
    if (gate_steps()) gate_setup();
    if (end_of_interruption()) return;
    for (struct arena *a = arena_first(); a != NULL; a = arena_next(a)) {
        if (a != self.home) gate_step_out(&a->gate); // who was about to look whether he may step in
        if (!arena_owned(a) || a == self.home) continue;
        a->regained = SIZE_MAX / 2;
        belong(a, NULL);
    }
    go_on();
    if (_IO_list_resetlock != NULL) _IO_list_resetlock();
}

// ---- the first call of all ----

static void setup(void)
{
    static bool done;
    if (done) return;
    done = true;
    gate_setup();
    ends_known = pthread_key_create(&ends, end) == 0;
    pthread_atfork(before_fork, in_the_parent, in_the_child);
}

// The first call may come before there is an environment: so the options are asked for again.
static void obey_options(void)
{
    options_read();
    if (!options_detour()) return;
    thread_be_quick(NULL);
    if (options.step == 0) gate_never_steps();
    if (self.home == NULL) return;
    belong(self.home, &self);
    if (options.step == 0) gate_share(&self.home->gate);
    if (options_hard() && self.home->hard == NULL) disown(0);
}

// The home is an arena that nobody owns, and in which much is free.
static void settle(void)
{
    for (struct arena *a = arena_free_first(); a != NULL && self.home == NULL; a = a->free_next) {
        enter(a);
        if (a->regained >= a->span / 16) own(a);
        leave(a);
    }
}

struct arena *thread_home(void)
{
    if (self.home != NULL || self.leaving) return self.home;
    registry_enter();
    setup();
    obey_options();
    settle();
    if (self.home == NULL && make(ARENA_PLAIN, 0) != NULL) settle();
    registry_leave();
    return self.home;
}

__attribute__((constructor)) static void begin(void)
{
    thread_home();
    registry_enter();
    obey_options();
    registry_leave();
}
