// SPDX-License-Identifier: MIT
// Ports, and what the files of this folder share.
#ifndef IO_H
#define IO_H

#include <stdint.h>

static inline void io_out(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t io_in(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

void traps_init(void);
void traps_use(unsigned cpu); // on each processor that starts

// In the table of segments: where the descriptor of the first processor's task state is, and how
// many bytes each has.
#define TASK_STATE_SELECTOR 16
#define TASK_STATE_SIZE 16

// The local APIC: Intel's manual, volume 3, chapter 11. Its page is one of port_tables.devices.
#define APIC_PAGE 0xFEE00000
#define APIC(AT) (*(volatile uint32_t *)(APIC_PAGE + (AT)))

// Vectors of interrupts; those below are faults.
enum { TIMER = 32, SPURIOUS = 47 };

#endif
