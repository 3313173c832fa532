// SPDX-License-Identifier: MIT
// The serial line (a 16550 at COM1), the clock that a PC has, and QEMU's isa-debug-exit device.
#include "../print.h"
#include "io.h"

#define COM1 0x3F8
#define LINE_STATUS (COM1 + 5)
#define CAN_READ 0x01
#define CAN_WRITE 0x20
#define ALL_WRITTEN 0x40

#define DEBUG_EXIT 0xF4
#define CLOCK 0x70

void port_init(void)
{
    io_out(COM1 + 1, 0);    // no interrupts
    io_out(COM1 + 3, 0x80); // the next two are the divisor
    io_out(COM1 + 0, 1);    // 115200 baud
    io_out(COM1 + 1, 0);
    io_out(COM1 + 3, 0x03); // 8 bits, no parity, 1 stop bit
    io_out(COM1 + 4, 0x03); // ready to receive
    traps_init();
}

void port_putc(char c)
{
    while (!(io_in(LINE_STATUS) & CAN_WRITE)) {
    }
    io_out(COM1, (uint8_t)c);
}

bool port_can_get(void)
{
    return (io_in(LINE_STATUS) & CAN_READ) != 0;
}

char port_getc(void)
{
    while (!port_can_get()) __asm__ volatile("pause");
    return (char)io_in(COM1);
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
    while (!(io_in(LINE_STATUS) & ALL_WRITTEN)) {
    }
    io_out(DEBUG_EXIT, (uint8_t)(0x10 + how));
    print("ashlar: the machine cannot be ended from here; it is halted\n");
    for (;;) __asm__ volatile("cli; hlt");
}
