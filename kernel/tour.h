// SPDX-License-Identifier: MIT
// tour: what the heap does, shown on the machine itself. Holds for every design; one that
// refuses a request is told so, and the tour goes on.
#ifndef TOUR_H
#define TOUR_H

#include <stdbool.h>

// True when all went as told: what must fault did, and the heap is sound and empty at the end.
bool tour(void);

#endif
