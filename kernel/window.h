// SPDX-License-Identifier: MIT
// window: the tables that the kernel starts with: its image, and all free frames as data.
//
// The frames are reached at port_memory: those that frame_take can hand out, and no others. So an
// address that belongs to nothing stays unmapped, a stray pointer faults, and the kernel's text has
// no second address at which it could be written.
#ifndef WINDOW_H
#define WINDOW_H

#include "space.h"

/*@ // Nothing is shown where pages may be backed.
    predicate window_spares(struct port_memory m, struct page_book b) =
      \forall integer p; space_page(p) ==> page_entry(m, b, 0, p) == 0;
*/

// Makes the tables and leaves the loader's. Dies when memory is too small.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root) && page_format(port_tables);
    requires \forall integer f; 0 <= f < PORT_FRAMES ==> book.level[f] == -1;
    requires \forall integer i; 0 <= i < 3 ==> port_tables.devices[i] < SPACE_FROM;
    terminates \true;
    exits \true;
    assigns table_root, *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures apart: space_apart(port_tables, *port_memory, book);
    ensures nothing: window_spares(*port_memory, book);
*/
void window_init(void);

#endif
