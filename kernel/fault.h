// SPDX-License-Identifier: MIT
// fault: what a fault means, in words.
#ifndef FAULT_H
#define FAULT_H

#include "port.h"

// The part of the address space that the address lies in: "the null page", "the heap" ...
const char *fault_region(uintptr_t address);

// The report: what was tried, what lies there and whose it is, by which instruction.
void fault_print(const struct port_fault *fault);

// The report, then the end of the machine with PORT_FAULT.
_Noreturn void fault_fatal(const struct port_fault *fault);

#endif
