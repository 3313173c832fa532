// SPDX-License-Identifier: MIT
// Interrupts, and the timer, which the firmware sets.
#include "../port.h"
#include "sbi.h"

#define COUNTS_PER_US 10 // of `time` on QEMU's machine `virt`

#define STATUS_INTERRUPTS ((uint64_t)1 << 1)
#define ENABLE_TIMER ((uint64_t)1 << 5)

bool port_interrupts_off(void)
{
    uint64_t status;
    __asm__ volatile("csrrc %0, sstatus, %1" : "=r"(status) : "r"(STATUS_INTERRUPTS) : "memory");
    return (status & STATUS_INTERRUPTS) != 0;
}

void port_interrupts_on(void)
{
    __asm__ volatile("csrs sstatus, %0" : : "r"(STATUS_INTERRUPTS) : "memory");
}

void port_timer_start(void)
{
    uint64_t now;
    __asm__ volatile("rdtime %0" : "=r"(now));
    sbi_call(SBI_TIME, SBI_SET_TIMER, now + PORT_TIMER_US * COUNTS_PER_US, 0, 0, 0);
    __asm__ volatile("csrs sie, %0" : : "r"(ENABLE_TIMER));
}

void port_timer_stop(void)
{
    sbi_call(SBI_TIME, SBI_SET_TIMER, UINT64_MAX, 0, 0, 0);
}
