// SPDX-License-Identifier: MIT
// The start, the counters and the end, on QEMU's machine `virt`. The addresses are those of its
// hw/riscv/virt.c, VIRT_UART0 and VIRT_TEST; the rate of the clock is that of its
// hw/intc/riscv_aclint.h.
#include "../devices/uart16550.h"
#include "../machine.h"

#define UART ((volatile uint8_t *)0x10000000)

#define TIMES_A_SECOND 10000000

#define TEST ((volatile uint32_t *)0x100000)
#define TEST_END 0x3333 // with the status above it, as in hw/misc/sifive_test.c

extern uintptr_t boot_tree;

uint8_t uart_in(unsigned number)
{
    return UART[number];
}

void uart_out(unsigned number, uint8_t value)
{
    UART[number] = value;
}

void port_init(void)
{
    uart_start();
    port_putc('\f'); // a new page: what is above it is the firmware's
    machine_init(boot_tree);
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

// QEMU ends with the status 33, 35 or 37, as on a PC (pc/console.c).
void port_exit(enum port_exit how)
{
    uart_finish();
    *TEST = (33 + 2 * (uint32_t)how) << 16 | TEST_END;
    for (;;) __asm__ volatile("wfi");
}
