// SPDX-License-Identifier: MIT
// Processors: harts, which the firmware starts and stops. Any of them may be the one that boots.
#include "../cpus.h"
#include "sbi.h"

extern uintptr_t boot_hart;
extern char start[];

// What a hart finds that is not the first: see boot.S.
uint64_t hart_satp;
void *hart_stack;
unsigned hart_cpu;

// The register for a thread's own data, which nothing else uses.
unsigned port_cpu(void)
{
    unsigned cpu;
    __asm__("mv %0, tp" : "=r"(cpu));
    return cpu;
}

// The hart that boots is 0, the others follow in their order.
static uintptr_t hart_of(unsigned cpu)
{
    return cpu <= boot_hart ? cpu - 1 : cpu;
}

// A hart that was stopped may be a moment from having stopped, and to start it then is an error.
static bool has_stopped(uintptr_t hart)
{
    struct sbi_result state;
    do state = sbi_call(SBI_HART, SBI_HART_STATUS, hart, 0, 0, 0);
    while (state.error == 0 && state.value != SBI_STOPPED);
    return state.error == 0;
}

bool port_cpu_start(unsigned cpu, void *stack_end)
{
    uintptr_t hart = hart_of(cpu);
    __asm__("csrr %0, satp" : "=r"(hart_satp));
    hart_stack = stack_end;
    hart_cpu = cpu;
    __asm__ volatile("fence rw, rw" : : : "memory");
    return has_stopped(hart) &&
           sbi_call(SBI_HART, SBI_HART_START, hart, (uintptr_t)start, 0, 0).error == 0;
}

void port_cpu_stop(_Atomic bool *left)
{
    register long a6 __asm__("a6") = SBI_HART_STOP;
    register long a7 __asm__("a7") = SBI_HART;
    __asm__ volatile("fence rw, w\n\tsb %1, (%0)\n\tecall\n1:\twfi\n\tj 1b"
                     :
                     : "r"(left), "r"(1), "r"(a6), "r"(a7)
                     : "memory");
    __builtin_unreachable();
}

// The firmware interrupts the others and waits for them; no lock of the kernel keeps it out. What
// they execute is the image's alone and never changes, so only this one fetches anew. A fence of
// one page covers the entries of the last level alone, and a table's frame may change hands too; so
// each covers all pages, for which the firmware takes the size -1.
void port_forget(uintptr_t page)
{
    (void)page;
    __asm__ volatile("sfence.vma\n\tfence.i" : : : "memory");
    if (cpus_others()) sbi_call(SBI_FENCE, SBI_FENCE_PAGES, 0, UINT64_MAX, 0, UINT64_MAX);
}
