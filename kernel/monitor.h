// SPDX-License-Identifier: MIT
// monitor: the heap by hand. Reads commands from the console until `exit` or ctrl-d.
#ifndef MONITOR_H
#define MONITOR_H

void monitor(void);

#endif
