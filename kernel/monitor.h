// SPDX-License-Identifier: MIT
// monitor: the heap by hand. Reads commands from the console until `exit` or ctrl-d.
// False when a command found the heap, or what is in it, other than it must be.
#ifndef MONITOR_H
#define MONITOR_H

#include <stdbool.h>

bool monitor(void);

#endif
