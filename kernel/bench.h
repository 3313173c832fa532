// SPDX-License-Identifier: MIT
// bench: what the kernel's heap costs, its pages and records included.
#ifndef BENCH_H
#define BENCH_H

// Prints a line for small, medium and large blocks each: how many operations it does in a second;
// or, where the emulator counts instructions, how many an alloc and a free take. Ctrl-c ends it.
// Takes a second a line, and leaves the heap as it was.
void bench(void);

#endif
