// SPDX-License-Identifier: MIT
// gic: Arm's interrupt controller, version 2: IHI 0048, chapter 4.
#ifndef GIC_H
#define GIC_H

#include <stdbool.h>
#include <stdint.h>

// The port supplies: where its two blocks of registers are.
extern volatile uint32_t *const gic_distributor, *const gic_receiver;

// Lets the interrupt of that number, below 32, through to this processor.
void gic_start(unsigned number);

// In an interrupt: what came, which gic_end must be told when it is served. Its number is the lowest
// ten bits.
uint32_t gic_begin(void);
void gic_end(uint32_t which);

#endif
