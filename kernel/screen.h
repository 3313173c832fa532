// SPDX-License-Identifier: MIT
// screen: the heap drawn on the screen of a machine that has one, beside its serial line.
#ifndef SCREEN_H
#define SCREEN_H

// Draws the map of the heap, its legend and what is counted; nothing where no screen is. Work: as
// map_draw, and a step for each cell of the screen.
void screen_show(void);

#endif
