// SPDX-License-Identifier: MIT
// Interrupts in the midst of the main flow.
#include "../timer.h"
#include "churn.h"
#include "tests.h"

// Turns of waiting: seconds, and many times PORT_TIMER_US.
#define PATIENCE ((size_t)1 << 30)
#define A_WHILE ((size_t)1 << 24)

static volatile size_t ticks;

static void count(void)
{
    ticks = ticks + 1;
}

static bool ticks_reach(size_t most, size_t patience)
{
    for (size_t turns = 0; ticks < most && turns < patience; turns++) {
    }
    return ticks >= most;
}

static const char *ticks_come_and_end(void)
{
    ticks = 0;
    timer_on(count);
    bool came = ticks_reach(20, PATIENCE);
    timer_off();
    size_t until_off = ticks;
    EXPECT(came, "they do not come");
    EXPECT(!ticks_reach(until_off + 1, A_WHILE), "they come after they were turned off");
    return NULL;
}

static const char *off_is_off(void)
{
    ticks = 0;
    timer_on(count);
    bool were_on = port_interrupts_off();
    size_t until_off = ticks;
    bool came = ticks_reach(until_off + 1, A_WHILE);
    bool were_still_on = port_interrupts_off();
    port_interrupts_on();
    bool come_again = ticks_reach(until_off + 1, PATIENCE);
    timer_off();
    EXPECT(were_on && !were_still_on, "whether they are on is not told");
    EXPECT(!came, "a tick came while interrupts were off");
    EXPECT(come_again, "none came when they were on again");
    return NULL;
}

// Numbers that depend on each other, as many as a processor has registers for.
static uint64_t mix(size_t rounds)
{
    uint64_t n[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    for (size_t round = 0; round < rounds; round++) {
#pragma clang loop unroll(full)
        for (size_t i = 0; i < 12; i++) n[i] = n[i] * 5 + n[(i + 1) % 12];
    }
    for (size_t i = 1; i < 12; i++) n[0] ^= n[i];
    return n[0];
}

// Uses all the registers that it may change.
static void count_by_mixing(void)
{
    ticks = ticks + (mix(3) != 0);
}

static const char *registers_are_kept(void)
{
    enum { ROUNDS = 10000 };
    uint64_t right = mix(ROUNDS);
    bool same = true;
    ticks = 0;
    timer_on(count_by_mixing);
    for (size_t i = 0; i < PATIENCE && ticks < 200; i += ROUNDS)
        same = same && mix(ROUNDS) == right;
    timer_off();
    EXPECT(ticks >= 200, "no ticks came");
    EXPECT(same, "the main flow was disturbed");
    return NULL;
}

static volatile size_t probes_that_went;

static void probe_the_null_page(void)
{
    struct port_fault fault;
    if (port_probe(ACCESS_READ, 0, &fault)) probes_that_went = probes_that_went + 1;
    ticks = ticks + 1;
}

// A fault in a tick writes over the state by which the tick returns, where the machine keeps that
// in registers.
static const char *a_tick_may_probe(void)
{
    ticks = probes_that_went = 0;
    timer_on(probe_the_null_page);
    bool came = ticks_reach(20, PATIENCE);
    timer_off();
    EXPECT(came, "they come no more after a fault in one");
    EXPECT(probes_that_went == 0, "the null page can be read");
    return NULL;
}

static const char *the_lock_keeps_them_off(void)
{
    static struct lock lock = LOCK("test");
    ticks = 0;
    timer_on(count);
    lock_take(&lock);
    size_t before = ticks;
    bool came = ticks_reach(before + 1, A_WHILE);
    lock_give(&lock);
    bool came_later = ticks_reach(before + 1, PATIENCE);
    timer_off();
    EXPECT(!came, "a tick came while a lock was held");
    EXPECT(came_later, "none came when it was given back");
    return NULL;
}

// The main flow and the ticks use the heap at the same time.
static struct churn by_tick;

static void tick(void)
{
    ticks = ticks + 1;
    for (size_t i = 0; i < 4; i++) churn_step(&by_tick);
}

static const char *both_use_the_heap(void)
{
    enum { TICKS = 2000 };
    static struct churn by_main;
    size_t steps = 0;
    churn_start(&by_tick, 88172645463325252);
    churn_start(&by_main, 362436069362436069);
    ticks = 0;
    timer_on(tick);
    for (; ticks < TICKS && steps < PATIENCE; steps++) churn_step(&by_main);
    timer_off();
    bool granted = by_main.granted != 0 && by_tick.granted != 0;
    bool good = churn_end(&by_main);
    good = churn_end(&by_tick) && good;
    EXPECT(good, "a block lost its contents, or could not be freed");
    EXPECT(granted || by_main.granted == by_tick.granted, "only one of the two was granted blocks");
    EXPECT(ticks >= TICKS, "the ticks did not come");
    return NULL;
}

static const struct test list[] = {
    {"ticks_come_and_end", ticks_come_and_end},           {"off_is_off", off_is_off},
    {"registers_are_kept", registers_are_kept},           {"a_tick_may_probe", a_tick_may_probe},
    {"the_lock_keeps_them_off", the_lock_keeps_them_off}, {"both_use_the_heap", both_use_the_heap},
};

const struct tests tests_interrupts = TESTS(list);
