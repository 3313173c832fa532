// SPDX-License-Identifier: MIT
#include "fault.h"

#include "kmalloc.h"
#include "print.h"
#include "records.h"

// The first that holds an address names it.
static const struct region {
    uintptr_t from, to;
    const char *name;
} regions[] = {
    {0, PAGE_SIZE, "the null page"},
    {(uintptr_t)image_text, (uintptr_t)image_rodata, "the kernel's text"},
    {(uintptr_t)image_rodata, (uintptr_t)image_data, "the kernel's read-only data"},
    {(uintptr_t)image_data, (uintptr_t)stack_guard, "the kernel's data"},
    {(uintptr_t)stack_guard, (uintptr_t)stack_bottom,
     "the guard page below the stack: the stack has overflowed"},
    {(uintptr_t)stack_bottom, (uintptr_t)stack_top, "the stack"},
    {HEAP_BASE - 16 * PAGE_SIZE, HEAP_BASE, "the guard below the heap"},
    {HEAP_BASE, HEAP_BASE + HEAP_SIZE, "the heap"},
    {HEAP_BASE + HEAP_SIZE, HEAP_BASE + HEAP_SIZE + 16 * PAGE_SIZE, "the guard above the heap"},
    {RECORDS_BASE, RECORDS_BASE + RECORDS_SIZE, "the records of the heap's blocks"},
};

const char *fault_region(uintptr_t address)
{
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        if (address >= regions[i].from && address < regions[i].to) return regions[i].name;
    }
    return "no part of the kernel";
}

static void print_record(const struct heap_record *record, const char *state)
{
    print("    block         %zu bytes, %s\n", record->size, state);
    heap_print_sites(record);
}

static const char *state_of(const struct heap_record *record, size_t at)
{
    if (record->freed != NULL) return "freed: this is a use after free";
    if (at >= record->lead + record->size && record->guarded)
        return "which end before this page: this is an overrun";
    return "live";
}

static void print_block(size_t offset)
{
    size_t start = heap_block(offset);
    const struct heap_record *record = start != ASH_NONE ? heap_record(start) : heap_freed(offset);
    if (record != NULL)
        print_record(record, state_of(record, offset - start));
    else
        print("    block         none: this part of the heap is free\n");
}

void fault_print(const struct port_fault *fault)
{
    static const char *const tried[] = {
        [ACCESS_READ] = "reading", [ACCESS_WRITE] = "writing", [ACCESS_EXECUTE] = "executing"};
    print("  %s (vector %u)", fault->name, fault->vector);
    if (fault->access != ACCESS_OTHER) {
        print(": %s 0x%zx, %s\n", tried[fault->access], fault->address,
              fault->no_page  ? "which the machine refuses"
              : fault->mapped ? "where the page's rights forbid it"
                              : "where no page is mapped");
        print("    place         %s\n", fault_region(fault->address));
        if (fault->address - HEAP_BASE < HEAP_SIZE) print_block(fault->address - HEAP_BASE);
    } else {
        print("\n");
    }
    print("    instruction   0x%zx in %s\n", fault->ip, fault_region(fault->ip));
}

void fault_fatal(const struct port_fault *fault)
{
    static _Atomic unsigned reporter; // the number of a processor and 1
    unsigned me = port_cpu() + 1, other = 0;
    if (!atomic_compare_exchange_strong(&reporter, &other, me)) {
        if (other == me) port_exit(PORT_FAULT); // the report itself faulted: say no more
        for (;;) port_interrupts_off();         // until the other's report ends the machine
    }
    print("\nashlar: stopped by a fault that nothing expected\n");
    fault_print(fault);
    port_exit(PORT_FAULT);
}
