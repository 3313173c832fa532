// SPDX-License-Identifier: MIT
// worst: how many instructions an alloc or a free takes at most, under traffic that is made to be
// hard on heap. Needs an emulator that counts instructions (kernel/boot --worst).
#ifndef WORST_H
#define WORST_H

#include "designs.h"

// The line that heap is held to: no alloc and no free may take more. The others promise none.
#ifdef __riscv // has no instruction that finds a bit in a word
#define WORST_MOST 2600
#else
#define WORST_MOST 1650
#endif

// Plays at least that many operations on the design itself, without pages behind it, and prints the
// most and the mean that each kind took: from the first instruction of the function in the design's
// table to its return, all that it calls counted in. True when all stay within the line, no free
// was refused and the state is sound at the end.
bool worst_run(const struct ash_design *design, union ash_state *state, size_t operations);

#endif
