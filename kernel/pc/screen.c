// SPDX-License-Identifier: MIT
// A PC's screen of text, which the firmware has set up: IBM's Technical Reference for the VGA.
#include "../port.h"
#include "../x86_64/io.h"

#define CELLS ((volatile uint16_t *)0xB8000) // its page is one of port_tables.devices
#define CONTROLLER 0x3D4
#define CURSOR_START 0x0A
#define CURSOR_OFF 0x20

// Without a card nothing keeps what is written there.
static bool keeps(uint16_t cell)
{
    CELLS[0] = cell;
    return CELLS[0] == cell;
}

volatile uint16_t *port_screen(void)
{
    uint16_t cell = CELLS[0];
    if (!keeps(cell ^ 1) || !keeps(cell)) return NULL;
    io_out(CONTROLLER, CURSOR_START);
    io_out(CONTROLLER + 1, CURSOR_OFF);
    return CELLS;
}
