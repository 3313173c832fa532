// SPDX-License-Identifier: MIT
#include "timer.h"

static void (*handler)(void); // NULL: an interrupt that still comes is none of anybody's

void timer_on(void (*tick)(void))
{
    handler = tick;
    port_timer_start();
    port_interrupts_on();
}

void timer_off(void)
{
    port_interrupts_off();
    port_timer_stop();
    handler = NULL;
}

// The timer starts anew when the tick is over: on a machine that is slow for its clock the main
// flow has its time all the same.
void timer_interrupt(void)
{
    if (handler == NULL) return;
    handler();
    port_timer_start();
}
