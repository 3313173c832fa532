// SPDX-License-Identifier: MIT
// tour: what the heap does, shown on the machine itself. Holds for every design; one that
// refuses a request is told so, and the tour goes on.
#ifndef TOUR_H
#define TOUR_H

void tour(void);

#endif
