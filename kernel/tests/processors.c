// SPDX-License-Identifier: MIT
// Several processors at a time: with --cpus.
#include "../cpus.h"

#include "../checked.h"
#include "../frames.h"
#include "../paging.h"
#include "../print.h"
#include "../timer.h"
#include "churn.h"
#include "tests.h"

static _Atomic unsigned came[PORT_CPUS];
static struct lock lock = LOCK("test");

static void come(unsigned cpu)
{
    if (cpu == port_cpu()) atomic_fetch_add(&came[cpu], 1);
}

// Twice: they end, and can be started anew.
static const char *each_runs(void)
{
    for (unsigned i = 0; i < PORT_CPUS; i++) atomic_store(&came[i], 0);
    cpus_run(tests_cpus, come);
    cpus_run(tests_cpus, come);
    for (unsigned i = 0; i < PORT_CPUS; i++)
        EXPECT(came[i] == (i < tests_cpus ? 2 : 0), "one did not run, or was not who it should be");
    return NULL;
}

// How often they must have met at a lock, and after how many rounds of each they will not: how
// many it takes depends on how the emulator's host lets them run. With blocks that are looked after
// a few will do: what is new then is what happens under the lock.
#define MOST_ROUNDS 30000

static size_t meetings(void)
{
    return kmalloc_mode() == KMALLOC_FAST ? 300 : 50;
}

static bool on(const struct lock *l, size_t rounds)
{
    return *(const volatile size_t *)&l->counts.waited < meetings() && rounds < MOST_ROUNDS;
}

// Adds in two steps, between which it waits for somebody to disturb it.
static volatile size_t sum;
static size_t added[PORT_CPUS];

static void add(unsigned cpu)
{
    added[cpu] = 0;
    for (; on(&lock, added[cpu]); added[cpu]++) {
        lock_take(&lock);
        size_t was = sum;
        for (volatile int wait = 0; wait < 50; wait++) {
        }
        sum = was + 1;
        lock_give(&lock);
    }
}

static const char *the_lock_keeps_others_out(void)
{
    lock.counts = (struct lock_counts){0, 0, 0, 0};
    sum = 0;
    cpus_run(tests_cpus, add);
    size_t all = 0;
    for (unsigned i = 0; i < tests_cpus; i++) all += added[i];
    EXPECT(sum == all, "what one wrote was lost to another");
    EXPECT(lock.counts.taken == sum, "its counter does not say how often it was taken");
    EXPECT(lock.counts.waited >= meetings(), "they hardly met: they do not run at the same time");
    EXPECT(lock.counts.most_turns < tests_cpus, "one came after another twice before its turn");
    return NULL;
}

// One page shows two frames in turn. When that has changed, no processor may see the old one.
enum { CHANGES = 50 };
#define SHOWN NOBODYS_PAGES

static _Atomic size_t shown, seen[PORT_CPUS];
static _Atomic unsigned wrong;
static size_t shown_frames[2];

static void change(void)
{
    for (size_t i = 1; i <= CHANGES; i++) {
        page_map(SHOWN, shown_frames[i % 2], PORT_READ);
        atomic_store(&shown, i);
        for (unsigned cpu = 1; cpu < tests_cpus; cpu++) {
            while (atomic_load(&seen[cpu]) != i) {
            }
        }
    }
}

static void look(unsigned cpu)
{
    if (cpu == 0) {
        change();
        return;
    }
    for (size_t i = 1; i <= CHANGES; i++) {
        while (atomic_load(&shown) != i) {
        }
        if (*(volatile size_t *)SHOWN != i % 2) atomic_fetch_add(&wrong, 1);
        atomic_store(&seen[cpu], i);
    }
}

static const char *no_stale_pages(void)
{
    for (size_t i = 0; i < 2; i++) {
        shown_frames[i] = frame_take();
        EXPECT(shown_frames[i] != NO_FRAME, "no frame is left");
        *(size_t *)port_frame(shown_frames[i]) = i;
    }
    atomic_store(&shown, 0);
    atomic_store(&wrong, 0);
    for (unsigned cpu = 0; cpu < PORT_CPUS; cpu++) atomic_store(&seen[cpu], 0);
    cpus_run(tests_cpus, look);
    page_unmap(SHOWN);
    for (size_t i = 0; i < 2; i++) frame_give(shown_frames[i]);
    EXPECT(wrong == 0, "a processor saw a frame that was not behind the page any more");
    return NULL;
}

// All of them, and the ticks of the first.
static struct churn players[PORT_CPUS], by_tick;

static void tick(void)
{
    churn_step(&by_tick);
}

static void play(unsigned cpu)
{
    if (cpu == 0) timer_on(tick);
    for (size_t i = 0; on(&heap_lock, i); i++) churn_step(&players[cpu]);
    if (cpu == 0) timer_off();
}

static void print_counts(const struct lock_counts *c)
{
    size_t taken = c->taken != 0 ? c->taken : 1;
    print("  %u processors and a timer: the heap's lock was taken %zu times, %zu%% of them not at "
          "once,\n  after %zu turns of others in all and %zu at most\n",
          tests_cpus, c->taken, c->waited * 100 / taken, c->turns, c->most_turns);
}

static const char *all_use_the_heap(void)
{
    bool good = true;
    size_t damage = checked_damage();
    for (unsigned i = 0; i < tests_cpus; i++) churn_start(&players[i], (i + 1) * 88172645463325252);
    churn_start(&by_tick, 362436069362436069);
    heap_lock.counts = (struct lock_counts){0, 0, 0, 0};
    cpus_run(tests_cpus, play);
    print_counts(&heap_lock.counts);
    for (unsigned i = 0; i < tests_cpus; i++) good = churn_end(&players[i]) && good;
    good = churn_end(&by_tick) && good;
    EXPECT(good, "a block lost its contents, or could not be freed");
    EXPECT(checked_damage() == damage, "damage is told where there is none");
    EXPECT(heap_lock.counts.waited >= meetings(),
           "they hardly met: they do not run at the same time");
    EXPECT(heap_lock.counts.most_turns < tests_cpus,
           "one came after another twice before its turn");
    return NULL;
}

static const struct test list[] = {
    {"each_runs", each_runs},
    {"the_lock_keeps_others_out", the_lock_keeps_others_out},
    {"no_stale_pages", no_stale_pages},
};

const struct tests tests_processors = TESTS(list);

static const struct test sharing[] = {
    {"all_use_the_heap", all_use_the_heap},
};

const struct tests tests_sharing = TESTS(sharing);
