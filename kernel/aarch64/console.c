// SPDX-License-Identifier: MIT
// The start, the counters and the end, on QEMU's machine `virt`. The address is that of its
// hw/arm/virt.c, VIRT_UART.
#include "../devices/pl011.h"
#include "../machine.h"

volatile uint32_t *const pl011 = (volatile uint32_t *)0x09000000;

extern uintptr_t boot_tree;
_Noreturn void exit(uint64_t status);

// Of cycles. Where the emulator counts instructions, each takes one.
static void start_counter(void)
{
    uint64_t cycles = (uint64_t)1 << 31, on = 1;
    __asm__ volatile("msr pmcntenset_el0, %0\n\tmsr pmcr_el0, %1" : : "r"(cycles), "r"(on));
}

void port_init(void)
{
    pl011_start();
    start_counter();
    machine_init(boot_tree);
}

uint64_t port_ticks(void)
{
    uint64_t ticks;
    __asm__ volatile("mrs %0, pmccntr_el0" : "=r"(ticks));
    return ticks;
}

unsigned port_second(void)
{
    uint64_t time, rate;
    __asm__ volatile("mrs %0, cntvct_el0\n\tmrs %1, cntfrq_el0" : "=r"(time), "=r"(rate));
    return (unsigned)(time / rate);
}

// QEMU ends with the status 33, 35 or 37, as on a PC (pc/console.c).
void port_exit(enum port_exit how)
{
    pl011_finish();
    exit(33 + 2 * how);
}
