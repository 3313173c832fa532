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

#define MAGIC 0x336EC578
#define VERSION 1 // the first with a memory map; later ones add to the end
#define TYPE_RAM 1

static const char *look(uint64_t address)
{
    const struct start_info *info = handover_at(address);
    if (!handover_reaches(address, sizeof *info)) return "it lies where none can be";
    if (info->magic != MAGIC) return "it is neither Multiboot2's nor PVH's";
    if (info->version < VERSION) return "it has no memory map";
    if (!handover_reaches(info->memory_map, info->memory_map_entries * sizeof(struct map_entry)))
        return "its memory map lies where none can be";
    if (!handover_reaches(info->module_list, info->modules * sizeof(struct module)))
        return "its list of modules lies where none can be";
    if (!handover_reaches(info->command_line, PAGE_SIZE))
        return "its command line lies where none can be";
    return NULL;
}

// What the map does not set apart is added to it.
const char *pvh_read(struct handover *h, uint64_t address)
{
    const char *wrong = look(address);
    if (wrong != NULL) return wrong;
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
    return NULL;
}
