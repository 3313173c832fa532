// SPDX-License-Identifier: MIT
// paging: the page tables, whatever the machine's format of them (struct port_tables, port.h).
//
// The contracts say what is shown at each page (proofs/logic/paging.acsl): page_entry of level 0 is
// the entry for a page, 0 when there is none; page_large that which shows it with 511 others.
#ifndef PAGING_H
#define PAGING_H

#include "tables.h"

// Makes the root of the tables, before any other call. False when no frame is left.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root) && page_format(port_tables);
    requires \forall integer f; 0 <= f < PORT_FRAMES ==> book.level[f] == -1;
    terminates \true;
    assigns table_root, *port_memory, book;
    ensures invariant: \result == true ==> page_wf(port_tables, *port_memory, book, table_root);
    ensures nothing: \result == true ==> \forall integer k, n; 0 <= k && 0 <= n ==>
      page_entry(*port_memory, book, k, n) == 0;
*/
bool page_start(void);

// Makes the page show the frame. False when no frame was left for the page tables, which come from
// frame_take, and a table goes back when its last page is unmapped; or when the page is one of
// those of page_map_large. A page that was mapped before has the new frame and rights from now on.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires frame < PORT_FRAMES && 0 <= rights < PORT_RIGHTS;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shows: \result == true ==>
      page_shows(port_tables, page_entry(*port_memory, book, 0, page_of(port_tables, page)), frame);
    ensures others: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      \result == true ? page_of(port_tables, page) : -1);
    ensures fails_only_if: \result == false ==>
      page_no_table(\old(book), page_of(port_tables, page) / 512);
*/
bool page_map(uintptr_t page, size_t frame, enum port_rights rights);

// Makes the page, and 511 that follow, show this frame and those that follow. False as above, or
// when one of the pages is mapped by itself. For addresses and frames that are multiples of 512 pages.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires frame < PORT_FRAMES && 0 <= rights < PORT_RIGHTS;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shows: \result == true ==>
      page_shows(port_tables, page_large(port_tables, *port_memory, book, page_of(port_tables, page) / 512), frame);
    ensures pages: \forall integer n; 0 <= n ==>
      page_entry(*port_memory, book, 0, n) == page_entry(\old(*port_memory), \old(book), 0, n);
    ensures others: \forall integer n; 0 <= n && (\result == false || n != page_of(port_tables, page) / 512) ==>
      page_large(port_tables, *port_memory, book, n) ==
      page_large(port_tables, \old(*port_memory), \old(book), n);
*/
bool page_map_large(uintptr_t page, size_t frame, enum port_rights rights);

// Gives a page that is mapped by itself other rights. False when it is not. Work: a few steps.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires 0 <= rights < PORT_RIGHTS;
    terminates \true;
    assigns *port_memory;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures verdict: \result == true <==>
      page_entry(\old(*port_memory), book, 0, page_of(port_tables, page)) != 0;
    ensures shows: \result == true ==>
      page_shows(port_tables, page_entry(*port_memory, book, 0, page_of(port_tables, page)),
        page_frame_in(port_tables, page_entry(\old(*port_memory), book, 0, page_of(port_tables, page))));
    ensures others: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      \result == true ? page_of(port_tables, page) : -1);
*/
bool page_protect(uintptr_t page, enum port_rights rights);

// Takes the page away and returns the frame it showed, or NO_FRAME if it is not mapped by itself.
// Work: at most 512 steps for each level of tables.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures nothing: page_entry(*port_memory, book, 0, page_of(port_tables, page)) == 0;
    ensures verdict: \result == NO_FRAME <==>
      page_entry(\old(*port_memory), \old(book), 0, page_of(port_tables, page)) == 0;
    ensures frame: \result != NO_FRAME ==> \result < PORT_FRAMES && \result ==
      page_frame_in(port_tables, page_entry(\old(*port_memory), \old(book), 0, page_of(port_tables, page)));
    ensures others: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      page_of(port_tables, page));
*/
size_t page_unmap(uintptr_t page);

// Is anything shown at the address? Work: a step a level.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      page_entry(*port_memory, book, 0, page_of(port_tables, address)) != 0 ||
      page_large(port_tables, *port_memory, book, page_of(port_tables, address) / 512) != 0;
*/
bool page_here(uintptr_t address);

#endif
