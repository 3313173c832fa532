// SPDX-License-Identifier: MIT
// Interrupts, and the virtual timer, through QEMU's GIC. The addresses are those of its
// hw/arm/virt.c, VIRT_GIC_DIST and VIRT_GIC_CPU.
#include "../timer.h"
#include "../devices/gic.h"

volatile uint32_t *const gic_distributor = (volatile uint32_t *)0x08000000;
volatile uint32_t *const gic_receiver = (volatile uint32_t *)0x08010000;

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
    gic_start(TIMER);
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
    uint32_t which = gic_begin();
    if (which % 1024 == TIMER) timer_interrupt();
    gic_end(which);
}
