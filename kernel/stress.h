// SPDX-License-Identifier: MIT
// stress: random traffic on the heap (load.h) for as long as somebody wants to see it, on the
// machine's screen too.
#ifndef STRESS_H
#define STRESS_H

#include <stddef.h>

// So many operations, or fewer when ctrl-c is typed or something is found wrong; with STRESS_ON
// until any key is typed. Then prints what was done. The heap is as it was before.
#define STRESS_ON ((size_t)-1)
void stress(size_t operations);

// The same until a key is typed, with a view of the heap after every so many operations.
void stress_watch(void (*view)(void));

#endif
