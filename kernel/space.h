// SPDX-License-Identifier: MIT
// space: the kernel's virtual addresses.
//
//     0                 the null page and all else up to the image: nothing, but for a device
//     the image         text: read and execute    rodata: read    data, stack: read and write
//     below the stack   a guard page: nothing
//     HEAP_BASE         the heap: read and write, 1 GiB of which pages come and go (heap.h)
//     RECORDS_BASE      what is known of the heap's blocks, likewise by the page (records.h)
//     MODULE_BASE       the file that came with the kernel, once it is asked for: read (module.h)
//     devices           the pages of registers, or a screen's, that the port uses: read and write
//     the window        the frames that are free, where port_frame has them: read and write
//
// All but the image, the devices and the window lies where it does on every machine: below 2^38,
// the end of the lower half of riscv's Sv39. No page can be written and executed.
#ifndef SPACE_H
#define SPACE_H

#include "paging.h"

// Where pages may be backed.
#define SPACE_FROM 0x3400000000
#define SPACE_TO 0x3600000000

#ifdef __FRAMAC__
#include "../proofs/logic/space.acsl"
#endif

// Backs the pages of from .. to-1, which show nothing, with fresh frames. False when there are not
// enough; what was mapped then stays.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires space_apart(port_tables, *port_memory, book);
    requires SPACE_FROM <= from <= to <= SPACE_TO && from % PAGE_SIZE == 0 && to % PAGE_SIZE == 0;
    requires \forall integer p; from / PAGE_SIZE <= p < to / PAGE_SIZE ==>
      page_entry(*port_memory, book, 0, p) == 0;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures apart: space_apart(port_tables, *port_memory, book);
    ensures backed: \result == true ==> \forall integer p; from / PAGE_SIZE <= p < to / PAGE_SIZE ==>
      page_entry(*port_memory, book, 0, p) != 0;
    ensures others: space_others(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      from / PAGE_SIZE, to / PAGE_SIZE);
*/
bool space_back(uintptr_t from, uintptr_t to);

// Unmaps them again and gives the frames back. Pages that are not mapped are passed over.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires space_apart(port_tables, *port_memory, book);
    requires SPACE_FROM <= from <= to <= SPACE_TO && from % PAGE_SIZE == 0 && to % PAGE_SIZE == 0;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures apart: space_apart(port_tables, *port_memory, book);
    ensures nothing: \forall integer p; from / PAGE_SIZE <= p < to / PAGE_SIZE ==>
      page_entry(*port_memory, book, 0, p) == 0;
    ensures others: space_others(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      from / PAGE_SIZE, to / PAGE_SIZE);
*/
void space_drop(uintptr_t from, uintptr_t to);

#endif
