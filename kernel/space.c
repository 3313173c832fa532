// SPDX-License-Identifier: MIT
#include "space.h"

#include "frames.h"
#include "paging.h"
#include "print.h"

static bool map_image(const char *from, const char *to, enum port_rights rights)
{
    for (uintptr_t page = (uintptr_t)from; page < (uintptr_t)to; page += PAGE_SIZE) {
        if (!page_map(page, page / PAGE_SIZE, rights)) return false;
    }
    return true;
}

void space_init(void)
{
    bool ok = map_image(image_text, image_rodata, PORT_READ_EXECUTE) &&
              map_image(image_rodata, image_data, PORT_READ) &&
              map_image(image_data, stack_guard, PORT_READ_WRITE) &&
              map_image(stack_bottom, image_end, PORT_READ_WRITE) && paging_on();
    if (!ok) die("too little memory: no frame is left for the page tables");
}

bool space_back(uintptr_t from, uintptr_t to)
{
    for (uintptr_t page = from; page < to; page += PAGE_SIZE) {
        size_t frame = frame_take();
        if (frame == NO_FRAME) return false;
        if (!page_map(page, frame, PORT_READ_WRITE)) {
            frame_give(frame);
            return false;
        }
    }
    return true;
}

void space_drop(uintptr_t from, uintptr_t to)
{
    for (uintptr_t page = from; page < to; page += PAGE_SIZE) {
        size_t frame = page_unmap(page);
        if (frame != NO_FRAME) frame_give(frame);
    }
}
