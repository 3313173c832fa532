// SPDX-License-Identifier: MIT
// pl011: Arm's serial line, as its PL011 manual has it in chapter 3. It supplies what port.h wants
// of a console: port_putc, port_can_get and port_getc.
#ifndef PL011_H
#define PL011_H

#include "../port.h"

// The port supplies: where its registers are.
extern volatile uint32_t *const pl011;

void pl011_start(void);

// Waits until all has gone out.
void pl011_finish(void);

#endif
