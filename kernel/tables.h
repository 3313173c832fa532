// SPDX-License-Identifier: MIT
// tables: one entry of a page table at a time, in the machine's format (struct port_tables, port.h).
//
// Tables are named by their frames and have levels: 0 is the last, whose entries show pages. A page
// is named by its number, without the bits of an address that the machine does not look at; what
// lies at a level is named by the page's number without the last 9 bits for each level.
//
// The contracts say of each function what it does to all that the tables show (page_entry,
// page_large), and that it leaves them a tree (page_wf, proofs/logic/paging.acsl).
#ifndef TABLES_H
#define TABLES_H

#include "frames.h"

#define TABLE_ENTRIES 512
#define TABLE_LEVELS 4 // at most

extern size_t table_root; // its frame

// The number of the page in which the address lies.
/*@ requires page_format(port_tables);
    terminates \true;
    assigns \nothing;
    ensures \result == page_of(port_tables, address) && \result < PORT_PAGES;
    ensures page_above(\result, port_tables.levels) == 0;
*/
size_t table_page(uintptr_t address);

/*@ requires level <= TABLE_LEVELS;
    terminates \true;
    assigns \nothing;
    ensures \result == page_above(page, level) && \result <= page;
*/
size_t table_above(size_t page, unsigned level);

// An entry that is one of a frame, with these bits beside its number.
/*@ requires page_format(port_tables) && page_bits(port_tables, bits) && frame < PORT_FRAMES;
    terminates \true;
    assigns \nothing;
    ensures page_frame_in(port_tables, \result) == frame && \result % 2 == 1;
    ensures page_leads(port_tables, \result) <==> page_leads(port_tables, bits);
*/
uint64_t table_entry_of(size_t frame, uint64_t bits);

// The frame of an entry.
/*@ requires page_format(port_tables);
    terminates \true;
    assigns \nothing;
    ensures \result == page_frame_in(port_tables, entry) && \result < PORT_FRAMES;
*/
size_t table_frame_in(uint64_t entry);

// Does the entry lead to a table? Not to be asked of one of the last level.
/*@ requires page_format(port_tables);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> page_leads(port_tables, entry);
    ensures \result == true ==> entry != 0;
*/
bool table_leads(uint64_t entry);

// The entry for what has that number.
/*@ requires \valid(port_memory) && table < PORT_FRAMES;
    terminates \true;
    assigns \nothing;
    ensures \result == port_memory->entry[table][n % TABLE_ENTRIES];
*/
uint64_t table_get(size_t table, size_t n);

// Is the table empty? Work: a step an entry.
/*@ requires \valid(port_memory) && table < PORT_FRAMES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer i; 0 <= i < TABLE_ENTRIES ==> port_memory->entry[table][i] == 0;
*/
bool table_empty(size_t table);

// A frame that is all zero, or NO_FRAME. Work: a step an entry.
/*@ requires \valid(port_memory);
    terminates \true;
    assigns *port_memory, book.taken[0 .. PORT_FRAMES - 1];
    ensures none: \result == NO_FRAME ==> book == \old(book) && *port_memory == \old(*port_memory);
    ensures taken: \result != NO_FRAME ==> \result < PORT_FRAMES &&
      !\old(book.taken[\result]) && book.taken[\result] == 1;
    ensures empty: \result != NO_FRAME ==> \forall integer i; 0 <= i < TABLE_ENTRIES ==>
      port_memory->entry[\result][i] == 0;
    ensures keeps_the_others: \forall integer f; 0 <= f < PORT_FRAMES && f != \result ==>
      book.taken[f] == \old(book.taken[f]);
    ensures writes_no_other: \forall integer f, i; 0 <= f < PORT_FRAMES && f != \result &&
      0 <= i < TABLE_ENTRIES ==> port_memory->entry[f][i] == \old(port_memory->entry[f][i]);
*/
size_t table_fresh(void);

// The three that follow change the entry for n in a table of that level, in one piece: the machine
// may look at any time.

// Makes it show what the value says, or nothing, with 0: a page at level 0, 512 of them at level 1.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_wf(port_tables, *port_memory, book, table_root);
    requires page_format(port_tables) && level <= 1;
    requires page_table(book, level, n / TABLE_ENTRIES, table);
    requires value != 0 ==> value % 2 == 1;
    requires level == 1 ==> !page_leads(port_tables, value) &&
      !page_leads(port_tables, page_entry(*port_memory, book, 1, n));
    terminates \true;
    assigns *port_memory;
    ensures rooted: page_rooted(port_tables, book, table_root);
    ensures found: page_found(port_tables, book);
    ensures sound: page_sound(port_tables, *port_memory, book);
    ensures right: page_right(port_tables, *port_memory, book);
    ensures hung: page_hung(port_tables, *port_memory, book);
    ensures shown: page_entry(*port_memory, book, level, n) == value;
    ensures only: page_only(*port_memory, book, \old(*port_memory), book, level, n);
*/
void table_show(size_t table, unsigned level, size_t n, uint64_t value);

// Makes it lead to a frame that is all zero, which becomes a table.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_wf(port_tables, *port_memory, book, table_root);
    requires page_format(port_tables) && n < PORT_PAGES && 1 <= level < port_tables.levels;
    requires page_table(book, level, n / TABLE_ENTRIES, table);
    requires page_entry(*port_memory, book, level, n) == 0;
    requires child < PORT_FRAMES && book.taken[child] == 1 && book.level[child] < 0;
    requires \forall integer i; 0 <= i < TABLE_ENTRIES ==> port_memory->entry[child][i] == 0;
    terminates \true;
    assigns *port_memory, book.level[child], book.number[child], book.at[level - 1][n];
    ensures rooted: page_rooted(port_tables, book, table_root);
    ensures found: page_found(port_tables, book);
    ensures sound: page_sound(port_tables, *port_memory, book);
    ensures right: page_right(port_tables, *port_memory, book);
    ensures hung: page_hung(port_tables, *port_memory, book);
    ensures child: page_table(book, level - 1, n, child);
    ensures only: page_only(*port_memory, book, \old(*port_memory), \old(book), level, n);
*/
void table_hang(size_t table, unsigned level, size_t n, size_t child);

// Makes it 0, so that an empty table which it led to is none any more.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_wf(port_tables, *port_memory, book, table_root);
    requires page_format(port_tables) && 1 <= level < port_tables.levels;
    requires page_table(book, level, n / TABLE_ENTRIES, table);
    requires page_table(book, level - 1, n, child);
    requires \forall integer i; 0 <= i < TABLE_ENTRIES ==> port_memory->entry[child][i] == 0;
    terminates \true;
    assigns *port_memory, book.level[child];
    ensures rooted: page_rooted(port_tables, book, table_root);
    ensures found: page_found(port_tables, book);
    ensures sound: page_sound(port_tables, *port_memory, book);
    ensures right: page_right(port_tables, *port_memory, book);
    ensures hung: page_hung(port_tables, *port_memory, book);
    ensures child: book.level[child] == -1 && page_entry(*port_memory, book, level, n) == 0;
    ensures only: page_only(*port_memory, book, \old(*port_memory), \old(book), level, n);
*/
void table_cut(size_t table, unsigned level, size_t n, size_t child);

#endif
