// SPDX-License-Identifier: MIT
#include "fault.h"

#include "kmalloc.h"
#include "neighbour.h"
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

static const char *state_of(const struct heap_record *record)
{
    return record->freed != NULL ? "freed" : "live";
}

// The block that the address is one of the bytes of, or NULL.
static const struct heap_record *owner_of(size_t offset)
{
    size_t start = heap_block(offset);
    if (start == ASH_NONE) return heap_freed(offset);
    const struct heap_record *record = heap_record(start);
    size_t at = offset - start - record->lead; // before the first byte: huge
    return at < record->size ? record : NULL;
}

static void print_owner(const struct heap_record *record)
{
    print("    block         %zu bytes, %s%s\n", record->size, state_of(record),
          record->freed != NULL ? ": this is a use after free" : "");
    heap_print_sites(record);
}

static void print_neighbour(const char *side, struct neighbour n, const char *meaning)
{
    if (n.record == NULL) return;
    print("    %s     %zu bytes, %s, %zu bytes away%s\n", side, n.record->size, state_of(n.record),
          n.distance, meaning);
    heap_print_sites(n.record);
}

// What is behind the last page of a guarded block is reserved for its overruns.
static bool is_overrun(struct neighbour before)
{
    return before.record != NULL && before.record->guarded && before.distance < PAGE_SIZE;
}

// Of an address that is no block's, in the heap or beside it.
static void print_neighbours(uintptr_t address)
{
    struct neighbour before = neighbour_before(address), after = neighbour_after(address);
    bool any = before.record != NULL || after.record != NULL;
    print("    block         none%s\n",
          any ? ", but next to it:" : ": this part of the heap is free");
    print_neighbour("before it", before, is_overrun(before) ? ": this is an overrun" : "");
    print_neighbour("after it ", after, "");
}

static void print_block(uintptr_t address)
{
    if (address + NEIGHBOUR_REACH - HEAP_BASE >= HEAP_SIZE + 2 * NEIGHBOUR_REACH) return;
    size_t offset = address - HEAP_BASE; // huge below the base
    const struct heap_record *owner = offset < HEAP_SIZE ? owner_of(offset) : NULL;
    if (owner != NULL)
        print_owner(owner);
    else
        print_neighbours(address);
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
        print_block(fault->address);
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
