// SPDX-License-Identifier: MIT
#include "paging.h"

// The way down to a page: the tables on it, by level, from the root's down to the last one found.
struct way {
    uintptr_t address;
    size_t page;
    unsigned level;
    size_t table[TABLE_LEVELS];
};

/*@ predicate way_ok(struct port_tables t, struct page_book b, struct way w) =
      0 <= w.level < t.levels && w.page == page_of(t, w.address) && w.page < PORT_PAGES &&
      \forall integer k; w.level <= k < t.levels ==>
        page_table(b, k, page_above(w.page, k + 1), w.table[k]);

    logic integer way_last(struct port_memory m, struct page_book b, struct way w) =
      page_entry(m, b, w.level, page_above(w.page, w.level));
*/

/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w);
    terminates \true;
    assigns \nothing;
    ensures \result == way_last(*port_memory, book, w);
*/
static uint64_t last(struct way w)
{
    return table_get(w.table[w.level], table_above(w.page, w.level));
}

// The way to the page as far as there are tables, but not below that level.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires level < port_tables.levels;
    terminates \true;
    assigns \nothing;
    ensures way: way_ok(port_tables, book, \result) && \result.address == address;
    ensures far: level <= \result.level;
    ensures end: level < \result.level ==> !page_leads(port_tables, way_last(*port_memory, book, \result));
    ensures nothing: level < \result.level ==> \forall integer k; 0 <= k < \result.level ==>
      page_entry(*port_memory, book, k, page_above(\result.page, k)) == 0 &&
      !page_table(book, k, page_above(\result.page, k + 1), book.at[k][page_above(\result.page, k + 1)]);
*/
static struct way go(uintptr_t address, unsigned level)
{
    struct way w = {
        .address = address, .page = table_page(address), .level = port_tables.levels - 1};
    w.table[w.level] = table_root;
    uint64_t entry = last(w);
    /*@ loop invariant way_ok(port_tables, book, w) && w.address == address && level <= w.level;
        loop invariant entry == way_last(*port_memory, book, w);
        loop assigns w, entry;
        loop variant w.level;
    */
    while (w.level > level && table_leads(entry)) {
        w.level--;
        w.table[w.level] = table_frame_in(entry);
        entry = last(w);
    }
    /*@ ghost
      if (w.level > level) {
        unsigned k = w.level;
        /@ loop invariant 0 <= k <= w.level;
           loop invariant \forall integer j; k <= j < w.level ==>
             page_entry(*port_memory, book, j, page_above(w.page, j)) == 0 &&
             !page_table(book, j, page_above(w.page, j + 1), book.at[j][page_above(w.page, j + 1)]);
           loop assigns k;
           loop variant k;
        @/
        while (k > 0) k--;
      }
    */
    return w;
}

// Gives back an empty table, to which the last entry on the way leads. It is forgotten before
// another can have its frame.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w) && 0 < w.level;
    requires page_table(book, w.level - 1, page_above(w.page, w.level), empty);
    requires \forall integer i; 0 <= i < TABLE_ENTRIES ==> port_memory->entry[empty][i] == 0;
    terminates \true;
    assigns *port_memory, book.level[empty], book.taken[0 .. PORT_FRAMES - 1];
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shown: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book), -1);
    ensures gone: book.level[empty] == -1;
*/
static void drop(struct way w, size_t empty)
{
    //@ assert leads: page_leads(port_tables, way_last(*port_memory, book, w));
    table_cut(w.table[w.level], w.level, table_above(w.page, w.level), empty);
    //@ ghost struct page_book cut = book;
    port_forget(w.address);
    frame_give(empty);
    //@ assert same: page_only(*port_memory, book, *port_memory, cut, -1, -1);
    //@ assert found: page_rooted(port_tables, book, table_root) && page_found(port_tables, book);
    //@ assert sound: page_sound(port_tables, *port_memory, book);
    //@ assert right: page_right(port_tables, *port_memory, book);
    //@ assert hung: page_hung(port_tables, *port_memory, book);
}

// Gives back the tables at the end of the way that nothing is left in.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w);
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shown: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book), -1);
*/
static void prune(struct way w)
{
    /*@ loop invariant way_ok(port_tables, book, w);
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant page_shown(port_tables, *port_memory, book, \at(*port_memory, Pre), \at(book, Pre), -1);
        loop invariant page_same_lent(book, \at(book, Pre));
        loop assigns w, *port_memory, book;
        loop variant port_tables.levels - w.level;
    */
    while (w.level < port_tables.levels - 1 && table_empty(w.table[w.level])) {
        size_t empty = w.table[w.level];
        w.level++;
        drop(w, empty);
    }
}

// A new table, to which the last entry on the way leads from now on; or NO_FRAME.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w) && 0 < w.level && way_last(*port_memory, book, w) == 0;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shown: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book), -1);
    ensures none: \result == NO_FRAME ==> book == \old(book) && *port_memory == \old(*port_memory);
    ensures table: \result != NO_FRAME ==>
      page_table(book, w.level - 1, page_above(w.page, w.level), \result);
    ensures others: \forall integer f; 0 <= f < PORT_FRAMES && 0 <= \old(book.level[f]) ==>
      book.level[f] == \old(book.level[f]) && book.number[f] == \old(book.number[f]);
