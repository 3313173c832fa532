// SPDX-License-Identifier: MIT
// What the PVH loader hands over: hvm_start_info, with the memory map, the command line
// and the modules.
#include "../ranges.h"

// As in Xen's public/arch-x86/hvm/start_info.h. All addresses are physical.
struct start_info {
    uint32_t magic, version, flags, modules;
    uint64_t module_list, command_line, rsdp, memory_map;
    uint32_t memory_map_entries, reserved;
};

struct module {
    uint64_t address, size, command_line, reserved;
};

struct map_entry {
    uint64_t address, size;
    uint32_t type, reserved;
};

#define TYPE_RAM 1

extern uint64_t start_info;

static const void *at(uint64_t address)
{
    return (const char *)port_frame(address / PAGE_SIZE) + address % PAGE_SIZE;
}

const char *port_command_line(void)
{
    const struct start_info *info = at(start_info);
    return info->command_line != 0 ? at(info->command_line) : "";
}

bool port_module(uintptr_t *from, size_t *size)
{
    const struct start_info *info = at(start_info);
    if (info->modules == 0) return false;
    const struct module *module = at(info->module_list);
    *from = module->address;
    *size = module->size;
    return true;
}

size_t port_memory_map(struct port_range *list, size_t max)
{
    const struct start_info *info = at(start_info);
    struct ranges all = {list, max, 0};
    const struct map_entry *entry = at(info->memory_map);
    for (uint32_t i = 0; i < info->memory_map_entries; i++) {
        bool ram = entry[i].type == TYPE_RAM;
        ranges_add(&all, entry[i].address, entry[i].size, ram,
                   ram ? "RAM" : "memory that the firmware keeps");
    }
    // The map does not set these apart.
    ranges_add(&all, 0, 0x100000, false, "the firmware's first MiB");
    ranges_add(&all, start_info, sizeof *info, false, "the loader's start info");
    const struct module *module = at(info->module_list);
    ranges_add(&all, info->module_list, info->modules * sizeof *module, false,
               "the list of modules");
    for (uint32_t i = 0; i < info->modules; i++)
        ranges_add(&all, module[i].address, module[i].size, false, "a module");
    ranges_add(&all, info->command_line, info->command_line != 0 ? PAGE_SIZE : 0, false,
               "the command line");
    ranges_add(&all, info->memory_map, info->memory_map_entries * sizeof *entry, false,
               "the memory map");
    return all.count;
}
