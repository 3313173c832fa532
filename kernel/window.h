// SPDX-License-Identifier: MIT
// window: the tables that the kernel starts with: its image, and all free frames as data.
//
// The frames are reached at port_memory: those that frame_take can hand out, and no others. So an
// address that belongs to nothing stays unmapped, a stray pointer faults, and the kernel's text has
// no second address at which it could be written.
#ifndef WINDOW_H
#define WINDOW_H

// Makes the tables and leaves the loader's. Dies when memory is too small.
void window_init(void);

#endif