*/
static size_t extend(struct way w)
{
    size_t fresh = table_fresh();
    if (fresh == NO_FRAME) return NO_FRAME;
    //@ assert new: book.level[fresh] < 0;
    //@ assert same: page_only(*port_memory, book, \at(*port_memory, Pre), \at(book, Pre), -1, -1);
    //@ assert rooted: page_rooted(port_tables, book, table_root);
    //@ assert found: page_found(port_tables, book);
    //@ assert sound: page_sound(port_tables, *port_memory, book);
    //@ assert right: page_right(port_tables, *port_memory, book);
    //@ assert hung: page_hung(port_tables, *port_memory, book);
    table_hang(w.table[w.level], w.level, table_above(w.page, w.level), fresh);
    //@ assert leads: page_leads(port_tables, way_last(*port_memory, book, w));
    return fresh;
}

// The way, with tables made on it down to that level; or not so far, where no frame is left or
// something is shown.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w) && level <= w.level;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shown: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book), -1);
    ensures way: way_ok(port_tables, book, \result) && \result.address == w.address;
    ensures far: level <= \result.level <= w.level;
*/
static struct way grow(struct way w, unsigned level)
{
    /*@ loop invariant way_ok(port_tables, book, w) && w.address == \at(w.address, Pre);
        loop invariant level <= w.level <= \at(w.level, Pre);
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant page_shown(port_tables, *port_memory, book, \at(*port_memory, Pre), \at(book, Pre), -1);
        loop invariant page_same_lent(book, \at(book, Pre));
        loop assigns w, *port_memory, book;
        loop variant w.level;
    */
    while (w.level > level && last(w) == 0) {
        size_t fresh = extend(w);
        if (fresh == NO_FRAME) break;
        w.level--;
        w.table[w.level] = fresh;
    }
    return w;
}

// Makes the last entry on the way, which shows something or nothing, the one with this value.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires way_ok(port_tables, book, w) && w.level <= 1 && value % 2 == 1;
    requires w.level == 1 ==> !page_leads(port_tables, value) &&
      !page_leads(port_tables, way_last(*port_memory, book, w));
    terminates \true;
    assigns *port_memory;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures lent: page_same_lent(book, \old(book));
    ensures shown: way_last(*port_memory, book, w) == value;
    ensures only: page_only(*port_memory, book, \old(*port_memory), book, w.level, page_above(w.page, w.level));
*/
static void show(struct way w, uint64_t value)
{
    size_t n = table_above(w.page, w.level);
    if (last(w) != 0) { // some machines must not see two in a row that differ
        table_show(w.table[w.level], w.level, n, 0);
        port_forget(w.address);
    }
    table_show(w.table[w.level], w.level, n, value);
    port_forget(w.address);
}

bool page_start(void)
{
    table_root = table_fresh();
    if (table_root == NO_FRAME) return false;
    //@ ghost book.level[table_root] = (int)port_tables.levels - 1;
    //@ ghost book.number[table_root] = 0;
    //@ ghost book.at[port_tables.levels - 1][0] = table_root;
    return true;
}

bool page_map(uintptr_t page, size_t frame, enum port_rights rights)
{
    struct way w = grow(go(page, 0), 0);
    if (w.level > 0) {
        prune(w);
        return false;
    }
    show(w, table_entry_of(frame, port_tables.page | port_tables.rights[rights]));
    return true;
}

bool page_map_large(uintptr_t page, size_t frame, enum port_rights rights)
{
    struct way w = grow(go(page, 1), 1);
    if (w.level > 1 || table_leads(last(w))) {
        prune(w);
        return false;
    }
    show(w, table_entry_of(frame, port_tables.large | port_tables.rights[rights]));
    return true;
}

bool page_protect(uintptr_t page, enum port_rights rights)
{
    struct way w = go(page, 0);
    if (w.level > 0 || last(w) == 0) return false;
    size_t frame = table_frame_in(last(w));
    show(w, table_entry_of(frame, port_tables.page | port_tables.rights[rights]));
    return true;
}

size_t page_unmap(uintptr_t page)
{
    struct way w = go(page, 0);
    if (w.level > 0 || last(w) == 0) return NO_FRAME;
    size_t frame = table_frame_in(last(w));
    table_show(w.table[0], 0, w.page, 0);
    port_forget(page);
    prune(w);
    return frame;
}

bool page_here(uintptr_t address)
{
    struct way w = go(address, 0);
    //@ assert above: page_above(w.page, 1) == w.page / TABLE_ENTRIES;
    /*@ assert end: w.level == 0 ==>
          page_table(book, 0, page_above(w.page, 1), w.table[0]); */
    /*@ assert one_way: w.level == 0 ==>
          page_leads(port_tables, page_entry(*port_memory, book, 1, w.page / TABLE_ENTRIES)); */
    return last(w) != 0;
}
