// SPDX-License-Identifier: MIT
#include "window.h"

#include "print.h"

struct borders {
    uintptr_t text, rodata, data, guard, bottom, end;
};

// Those of the image's parts, as link.ld has them.
/*@ terminates \true;
    assigns \nothing;
    ensures order: \result.text <= \result.rodata <= \result.data <= \result.guard <=
      \result.bottom <= \result.end <= SPACE_FROM;
    ensures pages: \result.text % PAGE_SIZE == 0 && \result.rodata % PAGE_SIZE == 0 &&
      \result.data % PAGE_SIZE == 0 && \result.guard % PAGE_SIZE == 0 &&
      \result.bottom % PAGE_SIZE == 0 && \result.end % PAGE_SIZE == 0;
*/
static struct borders borders(void)
{
    return (struct borders){
        .text = (uintptr_t)image_text,
        .rodata = (uintptr_t)image_rodata,
        .data = (uintptr_t)image_data,
        .guard = (uintptr_t)stack_guard,
        .bottom = (uintptr_t)stack_bottom,
        .end = (uintptr_t)image_end,
    };
}

// The page at which port_frame has the frame.
/*@ requires frame < PORT_REACHED;
    terminates \true;
    assigns \nothing;
    ensures page_of(port_tables, \result) >= PORT_REACHED;
*/
static uintptr_t place_of(size_t frame)
{
    return (uintptr_t)port_frame(frame);
}

// Maps the frames from .. end-1, by large entries as far as possible.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires window_spares(*port_memory, book);
    requires from <= end <= PORT_REACHED;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures nothing: window_spares(*port_memory, book);
*/
static bool reach(size_t from, size_t end)
{
    /*@ loop invariant from <= frame <= end;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant window_spares(*port_memory, book);
        loop assigns frame, *port_memory, book;
        loop variant end - frame;
    */
    for (size_t frame = from; frame < end;) {
        bool large = frame % TABLE_ENTRIES == 0 && end - frame >= TABLE_ENTRIES;
        uintptr_t page = place_of(frame);
        if (!(large ? page_map_large(page, frame, PORT_READ_WRITE)
                    : page_map(page, frame, PORT_READ_WRITE)))
            return false;
        frame += large ? TABLE_ENTRIES : 1;
    }
    return true;
}

// The pages of registers that the port uses, and the frames.
/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires window_spares(*port_memory, book);
    requires \forall integer i; 0 <= i < 3 ==> port_tables.devices[i] < SPACE_FROM;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures nothing: window_spares(*port_memory, book);
*/
static bool open_window(void)
{
    /*@ loop invariant 0 <= i <= 3;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant window_spares(*port_memory, book);
        loop assigns i, *port_memory, book;
        loop variant 3 - i;
    */
    for (size_t i = 0; i < sizeof port_tables.devices / sizeof *port_tables.devices; i++) {
        uintptr_t page = port_tables.devices[i];
        if (page != 0 && !page_map(page, page / PAGE_SIZE, PORT_DEVICE)) return false;
    }
    size_t end;
    /*@ loop invariant from <= PORT_REACHED;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant window_spares(*port_memory, book);
        loop assigns from, end, *port_memory, book;
        loop variant PORT_REACHED - from;
    */
    for (size_t from = 0; (from = frames_stretch(from, &end)) != NO_FRAME; from = end) {
        if (!reach(from, end)) return false;
    }
    return true;
}

/*@ requires \valid(port_memory) && \separated(port_memory, &port_tables, &table_root);
    requires page_format(port_tables) && page_wf(port_tables, *port_memory, book, table_root);
    requires window_spares(*port_memory, book);
    requires from <= to <= SPACE_FROM && 0 <= rights < PORT_RIGHTS;
    requires from % PAGE_SIZE == 0 && to % PAGE_SIZE == 0;
    terminates \true;
    assigns *port_memory, book;
    ensures invariant: page_wf(port_tables, *port_memory, book, table_root);
    ensures nothing: window_spares(*port_memory, book);
*/
static bool map_image(uintptr_t from, uintptr_t to, enum port_rights rights)
{
    /*@ loop invariant from <= page <= to && page % PAGE_SIZE == 0;
        loop invariant page_wf(port_tables, *port_memory, book, table_root);
        loop invariant window_spares(*port_memory, book);
        loop assigns page, *port_memory, book;
        loop variant to - page;
    */
    for (uintptr_t page = from; page < to; page += PAGE_SIZE) {
        if (!page_map(page, page / PAGE_SIZE, rights)) return false;
    }
    return true;
}

void window_init(void)
{
    struct borders at = borders();
    bool ok = page_start() && map_image(at.text, at.rodata, PORT_READ_EXECUTE) &&
              map_image(at.rodata, at.data, PORT_READ) &&
              map_image(at.data, at.guard, PORT_READ_WRITE) &&
              map_image(at.bottom, at.end, PORT_READ_WRITE) && open_window();
    if (!ok) die("too little memory: no frame is left for the page tables");
    port_use_tables((uintptr_t)table_root * PAGE_SIZE);
}
