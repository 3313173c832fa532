// SPDX-License-Identifier: MIT
// The serial line (a 16550 at COM1), the clock that a PC has, and QEMU's isa-debug-exit device.
#include "../devices/uart16550.h"
#include "../print.h"
#include "../x86_64/io.h"

#define COM1 0x3F8

#define DEBUG_EXIT 0xF4
#define CLOCK 0x70

uint8_t uart_in(unsigned number)
{
    return io_in((uint16_t)(COM1 + number));
}

void uart_out(unsigned number, uint8_t value)
{
    io_out((uint16_t)(COM1 + number), value);
}

void port_init(void)
{
    uart_out(3, 0x80); // the next two are the divisor
    uart_out(0, 1);    // 115200 baud
    uart_out(1, 0);
    uart_start();
    traps_init();
}

uint64_t port_ticks(void)
{
    return __builtin_ia32_rdtsc();
}

unsigned port_second(void)
{
    io_out(CLOCK, 0); // its register of seconds
    return io_in(CLOCK + 1);
}

// QEMU ends with status value * 2 + 1: 33, 35 and 37, none of which it uses itself. A real machine
// has nothing there and goes on, to where it waits for good.
void port_exit(enum port_exit how)
{
    uart_finish();
    io_out(DEBUG_EXIT, (uint8_t)(0x10 + how));
    print("ashlar: the machine cannot be ended from here; it is halted\n");
    for (;;) __asm__ volatile("cli; hlt");
}
