// SPDX-License-Identifier: MIT
// The local APIC's timer.
#include "../timer.h"
#include "../x86_64/io.h"

#define END 0xB0
#define SPURIOUS_VECTOR 0xF0
#define ENABLE 0x100
#define LOCAL_TIMER 0x320
#define COUNT 0x380
#define DIVIDE 0x3E0
#define BY_ONE 0xB

#define COUNTS_PER_US 1000 // QEMU's counts nanoseconds

// The interrupt controllers of the first PCs, which still come in beside it.
#define OLD_FIRST 0x20
#define OLD_SECOND 0xA0

void apic_timer(void);

void port_timer_start(void)
{
    APIC(SPURIOUS_VECTOR) = ENABLE | SPURIOUS;
    io_out(OLD_FIRST + 1, 0xFF); // the firmware's timer, and all else
    io_out(OLD_SECOND + 1, 0xFF);
    APIC(LOCAL_TIMER) = TIMER; // once
    APIC(DIVIDE) = BY_ONE;
    APIC(COUNT) = PORT_TIMER_US * COUNTS_PER_US;
}

void port_timer_stop(void)
{
    APIC(COUNT) = 0;
}

void apic_timer(void)
{
    APIC(END) = 0;
    timer_interrupt();
}
