// SPDX-License-Identifier: MIT
// cpus: the same work on several processors at a time.
#ifndef CPUS_H
#define CPUS_H

#include "port.h"

// Calls run(cpu) for cpu 0 .. count-1, each on a processor of its own, all at the same time: this
// one is 0, the others are started for it, on stacks from the heap, and ended after it. Returns
// when all are done. Dies with one line when a processor does not start or there is no room for its
// stack. Of what run may call, only kmalloc.h and lock.h are for several at a time.
void cpus_run(unsigned count, void (*run)(unsigned cpu));

// Is any processor running beside the first? For the ports, too.
bool cpus_others(void);

// Where the port starts a processor.
_Noreturn void cpu_main(unsigned cpu);

#endif
