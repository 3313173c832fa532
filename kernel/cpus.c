// SPDX-License-Identifier: MIT
#include "cpus.h"

#include <stdatomic.h>

#include "print.h"
#include "stack.h"

// Looks at whether a processor has begun: seconds, where it takes microseconds.
#define PATIENCE ((size_t)1 << 29)

static void (*work)(unsigned cpu);
static _Atomic unsigned arrived; // how many have begun, the first not counted in
static _Atomic bool go;          // all have
static _Atomic unsigned busy;    // how many have work to do, the first counted in
static _Atomic bool left[PORT_CPUS];
static void *stacks[PORT_CPUS];
static _Atomic bool others;

bool cpus_others(void)
{
    return atomic_load(&others);
}

void cpu_main(unsigned cpu)
{
    atomic_fetch_add(&arrived, 1);
    while (!atomic_load(&go)) {
    }
    work(cpu);
    atomic_fetch_sub(&busy, 1);
    while (atomic_load(&busy) != 0) {
    }
    port_cpu_stop(&left[cpu]);
}

static void start(unsigned cpu)
{
    atomic_store(&left[cpu], false);
    if (!port_cpu_start(cpu, stacks[cpu])) die("there is no processor %u", cpu);
    size_t looks = 0;
    while (atomic_load(&arrived) != cpu && looks < PATIENCE) looks++;
    if (looks == PATIENCE) die("processor %u does not start", cpu);
}

// No page changes while a processor starts or ends: their stacks are there before the first starts,
// they end when all have done their work, and their stacks go when they have ended. So none is asked
// to forget a page that cannot answer: one that was seen to leave may be a moment from having gone.
void cpus_run(unsigned count, void (*run)(unsigned cpu))
{
    for (unsigned cpu = 1; cpu < count; cpu++) {
        stacks[cpu] = stack_take();
        if (stacks[cpu] == NULL) die("there is no room for the stack of processor %u", cpu);
    }
    work = run;
    atomic_store(&arrived, 0);
    atomic_store(&busy, count);
    atomic_store(&go, false);
    atomic_store(&others, count > 1);
    for (unsigned cpu = 1; cpu < count; cpu++) start(cpu);
    atomic_store(&go, true);
    run(0);
    atomic_fetch_sub(&busy, 1);
    for (unsigned cpu = 1; cpu < count; cpu++) {
        while (!atomic_load(&left[cpu])) {
        }
    }
    atomic_store(&others, false);
    for (unsigned cpu = 1; cpu < count; cpu++) stack_give(stacks[cpu]);
}
