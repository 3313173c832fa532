// SPDX-License-Identifier: MIT
// handover: what a loader has left for the kernel, in one form whichever loader it was.
#ifndef HANDOVER_H
#define HANDOVER_H

#include "../ranges.h"

// As far up as the entry's tables reach (boot.S); loaders put nothing higher.
#define HANDOVER_REACH ((uint64_t)1 << 32)

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

// Does all of this lie where handover_at can show it?
static inline bool handover_reaches(uint64_t address, uint64_t size)
{
    return address <= HANDOVER_REACH && size <= HANDOVER_REACH - address;
}

// Fills in what hvm_start_info at that physical address says. NULL; or, in a few words, what is wrong
// with it: *h is then not to be used.
const char *pvh_read(struct handover *h, uint64_t address);

#endif
