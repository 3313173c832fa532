// SPDX-License-Identifier: MIT
#include "uart16550.h"

enum { DATA, INTERRUPTS, FORM = 3, READY, STATUS };

#define FORM_8N1 0x03
#define READY_BOTH 0x03 // to send and to receive
#define CAN_READ 0x01
#define CAN_WRITE 0x20
#define ALL_WRITTEN 0x40

void uart_start(void)
{
    uart_out(INTERRUPTS, 0);
    uart_out(FORM, FORM_8N1);
    uart_out(READY, READY_BOTH);
}

void uart_finish(void)
{
    while (!(uart_in(STATUS) & ALL_WRITTEN)) {
    }
}

void port_putc(char c)
{
    while (!(uart_in(STATUS) & CAN_WRITE)) {
    }
    uart_out(DATA, (uint8_t)c);
}

bool port_can_get(void)
{
    return (uart_in(STATUS) & CAN_READ) != 0;
}

char port_getc(void)
{
    while (!port_can_get()) {
    }
    return (char)uart_in(DATA);
}
