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

// Commit the fault, for the boots that show and test the report. fault_commit_frame gives back
// a frame of the kernel's own, fault_commit_lock takes a lock twice: these end with one line (die,
// in print.h) in place of a report.
_Noreturn void fault_commit_null(void);
_Noreturn void fault_commit_stack(void);
_Noreturn void fault_commit_frame(void);
_Noreturn void fault_commit_lock(void);

#endif
