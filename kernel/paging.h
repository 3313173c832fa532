// SPDX-License-Identifier: MIT
// paging: the page tables, whatever the machine's format of them (struct port_tables, port.h).
//
// Frames are reachable as data at port_frame, and no others than those that frame_take can hand
// out. So an address that belongs to nothing stays unmapped, a stray pointer faults, and the
// kernel's text has no second address at which it could be written.
#ifndef PAGING_H
#define PAGING_H

#include "port.h"

// Makes the page show the frame. False when no frame was left for the page tables: they come
// from frame_take, and a table goes back when its last page is unmapped. A page that was mapped
// before has the new frame and rights from now on. Not for pages at which port_frame reaches
// frames.
bool page_map(uintptr_t page, size_t frame, enum port_rights rights);

// Gives a page that is mapped other rights. False when it is not mapped. Work: a few steps.
bool page_protect(uintptr_t page, enum port_rights rights);

// Takes the page away and returns the frame it showed, or NO_FRAME if it showed none.
// Work: at most 512 steps for each level of tables.
size_t page_unmap(uintptr_t page);

// Is anything shown at the address?
bool page_here(uintptr_t address);

// Makes port_frame reach all that frame_take can hand out, and turns from what the entry has set
// up to the tables that page_map has filled. False when no frame was left.
bool paging_on(void);

#endif
