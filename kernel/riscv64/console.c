// SPDX-License-Identifier: MIT
// The start, the serial line (a 16550) and the end, on QEMU's machine `virt`. The addresses are
// those of its hw/riscv/virt.c, VIRT_UART0 and VIRT_TEST; the rate of the clock is
// that of its hw/intc/riscv_aclint.h.
#include "../machine.h"

#define UART ((volatile uint8_t *)0x10000000)
#define LINE_STATUS 5
#define CAN_READ 0x01
#define CAN_WRITE 0x20
#define ALL_WRITTEN 0x40

#define TIMES_A_SECOND 10000000

#define TEST ((volatile uint32_t *)0x100000)
#define TEST_END 0x3333 // with the status above it, as in hw/misc/sifive_test.c

extern uintptr_t boot_tree;

void port_init(void)
{
    UART[1] = 0;     // no interrupts
    UART[3] = 0x03;  // 8 bits, no parity, 1 stop bit
    port_putc('\f'); // a new page: what is above it is the firmware's
    machine_init(boot_tree);
}

void port_putc(char c)
{
    while (!(UART[LINE_STATUS] & CAN_WRITE)) {
    }
    UART[0] = (uint8_t)c;
}

bool port_can_get(void)
{
    return (UART[LINE_STATUS] & CAN_READ) != 0;
}

char port_getc(void)
{
    while (!port_can_get()) {
    }
    return (char)UART[0];
}

volatile uint16_t *port_screen(void)
{
    return NULL;
}

uint64_t port_ticks(void)
{
    uint64_t ticks;
    __asm__ volatile("rdinstret %0" : "=r"(ticks));
    return ticks;
}

unsigned port_second(void)
{
    uint64_t time;
    __asm__ volatile("rdtime %0" : "=r"(time));
    return (unsigned)(time / TIMES_A_SECOND);
}

// QEMU ends with the status 33, 35 or 37, as on a PC (x86_64/console.c).
void port_exit(enum port_exit how)
{
    while (!(UART[LINE_STATUS] & ALL_WRITTEN)) {
    }
    *TEST = (33 + 2 * (uint32_t)how) << 16 | TEST_END;
    for (;;) __asm__ volatile("wfi");
}
