// SPDX-License-Identifier: MIT
// timer: a function that is called again and again while the main flow goes on, by an interrupt.
#ifndef TIMER_H
#define TIMER_H

#include "port.h"

// Turns interrupts on. From now on `tick` is called each time PORT_TIMER_US have passed since it
// last returned, between any two instructions of the main flow and with interrupts off. So it may
// share with the main flow only what is changed under a lock (lock.h), or in one piece.
void timer_on(void (*tick)(void));

// Turns interrupts off, as they are when the kernel starts. No tick comes any more.
void timer_off(void);

// What the port calls for every interrupt of its timer, with interrupts off.
void timer_interrupt(void);

#endif
