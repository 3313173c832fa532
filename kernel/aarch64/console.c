// SPDX-License-Identifier: MIT
// The start, the serial line (a PL011) and the end, on QEMU's machine `virt`. The address is that
// of its hw/arm/virt.c, VIRT_UART; the registers are those of Arm's PL011 manual, chapter 3.
#include "../machine.h"

#define UART 0x09000000
#define DATA (*(volatile uint32_t *)(UART + 0x00))
#define FLAGS (*(volatile uint32_t *)(UART + 0x18))
#define CONTROL (*(volatile uint32_t *)(UART + 0x30))
#define BUSY (1 << 3)
#define NOTHING_TO_READ (1 << 4)
#define NO_ROOM (1 << 5)
#define ENABLE 0x301 // the whole, sending, receiving

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
    CONTROL = ENABLE;
    start_counter();
    machine_init(boot_tree);
}

void port_putc(char c)
{
    while (FLAGS & NO_ROOM) {
    }
    DATA = (uint8_t)c;
}

bool port_can_get(void)
{
    return (FLAGS & NOTHING_TO_READ) == 0;
}

char port_getc(void)
{
    while (!port_can_get()) {
    }
    return (char)DATA;
}

volatile uint16_t *port_screen(void)
{
    return NULL;
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

// QEMU ends with the status 33, 35 or 37, as on a PC (x86_64/console.c).
void port_exit(enum port_exit how)
{
    while (FLAGS & BUSY) {
    }
    exit(33 + 2 * how);
}
