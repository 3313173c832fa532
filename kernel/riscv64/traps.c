// SPDX-License-Identifier: MIT
// Faults: from what the processor says of a trap to a report or a probe's answer.
#include "../paging.h"
#include "../probe.h"

#define ADDRESS_BITS 39

// The numbers of scause: RISC-V's Privileged Architecture, 1.12, table 4.2.
enum { FETCH_PAGE_FAULT = 12, LOAD_PAGE_FAULT = 13, STORE_PAGE_FAULT = 15, CAUSES };

static const struct cause {
    const char *name;
    enum port_access access;
} causes[CAUSES + 1] = {
    [0] = {"misaligned address", ACCESS_EXECUTE},
    [1] = {"access fault", ACCESS_EXECUTE},
    [2] = {"illegal instruction", ACCESS_OTHER},
    [3] = {"breakpoint", ACCESS_OTHER},
    [4] = {"misaligned address", ACCESS_READ},
    [5] = {"access fault", ACCESS_READ},
    [6] = {"misaligned address", ACCESS_WRITE},
    [7] = {"access fault", ACCESS_WRITE},
    [FETCH_PAGE_FAULT] = {"page fault", ACCESS_EXECUTE},
    [LOAD_PAGE_FAULT] = {"page fault", ACCESS_READ},
    [STORE_PAGE_FAULT] = {"page fault", ACCESS_WRITE},
    [CAUSES] = {"exception", ACCESS_OTHER},
};

void trap(void);

// The highest bits of an address must be alike.
static bool can_be(uintptr_t address)
{
    intptr_t rest = (intptr_t)address >> (ADDRESS_BITS - 1);
    return rest == 0 || rest == -1;
}

static struct port_fault describe(void)
{
    uint64_t number, address, ip;
    __asm__ volatile("csrr %0, scause\n\tcsrr %1, stval\n\tcsrr %2, sepc"
                     : "=r"(number), "=r"(address), "=r"(ip));
    size_t known = number < CAUSES && causes[number].name != NULL ? number : CAUSES;
    return (struct port_fault){
        .name = causes[known].name,
        .vector = (unsigned)number,
        .access = causes[known].access,
        .mapped = can_be(address) && page_here(address), // scause does not tell
        .no_page = known < FETCH_PAGE_FAULT,
        .address = address,
        .ip = ip,
    };
}

void trap(void)
{
    struct port_fault fault = describe();
    probe_trap(&fault);
}
