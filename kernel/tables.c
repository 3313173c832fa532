// SPDX-License-Identifier: MIT
#include "tables.h"

size_t table_root = NO_FRAME;

size_t table_page(uintptr_t address)
{
    size_t page = address / PAGE_SIZE;
    return port_tables.levels == 4 ? page % PORT_PAGES : page % (PORT_PAGES / TABLE_ENTRIES);
}

size_t table_above(size_t page, unsigned level)
{
    /*@ loop invariant 0 <= k <= level && page == page_above(\at(page, Pre), k) <= \at(page, Pre);
        loop assigns k, page;
        loop variant level - k;
    */
    for (unsigned k = 0; k < level; k++) page /= TABLE_ENTRIES;
    return page;
}

uint64_t table_entry_of(size_t frame, uint64_t bits)
{
    uint64_t entry = (port_tables.frame_at == 12 ? frame * 4096 : frame * 1024) + bits;
    /*@ assert sum: port_tables.frame_at == 12 ? entry / 4096 == frame + bits / 4096
          : entry / 1024 == frame + bits / 1024; */
    //@ assert low: entry % 1024 == bits % 1024;
    return entry;
}

size_t table_frame_in(uint64_t entry)
{
    return (port_tables.frame_at == 12 ? entry / 4096 : entry / 1024) % PORT_FRAMES;
}

bool table_leads(uint64_t entry)
{
    return (entry % 1024 & port_tables.table_mask) == (port_tables.table & port_tables.table_mask);
}

uint64_t table_get(size_t table, size_t n)
{
    return port_memory->entry[table][n % TABLE_ENTRIES];
}

bool table_empty(size_t table)
{
    /*@ loop invariant 0 <= i <= TABLE_ENTRIES;
        loop invariant \forall integer j; 0 <= j < i ==> port_memory->entry[table][j] == 0;
        loop assigns i;
        loop variant TABLE_ENTRIES - i;
    */
    for (size_t i = 0; i < TABLE_ENTRIES; i++) {
        if (port_memory->entry[table][i] != 0) return false;
    }
    return true;
}

size_t table_fresh(void)
{
    size_t frame = frame_take();
    if (frame == NO_FRAME) return NO_FRAME;
    /*@ loop invariant 0 <= i <= TABLE_ENTRIES;
        loop invariant \forall integer j; 0 <= j < i ==> port_memory->entry[frame][j] == 0;
        loop invariant \forall integer f, j; 0 <= f < PORT_FRAMES && f != frame &&
          0 <= j < TABLE_ENTRIES ==>
          port_memory->entry[f][j] == \at(port_memory->entry[f][j], Pre);
        loop assigns i, *port_memory;
        loop variant TABLE_ENTRIES - i;
    */
    for (size_t i = 0; i < TABLE_ENTRIES; i++) port_memory->entry[frame][i] = 0;
    return frame;
}

// Changes an entry in one piece, and when it is said.
/*@ requires \valid(port_memory) && table < PORT_FRAMES && i < TABLE_ENTRIES;
    terminates \true;
    assigns port_memory->entry[table][i];
    ensures port_memory->entry[table][i] == value;
*/
static void set(size_t table, size_t i, uint64_t value)
{
    *(volatile uint64_t *)&port_memory->entry[table][i] = value;
}

void table_show(size_t table, unsigned level, size_t n, uint64_t value)
{
    (void)level; // it is the proofs that have to know
    set(table, n % TABLE_ENTRIES, value);
    /*@ assert only: page_only(*port_memory, book, \at(*port_memory, Pre), \at(book, Pre), level, n); */
}

void table_hang(size_t table, unsigned level, size_t n, size_t child)
{
    (void)level;
    /*@ assert none_yet: \forall integer f; 0 <= f < PORT_FRAMES && book.level[f] == level - 1 ==>
          book.number[f] != n; */
    /*@ assert nothing_yet: \forall integer j; 0 <= j && j / TABLE_ENTRIES == n ==>
          page_entry(*port_memory, book, level - 1, j) == 0; */
    //@ ghost book.level[child] = (int)level - 1;
    //@ ghost book.number[child] = n;
    //@ ghost book.at[level - 1][n] = child;
    //@ assert in_place: page_table(book, level, n / TABLE_ENTRIES, table) && table != child;
    /*@ assert nothing_now: \forall integer j; 0 <= j && j / TABLE_ENTRIES == n ==>
          page_entry(*port_memory, book, level - 1, j) == 0; */
    /*@ assert same: page_only(*port_memory, book, *port_memory, \at(book, Pre), -1, -1); */
    set(table, n % TABLE_ENTRIES, table_entry_of(child, port_tables.table));
    /*@ assert only: page_only(*port_memory, book, \at(*port_memory, Pre), \at(book, Pre), level, n); */
    /*@ assert led_to: page_entry(*port_memory, book, level, n) != 0 &&
          page_leads(port_tables, page_entry(*port_memory, book, level, n)) &&
          page_frame_in(port_tables, page_entry(*port_memory, book, level, n)) == child; */
    /*@ assert still_led_to: \forall integer f; 0 <= f < PORT_FRAMES && f != child &&
          0 <= book.level[f] < port_tables.levels - 1 ==>
          page_entry(*port_memory, book, book.level[f] + 1, book.number[f]) ==
          page_entry(\at(*port_memory, Pre), \at(book, Pre), book.level[f] + 1, book.number[f]); */
}

void table_cut(size_t table, unsigned level, size_t n, size_t child)
{
    (void)level;
    (void)child;
    /*@ assert no_other: \forall integer f; 0 <= f < PORT_FRAMES && book.level[f] == level - 1 &&
          book.number[f] == n ==> f == child; */
    //@ ghost book.level[child] = -1;
    set(table, n % TABLE_ENTRIES, 0);
    /*@ assert only: page_only(*port_memory, book, \at(*port_memory, Pre), \at(book, Pre), level, n); */
}
