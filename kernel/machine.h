// SPDX-License-Identifier: MIT
// machine: what a device tree says of the machine that the kernel needs to know: port_command_line,
// port_memory_map, port_module and port_screen (port.h) for the ports that are given one. The names of nodes and
// properties are those of the Devicetree Specification, release 0.3: 3.4 /memory,
// 3.5 /reserved-memory, 3.6 /chosen; of /chosen also linux,initrd-start and -end, which all
// loaders use.
//
// What is damaged, or says something that makes no sense, is told in one line (die, print.h).
#ifndef MACHINE_H
#define MACHINE_H

#include "port.h"

// The physical address of the tree. It is read through port_frame, which must reach it.
void machine_init(uintptr_t tree);

#endif
