// SPDX-License-Identifier: MIT
#include "space.h"

/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires space_apart(port_tables, *port_memory, book);
    requires space_page(page / PAGE_SIZE) && page_entry(*port_memory, book, 0, page / PAGE_SIZE) == 0;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures apart: space_apart(port_tables, *port_memory, book);
    ensures backed: \result == true ==> page_entry(*port_memory, book, 0, page / PAGE_SIZE) != 0;
    ensures others: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      page / PAGE_SIZE);
*/
static bool back(uintptr_t page)
{
    size_t frame = frame_take();
    if (frame == NO_FRAME) return false;
    //@ assert same: page_only(*port_memory, book, *port_memory, \at(book, Pre), -1, -1);
    //@ assert rooted: page_rooted(port_tables, book, table_root);
    //@ assert found: page_found(port_tables, book);
    //@ assert sound: page_sound(port_tables, *port_memory, book);
    //@ assert right: page_right(port_tables, *port_memory, book);
    //@ assert hung: page_hung(port_tables, *port_memory, book);
    //@ assert new: page_lent(book, frame) && !page_lent(\at(book, Pre), frame);
    /*@ assert unseen: \forall integer p; space_page(p) && page_entry(*port_memory, book, 0, p) != 0 ==>
          page_frame_in(port_tables, page_entry(*port_memory, book, 0, p)) != frame; */
    //@ assert apart: space_apart(port_tables, *port_memory, book);
    //@ assert here: page_of(port_tables, page) == page / PAGE_SIZE;
    /*@ assert shown: page_shown(port_tables, *port_memory, book, \at(*port_memory, Pre),
          \at(book, Pre), page / PAGE_SIZE); */
    if (page_map(page, frame, PORT_READ_WRITE)) {
        //@ assert mapped: space_apart(port_tables, *port_memory, book);
        return true;
    }
    //@ assert still_apart: space_apart(port_tables, *port_memory, book);
    /*@ assert still_unseen: \forall integer p; space_page(p) && page_entry(*port_memory, book, 0, p) != 0 ==>
          page_frame_in(port_tables, page_entry(*port_memory, book, 0, p)) != frame; */
    /*@ assert still_shown: page_shown(port_tables, *port_memory, book, \at(*port_memory, Pre),
          \at(book, Pre), page / PAGE_SIZE); */
    //@ ghost struct page_book refused = book;
    frame_give(frame);
    //@ assert again: page_only(*port_memory, book, *port_memory, refused, -1, -1);
    //@ assert again_rooted: page_rooted(port_tables, book, table_root);
    //@ assert again_found: page_found(port_tables, book);
    //@ assert again_sound: page_sound(port_tables, *port_memory, book);
    //@ assert again_right: page_right(port_tables, *port_memory, book);
    //@ assert again_hung: page_hung(port_tables, *port_memory, book);
    /*@ assert lent: \forall integer f; 0 <= f < PORT_FRAMES && f != frame && page_lent(refused, f) ==>
          page_lent(book, f); */
    //@ assert given_back: space_apart(port_tables, *port_memory, book);
    /*@ assert again_shown: page_shown(port_tables, *port_memory, book, \at(*port_memory, Pre),
          \at(book, Pre), page / PAGE_SIZE); */
    return false;
}

bool space_back(uintptr_t from, uintptr_t to)
{
    /*@ loop invariant from <= page <= to && page % PAGE_SIZE == 0;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant space_apart(port_tables, *port_memory, book);
        loop invariant \forall integer p; from / PAGE_SIZE <= p < page / PAGE_SIZE ==>
          page_entry(*port_memory, book, 0, p) != 0;
        loop invariant space_others(port_tables, *port_memory, book, \at(*port_memory, Pre),
          \at(book, Pre), from / PAGE_SIZE, page / PAGE_SIZE);
        loop assigns page, *port_memory, book;
        loop variant to - page;
    */
    for (uintptr_t page = from; page < to; page += PAGE_SIZE) {
        if (!back(page)) return false;
    }
    return true;
}

/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires space_apart(port_tables, *port_memory, book);
    requires space_page(page / PAGE_SIZE);
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures apart: space_apart(port_tables, *port_memory, book);
    ensures nothing: page_entry(*port_memory, book, 0, page / PAGE_SIZE) == 0;
    ensures others: page_shown(port_tables, *port_memory, book, \old(*port_memory), \old(book),
      page / PAGE_SIZE);
*/
static void drop(uintptr_t page)
{
    //@ assert here: page_of(port_tables, page) == page / PAGE_SIZE;
    size_t frame = page_unmap(page);
    if (frame == NO_FRAME) return;
    /*@ assert unseen: \forall integer p; space_page(p) && page_entry(*port_memory, book, 0, p) != 0 ==>
          page_frame_in(port_tables, page_entry(*port_memory, book, 0, p)) != frame; */
    //@ assert apart: space_apart(port_tables, *port_memory, book);
    //@ ghost struct page_book unmapped = book;
    frame_give(frame);
    //@ assert same: page_only(*port_memory, book, *port_memory, unmapped, -1, -1);
    //@ assert rooted: page_rooted(port_tables, book, table_root);
    //@ assert found: page_found(port_tables, book);
    //@ assert sound: page_sound(port_tables, *port_memory, book);
    //@ assert right: page_right(port_tables, *port_memory, book);
    //@ assert hung: page_hung(port_tables, *port_memory, book);
    /*@ assert lent: \forall integer f; 0 <= f < PORT_FRAMES && f != frame && page_lent(unmapped, f) ==>
          page_lent(book, f); */
    //@ assert given_back: space_apart(port_tables, *port_memory, book);
}

void space_drop(uintptr_t from, uintptr_t to)
{
    /*@ loop invariant from <= page <= to && page % PAGE_SIZE == 0;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant space_apart(port_tables, *port_memory, book);
        loop invariant \forall integer p; from / PAGE_SIZE <= p < page / PAGE_SIZE ==>
          page_entry(*port_memory, book, 0, p) == 0;
        loop invariant space_others(port_tables, *port_memory, book, \at(*port_memory, Pre),
          \at(book, Pre), from / PAGE_SIZE, page / PAGE_SIZE);
        loop assigns page, *port_memory, book;
        loop variant to - page;
    */
    for (uintptr_t page = from; page < to; page += PAGE_SIZE) drop(page);
}
