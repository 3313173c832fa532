// SPDX-License-Identifier: MIT
// Processors, which the firmware starts and stops: Arm's Power State Coordination Interface (DEN
// 0022), chapter 5. On QEMU's machine `virt` their numbers there are 0 and up.
#include "../port.h"

#define CPU_OFF 0x84000002
#define CPU_ON 0xC4000003
#define ALREADY_ON (-4)

extern char cpu_entry[];

// What cpu_entry takes.
void *cpu_stack;
unsigned cpu_starting;

// The register for a thread's own data, which nothing else uses.
unsigned port_cpu(void)
{
    uint64_t cpu;
    __asm__("mrs %0, tpidr_el1" : "=r"(cpu));
    return (unsigned)cpu;
}

static long turn_on(unsigned cpu, uint64_t root)
{
    register uint64_t x0 __asm__("x0") = CPU_ON;
    register uint64_t x1 __asm__("x1") = cpu;
    register uint64_t x2 __asm__("x2") = (uintptr_t)cpu_entry;
    register uint64_t x3 __asm__("x3") = root;
    __asm__ volatile("dsb sy\n\thvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : "memory");
    return (long)x0;
}

// One that was turned off may be a moment from being off.
bool port_cpu_start(unsigned cpu, void *stack_end)
{
    uint64_t root;
    long error;
    __asm__("mrs %0, ttbr0_el1" : "=r"(root));
    cpu_stack = stack_end;
    cpu_starting = cpu;
    do error = turn_on(cpu, root);
    while (error == ALREADY_ON);
    return error == 0;
}

void port_cpu_stop(_Atomic bool *left)
{
    register uint64_t x0 __asm__("x0") = CPU_OFF;
    __asm__ volatile("dmb ish\n\tstrb %w1, [%0]\n\thvc #0\n1:\twfi\n\tb 1b"
                     :
                     : "r"(left), "r"(1), "r"(x0)
                     : "memory");
    __builtin_unreachable();
}
