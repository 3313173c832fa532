// SPDX-License-Identifier: MIT
#include "pl011.h"

// Registers, of 4 bytes each.
enum { DATA = 0x00 / 4, FLAGS = 0x18 / 4, CONTROL = 0x30 / 4 };

#define BUSY (1 << 3)
#define NOTHING_TO_READ (1 << 4)
#define NO_ROOM (1 << 5)
#define ENABLE 0x301 // the whole, sending, receiving

void pl011_start(void)
{
    pl011[CONTROL] = ENABLE;
}

void pl011_finish(void)
{
    while (pl011[FLAGS] & BUSY) {
    }
}

void port_putc(char c)
{
    while (pl011[FLAGS] & NO_ROOM) {
    }
    pl011[DATA] = (uint8_t)c;
}

bool port_can_get(void)
{
    return (pl011[FLAGS] & NOTHING_TO_READ) == 0;
}

char port_getc(void)
{
    while (!port_can_get()) {
    }
    return (char)pl011[DATA];
}
