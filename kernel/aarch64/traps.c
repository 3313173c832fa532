// SPDX-License-Identifier: MIT
// Faults: from what the processor says of a trap to a report or a probe's answer.
#include "../probe.h"

// Classes of exceptions in ESR_EL1, bits 26 up: Arm's Architecture Reference Manual, D17.2.37.
enum { FETCH_ABORT = 0x21, DATA_ABORT = 0x25, CLASSES = 64 };

// The lowest bits for an abort: why, but for the level of the table; and whether by a write.
#define WHY(syndrome) ((syndrome)&0x3C)
#define WRITE 0x40
enum { NO_PAGE = 0x04, NO_RIGHT = 0x0C };

static const char *const names[CLASSES] = {
    [0x00] = "illegal instruction", [0x07] = "use of vector registers",
    [0x0E] = "illegal state",       [0x18] = "illegal system register",
    [0x22] = "misaligned code",     [0x26] = "misaligned stack",
    [0x3C] = "breakpoint",
};

void trap(unsigned entry);

static void describe_abort(struct port_fault *fault, uint64_t syndrome)
{
    fault->mapped = WHY(syndrome) == NO_RIGHT;
    fault->no_page = WHY(syndrome) != NO_RIGHT && WHY(syndrome) != NO_PAGE;
    fault->name = fault->no_page ? "access fault" : "page fault";
    fault->access = fault->vector == FETCH_ABORT ? ACCESS_EXECUTE
                    : (syndrome & WRITE) != 0    ? ACCESS_WRITE
                                                 : ACCESS_READ;
}

// What comes by another entry than 4, that for what an instruction does to itself, is an
// interrupt or an error on a bus.
static struct port_fault describe(unsigned entry)
{
    uint64_t syndrome, address, ip;
    __asm__ volatile("mrs %0, esr_el1\n\tmrs %1, far_el1\n\tmrs %2, elr_el1"
                     : "=r"(syndrome), "=r"(address), "=r"(ip));
    struct port_fault fault = {.name = "exception", .access = ACCESS_OTHER, .ip = ip};
    fault.vector = (unsigned)(syndrome >> 26) % CLASSES;
    if (entry != 4)
        fault.name = "interrupt";
    else if (names[fault.vector] != NULL)
        fault.name = names[fault.vector];
    else if (fault.vector == FETCH_ABORT || fault.vector == DATA_ABORT)
        describe_abort(&fault, syndrome);
    fault.address = address;
    return fault;
}

void trap(unsigned entry)
{
    struct port_fault fault = describe(entry);
    probe_trap(&fault);
}
