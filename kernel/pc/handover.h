// SPDX-License-Identifier: MIT
// handover: what a loader has left for the kernel, in one form whichever loader it was.
#ifndef HANDOVER_H
#define HANDOVER_H

#include "../ranges.h"

struct handover {
    const char *command_line; // "" when the kernel was told nothing
    bool has_module;
    uint64_t module, module_size; // of the first one
    struct ranges memory;         // what can be used, and what must be left alone
};

// What lies at a physical address, where the entry's tables reach.
static inline const void *handover_at(uint64_t address)
{
    return (const char *)port_frame(address / PAGE_SIZE) + address % PAGE_SIZE;
}

// Adds a range as the firmware's own map has it.
static inline void handover_firmware(struct handover *h, uint64_t from, uint64_t size, bool ram)
{
    ranges_add(&h->memory, from, size, ram, ram ? "RAM" : "memory that the firmware keeps");
}

// The same for a module; the first is the one that counts.
static inline void handover_module(struct handover *h, uint64_t from, uint64_t size)
{
    ranges_add(&h->memory, from, size, false, "a module");
    if (h->has_module) return;
    h->has_module = true;
    h->module = from;
    h->module_size = size;
}

// Fills in what hvm_start_info at that physical address says.
void pvh_read(struct handover *h, uint64_t address);

#endif
