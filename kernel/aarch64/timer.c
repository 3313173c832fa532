// SPDX-License-Identifier: MIT
// Interrupts by QEMU's GIC, version 2, and the virtual timer. The addresses are those of its
// hw/arm/virt.c, VIRT_GIC_DIST and VIRT_GIC_CPU; the registers those of Arm's IHI 0048, chapter 4.
#include "../timer.h"

#define GIC(AT) (*(volatile uint32_t *)(0x08000000 + (AT)))
#define DISTRIBUTE 0x000
#define ENABLE_FIRST_32 0x100
#define RECEIVE 0x10000
#define LEAST_PRIORITY 0x10004
#define ACKNOWLEDGE 0x1000C
#define END 0x10010

#define TIMER 27 // its number as an interrupt

#define MASK_INTERRUPTS 0x80 // in DAIF

void gic_interrupt(void);

bool port_interrupts_off(void)
{
    uint64_t mask;
    __asm__ volatile("mrs %0, daif\n\tmsr daifset, #2" : "=r"(mask) : : "memory");
    return (mask & MASK_INTERRUPTS) == 0;
}

void port_interrupts_on(void)
{
    __asm__ volatile("msr daifclr, #2" : : : "memory");
}

void port_timer_start(void)
{
    GIC(DISTRIBUTE) = 1;
    GIC(RECEIVE) = 1;
    GIC(LEAST_PRIORITY) = 0xFF;
    GIC(ENABLE_FIRST_32) = (uint32_t)1 << TIMER;
    uint64_t per_second, on = 1;
    __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(per_second));
    uint64_t counts = per_second * PORT_TIMER_US / 1000000;
    __asm__ volatile("msr cntv_tval_el0, %0\n\tmsr cntv_ctl_el0, %1" : : "r"(counts), "r"(on));
}

void port_timer_stop(void)
{
    __asm__ volatile("msr cntv_ctl_el0, xzr");
}

void gic_interrupt(void)
{
    uint32_t which = GIC(ACKNOWLEDGE);
    if (which % 1024 == TIMER) timer_interrupt();
    GIC(END) = which;
}
