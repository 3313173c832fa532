// SPDX-License-Identifier: MIT
// Processors: Intel's manual, volume 3, chapters 8.4 and 10.6. On QEMU their numbers in the APIC are
// 0 and up, and they need no time between the two messages that start them.
#include <stdatomic.h>

#include "../cpus.h"
#include "../memory.h"
#include "../paging.h"
#include "io.h"

// A page of the first MiB, of which the kernel uses nothing else.
#define START_PAGE 0x8000

#define MESSAGE 0x300 // writing it sends
#define RECEIVER 0x310
enum { FORGET = 0x400, INIT = 0x4500, START = 0x4600 | START_PAGE / PAGE_SIZE };

#define PATIENCE ((size_t)1 << 29) // looks at whether a processor has begun

extern char trampoline[], trampoline_root[], trampoline_end[];

void *cpu_stack; // for the one that starts
static unsigned cpu_starting;

// A bit for each processor: those beside the first that use the page tables, and those that have
// yet to forget the page.
static _Atomic uint32_t here, asked;
static uintptr_t page_asked;

_Noreturn void cpu_begin(void);
void forget_as_asked(void);

// Each processor has a descriptor of its own for the task state, which costs no access to the APIC.
unsigned port_cpu(void)
{
    uint16_t selector;
    __asm__("str %0" : "=r"(selector));
    return (selector - TASK_STATE_SELECTOR) / TASK_STATE_SIZE;
}

static void send(unsigned cpu, uint32_t message)
{
    APIC(RECEIVER) = cpu << 24;
    APIC(MESSAGE) = message;
}

// Its page shows itself, for as long as it takes. It is never written and executed.
bool port_cpu_start(unsigned cpu, void *stack_end)
{
    uint64_t root;
    __asm__("mov %%cr3, %0" : "=r"(root));
    cpu_stack = stack_end;
    cpu_starting = cpu;
    if (!page_map(START_PAGE, START_PAGE / PAGE_SIZE, PORT_READ_WRITE)) return false;
    char *copy = (char *)START_PAGE;
    memcpy(copy, trampoline, (size_t)(trampoline_end - trampoline));
    memcpy(copy + (trampoline_root - trampoline), &root, 4);
    page_protect(START_PAGE, PORT_READ_EXECUTE);
    send(cpu, INIT);
    send(cpu, START);
    for (size_t looks = 0; looks < PATIENCE && (here >> cpu & 1) == 0; looks++) {
    }
    page_unmap(START_PAGE);
    return (here >> cpu & 1) != 0;
}

// What it knows of the tables from before it could be asked is forgotten.
void cpu_begin(void)
{
    unsigned cpu = cpu_starting;
    traps_use(cpu);
    atomic_fetch_or(&here, (uint32_t)1 << cpu);
    uint64_t root;
    __asm__ volatile("mov %%cr3, %0\n\tmov %0, %%cr3" : "=r"(root) : : "memory");
    cpu_main(cpu);
}

void port_cpu_stop(_Atomic bool *left)
{
    atomic_fetch_and(&here, ~((uint32_t)1 << port_cpu()));
    __asm__ volatile("movb $1, (%0)\n1:\thlt\n\tjmp 1b" : : "r"(left) : "memory");
    __builtin_unreachable();
}

static void forget(uintptr_t page)
{
    __asm__ volatile("invlpg (%0)" : : "r"(page) : "memory");
}

// The message is an interrupt that cannot be masked, so who waits for the lock with interrupts off
// answers too. None is lost: there is one at a time, and one that comes before its
// receiver has returned from the last is kept until then.
void port_forget(uintptr_t page)
{
    forget(page);
    if (!cpus_others()) return;
    uint32_t others = (here | 1) & ~((uint32_t)1 << port_cpu());
    page_asked = page;
    atomic_store(&asked, others);
    for (unsigned cpu = 0; cpu < PORT_CPUS; cpu++) {
        if ((others >> cpu & 1) != 0) send(cpu, FORGET);
    }
    while (asked != 0) {
    }
}

void forget_as_asked(void)
{
    uint32_t me = (uint32_t)1 << port_cpu();
    if ((asked & me) == 0) return;
    forget(page_asked);
    atomic_fetch_and(&asked, ~me);
}
