// SPDX-License-Identifier: MIT
#include "window.h"

#include "paging.h"
#include "print.h"

// Maps the frames from .. end-1, by large entries as far as possible.
static bool reach(size_t from, size_t end)
{
    for (size_t frame = from; frame < end;) {
        bool large = frame % TABLE_ENTRIES == 0 && end - frame >= TABLE_ENTRIES;
        uintptr_t page = (uintptr_t)port_frame(frame);
        if (!(large ? page_map_large : page_map)(page, frame, PORT_READ_WRITE)) return false;
        frame += large ? TABLE_ENTRIES : 1;
    }
    return true;
}

// The pages of registers that the port uses, and the frames.
static bool open_window(void)
{
    for (size_t i = 0; i < sizeof port_tables.devices / sizeof *port_tables.devices; i++) {
        uintptr_t page = port_tables.devices[i];
        if (page != 0 && !page_map(page, page / PAGE_SIZE, PORT_DEVICE)) return false;
    }
    size_t end;
    for (size_t from = 0; (from = frames_stretch(from, &end)) != NO_FRAME; from = end) {
        if (!reach(from, end)) return false;
    }
    return true;
}

static bool map_image(const char *from, const char *to, enum port_rights rights)
{
    for (uintptr_t page = (uintptr_t)from; page < (uintptr_t)to; page += PAGE_SIZE) {
        if (!page_map(page, page / PAGE_SIZE, rights)) return false;
    }
    return true;
}

void window_init(void)
{
    bool ok = page_start() && map_image(image_text, image_rodata, PORT_READ_EXECUTE) &&
              map_image(image_rodata, image_data, PORT_READ) &&
              map_image(image_data, stack_guard, PORT_READ_WRITE) &&
              map_image(stack_bottom, image_end, PORT_READ_WRITE) && open_window();
    if (!ok) die("too little memory: no frame is left for the page tables");
    port_use_tables((uintptr_t)table_root * PAGE_SIZE);
}
