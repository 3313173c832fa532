// SPDX-License-Identifier: MIT
// probe: the half of port_probe that is the same on every machine, for the ports. A trap is
// either fatal or abandons a probe: nobody goes on where it came.
#ifndef PROBE_H
#define PROBE_H

#include "port.h"

// In boot.S: puts its stack pointer into probe_stack, touches the address, clears it again and
// returns 0; or 1, when a trap came in between, whose entry takes the stack from there.
unsigned probe(enum port_access access, uintptr_t address);
extern uintptr_t probe_stack; // not 0 while a probe is under way

// What the port calls for every trap. Returns when it was a probe's.
void probe_trap(const struct port_fault *fault);

#endif
