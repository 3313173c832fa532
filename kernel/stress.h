// SPDX-License-Identifier: MIT
// stress: random traffic on the heap (load.h) for as long as somebody wants to see it, on the
// machine's screen too.
#ifndef STRESS_H
#define STRESS_H

#include <stdbool.h>
#include <stddef.h>

// So many operations, or fewer when ctrl-c is typed or something is found wrong; with STRESS_ON
// until any key is typed. Then prints what was done. The heap is as it was before. False when
// something is wrong.
#define STRESS_ON ((size_t)-1)
bool stress(size_t operations);

// The same until a key is typed, with a view of the heap after every so many operations.
bool stress_watch(void (*view)(void));

#endif
