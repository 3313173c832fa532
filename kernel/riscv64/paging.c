// SPDX-License-Identifier: MIT
// The format of page tables: RISC-V's Privileged Architecture, 1.12, chapter 4.4 (Sv39).
#include "../port.h"

#define VALID ((uint64_t)1)
#define READ ((uint64_t)1 << 1)
#define WRITE ((uint64_t)1 << 2)
#define EXECUTE ((uint64_t)1 << 3)
// Not set by all machines at the first access: some fault instead.
#define ACCESSED ((uint64_t)1 << 6)
#define DIRTY ((uint64_t)1 << 7)
#define SHOWS (VALID | ACCESSED | DIRTY)

#define WINDOW 0xFFFFFFC000000000

#define SATP_SV39 ((uint64_t)8 << 60)

const struct port_tables port_tables = {
    .levels = 3,
    .frame_at = 10,
    .table = VALID,
    .table_mask = VALID | READ | WRITE | EXECUTE,
    .page = SHOWS,
    .large = SHOWS,
    .rights =
        {
            [PORT_READ] = READ,
            [PORT_READ_WRITE] = READ | WRITE,
            [PORT_READ_EXECUTE] = READ | EXECUTE,
            [PORT_DEVICE] = READ | WRITE, // the machine itself knows what is a device
        },
    .devices = {0x100000, 0x10000000}, // see console.c
};

struct port_memory *port_memory = (struct port_memory *)WINDOW;

void port_use_tables(uintptr_t root)
{
    uint64_t satp = SATP_SV39 | root / PAGE_SIZE;
    __asm__ volatile("csrw satp, %0\n\tsfence.vma" : : "r"(satp) : "memory");
}
