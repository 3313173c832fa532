// SPDX-License-Identifier: MIT
// uart16550: the serial line of a PC, and of others: National Semiconductor's PC16550D, chapter 8.
// It supplies what port.h wants of a console: port_putc, port_can_get and port_getc.
#ifndef UART16550_H
#define UART16550_H

#include "../port.h"

// The port supplies: one of its registers, 0 .. 7, read and written.
uint8_t uart_in(unsigned number);
void uart_out(unsigned number, uint8_t value);

// Without interrupts, 8 bits, no parity, 1 stop bit; as fast as it was.
void uart_start(void);

// Waits until all has gone out.
void uart_finish(void);

#endif
