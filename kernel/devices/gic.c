// SPDX-License-Identifier: MIT
#include "gic.h"

// Registers, of 4 bytes each: of the distributor, and of the receiver.
enum { DISTRIBUTE, ENABLE_FIRST_32 = 0x100 / 4 };
enum { RECEIVE, LEAST_PRIORITY, ACKNOWLEDGE = 0x0C / 4, END };

void gic_start(unsigned number)
{
    gic_distributor[DISTRIBUTE] = 1;
    gic_receiver[RECEIVE] = 1;
    gic_receiver[LEAST_PRIORITY] = 0xFF;
    gic_distributor[ENABLE_FIRST_32] = (uint32_t)1 << number;
}

uint32_t gic_begin(void)
{
    return gic_receiver[ACKNOWLEDGE];
}

void gic_end(uint32_t which)
{
    gic_receiver[END] = which;
}
