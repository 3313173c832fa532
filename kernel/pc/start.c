// SPDX-License-Identifier: MIT
// What the kernel is told at its start, by a PVH loader (pvh.c) or by a Multiboot2 one. It is read
// anew whenever it is asked for, where the loader has left it.
#include "../multiboot.h"
#include "../print.h"
#include "handover.h"

extern uint32_t start_magic;
extern uint64_t start_info;

static _Noreturn void die_of(const char *wrong)
{
    die("the loader's information cannot be used: %s", wrong);
}

static void multiboot_read(struct handover *h, uint64_t address)
{
    const void *information = handover_at(address);
    uint32_t bytes = address % 8 == 0 ? multiboot_size(information) : 0;
    struct multiboot m;
    if (bytes == 0 || !handover_reaches(address, bytes)) die_of("it lies where none can be");
    const char *wrong = multiboot_open(&m, information, bytes);
    if (wrong != NULL) die_of(wrong);

    uint64_t from, size;
    bool usable;
    h->command_line = multiboot_command_line(&m);
    for (size_t i = 0; multiboot_range(&m, i, &from, &size, &usable); i++)
        handover_firmware(h, from, size, usable);
    for (size_t i = 0; multiboot_module(&m, i, &from, &size); i++) handover_module(h, from, size);
    ranges_add(&h->memory, address, bytes, false, "the loader's information");
}

static struct handover read(struct port_range *list, size_t max)
{
    struct handover h = {.command_line = "", .memory = {list, max, 0}};
    if (start_magic == MULTIBOOT_LOADED)
        multiboot_read(&h, start_info);
    else {
        const char *wrong = pvh_read(&h, start_info);
        if (wrong != NULL) die_of(wrong);
    }
    // Neither sets this apart.
    ranges_add(&h.memory, 0, 0x100000, false, "the firmware's first MiB");
    return h;
}

const char *port_command_line(void)
{
    return read(NULL, 0).command_line;
}

bool port_module(uintptr_t *from, size_t *size)
{
    struct handover h = read(NULL, 0);
    *from = h.module;
    *size = h.module_size;
    return h.has_module;
}

size_t port_memory_map(struct port_range *list, size_t max)
{
    return read(list, max).memory.count;
}
