// SPDX-License-Identifier: MIT
#include "probe.h"

#include "fault.h"

uintptr_t probe_stack;

static struct port_fault caught;

void probe_trap(const struct port_fault *fault)
{
    if (probe_stack == 0 || port_cpu() != 0) fault_fatal(fault); // others do not probe
    caught = *fault;
}

bool port_probe(enum port_access access, uintptr_t address, struct port_fault *fault)
{
    bool on = port_interrupts_off(); // a fault turns them off, and a probe does not return from it
    bool went = probe(access, address) == 0;
    if (on) port_interrupts_on();
    if (!went) *fault = caught;
    return went;
}
