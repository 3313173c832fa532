// SPDX-License-Identifier: MIT
// What the PVH loader hands over: hvm_start_info, with the memory map, the command line
// and the modules.
#include "handover.h"

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

// What the map does not set apart is added to it.
void pvh_read(struct handover *h, uint64_t address)
{
    const struct start_info *info = handover_at(address);
    const struct map_entry *entry = handover_at(info->memory_map);
    const struct module *module = handover_at(info->module_list);
    struct ranges *all = &h->memory;
    if (info->command_line != 0) h->command_line = handover_at(info->command_line);
    for (uint32_t i = 0; i < info->memory_map_entries; i++)
        handover_firmware(h, entry[i].address, entry[i].size, entry[i].type == TYPE_RAM);
    for (uint32_t i = 0; i < info->modules; i++)
        handover_module(h, module[i].address, module[i].size);
    ranges_add(all, address, sizeof *info, false, "the loader's start info");
    ranges_add(all, info->module_list, info->modules * sizeof *module, false,
               "the list of modules");
    ranges_add(all, info->command_line, info->command_line != 0 ? PAGE_SIZE : 0, false,
               "the command line");
    ranges_add(all, info->memory_map, info->memory_map_entries * sizeof *entry, false,
               "the memory map");
}
