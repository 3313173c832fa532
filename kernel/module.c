// SPDX-License-Identifier: MIT
#include "module.h"

#include "frames.h"
#include "paging.h"
#include "print.h"

static uintptr_t first;
static size_t bytes;

void module_init(void)
{
    if (!port_module(&first, &bytes)) bytes = 0;
}

const void *module_show(size_t *size)
{
    if (bytes == 0) die("there is no module beside the kernel, or nothing is in it");
    size_t frame = first / PAGE_SIZE;
    size_t within = first % PAGE_SIZE;
    size_t count = (bytes - 1) / PAGE_SIZE + 1 + (within + (bytes - 1) % PAGE_SIZE) / PAGE_SIZE;
    for (size_t i = 0; i < count; i++) {
        if (!frame_there(frame + i)) die("the module lies where the machine has no memory");
        if (!page_map(MODULE_BASE + i * PAGE_SIZE, frame + i, PORT_READ))
            die("too little memory: no frame is left to show the module");
    }
    *size = bytes;
    return (const char *)MODULE_BASE + within;
}
