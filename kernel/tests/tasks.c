// SPDX-License-Identifier: MIT
// Tasks on stacks of the heap. The design that refuses all has nothing to show.
#include "../task.h"

#include "../memory.h"
#include "../stack.h"
#include "../text.h"
#include "../timer.h"
#include "churn.h"
#include "tests.h"

static char said[16];
static size_t said_length;

static void say_twice(void *letter)
{
    for (int i = 0; i < 2; i++) {
        said[said_length++] = *(const char *)letter;
        task_yield();
    }
}

static const char *turns(void)
{
    said_length = 0;
    for (size_t i = 0; i < 3; i++) {
        if (!task_start(say_twice, &"abc"[i])) break;
    }
    bool all = task_count() == 3;
    task_wait();
    if (tests_refuses_all()) return NULL;
    EXPECT(all, "a task was not started");
    EXPECT(said_length == 6 && memcmp(said, "abcabc", 6) == 0, "they do not take turns");
    return NULL;
}

static const char *guard_page(void)
{
    struct port_fault fault;
    if (tests_refuses_all()) return NULL;
    uintptr_t end = (uintptr_t)stack_take();
    EXPECT(end != 0, "there is no room for a stack");
    bool lowest = port_probe(ACCESS_WRITE, end - STACK_SIZE, &fault);
    bool highest = port_probe(ACCESS_WRITE, end - 1, &fault);
    bool below = port_probe(ACCESS_WRITE, end - STACK_SIZE - 1, &fault);
    stack_give((void *)end);
    EXPECT(lowest && highest, "a part of the stack is not there");
    EXPECT(!below && fault.mapped, "what is below the stack can be written");
    return NULL;
}

static bool good;

// Calls itself, with something on the stack in each call that must be there when others had their
// turns.
static void dig(size_t depth, unsigned char mark)
{
    volatile unsigned char here[256];
    for (size_t i = 0; i < sizeof here; i++) here[i] = mark;
    task_yield();
    if (depth > 0) dig(depth - 1, (unsigned char)(mark + 1));
    for (size_t i = 0; i < sizeof here; i++) good = good && here[i] == mark;
}

static void dig_some(void *number)
{
    dig((uintptr_t)number % 8, (unsigned char)(uintptr_t)number);
}

static const char *stacks_of_their_own(void)
{
    uintptr_t started = 0;
    good = true;
    while (started < 50 && task_start(dig_some, (void *)started)) started++;
    task_wait();
    EXPECT(started == 50 || tests_refuses_all(), "a task was not started");
    EXPECT(good, "what a task had on its stack has changed");
    return NULL;
}

// Tasks that use the heap, and each of which starts another when it ends, while ticks use it too.
static size_t left;
static struct churn by_tick;

static void tick(void)
{
    churn_step(&by_tick);
}

static void live(void *number)
{
    struct churn c;
    churn_start(&c, (uintptr_t)number * 88172645463325252 + 1);
    for (uintptr_t i = 0; i < 5 + (uintptr_t)number % 20; i++) {
        churn_step(&c);
        task_yield();
    }
    good = churn_end(&c) && good;
    if (left == 0) return;
    left--;
    good = task_start(live, (void *)left) && good;
}

static const char *thousands_in_a_row(void)
{
    enum { AT_A_TIME = 40, IN_ALL = 4000 };
    if (tests_refuses_all() || text_same(heap_design_name(), "bump"))
        return NULL; // no room for so many
    good = true;
    left = IN_ALL - AT_A_TIME;
    churn_start(&by_tick, 362436069362436069);
    for (uintptr_t i = 0; i < AT_A_TIME; i++) good = task_start(live, (void *)(left + i)) && good;
    timer_on(tick);
    task_wait();
    timer_off();
    good = churn_end(&by_tick) && good;
    EXPECT(left == 0, "not all have begun");
    EXPECT(good, "one was refused, or a block lost its contents");
    return NULL;
}

static size_t ran;

static void run(void *nothing)
{
    (void)nothing;
    ran++;
}

// As many as there is memory for, if that is not too much of it.
static const char *thousands_at_a_time(void)
{
    size_t started = 0;
    ran = 0;
    while (started < 10000 && task_start(run, NULL)) started++;
    bool counted = task_count() == started;
    task_wait();
    EXPECT(started >= 50 || tests_refuses_all(), "there is no room for fifty tasks");
    EXPECT(counted, "more or fewer are counted than were started");
    EXPECT(ran == started, "not all have run, or one more than once");
    return NULL;
}

static const struct test list[] = {
    {"turns", turns},
    {"guard_page", guard_page},
    {"stacks_of_their_own", stacks_of_their_own},
    {"thousands_in_a_row", thousands_in_a_row},
    {"thousands_at_a_time", thousands_at_a_time},
};

const struct tests tests_tasks = TESTS(list);
