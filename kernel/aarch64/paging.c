// SPDX-License-Identifier: MIT
// The format of page tables: Arm's Architecture Reference Manual, D8.3 (VMSAv8-64, granule of
// 4 KiB, three levels). All lies in the lower half, the window at its middle.
#include "../port.h"

#define VALID ((uint64_t)1)
#define TABLE_OR_PAGE ((uint64_t)3)
#define DEVICE ((uint64_t)1 << 2) // kind 1 of memory, as boot.S has set them
#define READ_ONLY ((uint64_t)1 << 7)
#define SHARED ((uint64_t)3 << 8)
#define ACCESSED ((uint64_t)1 << 10)
#define NO_EXECUTE ((uint64_t)3 << 53) // for the kernel, and for others

#define WINDOW 0x4000000000

const struct port_tables port_tables = {
    .levels = 3,
    .frame_at = 12,
    .table = TABLE_OR_PAGE,
    .table_mask = TABLE_OR_PAGE,
    .page = TABLE_OR_PAGE | ACCESSED,
    .large = VALID | ACCESSED,
    .rights =
        {
            [PORT_READ] = SHARED | READ_ONLY | NO_EXECUTE,
            [PORT_READ_WRITE] = SHARED | NO_EXECUTE,
            [PORT_READ_EXECUTE] = SHARED | READ_ONLY | (uint64_t)1 << 54,
            [PORT_DEVICE] = DEVICE | NO_EXECUTE,
        },
    .devices = {0x09000000, 0x08000000, 0x08010000}, // see console.c, timer.c
};

struct port_memory *port_memory = (struct port_memory *)WINDOW;

// The machine tells the other processors by itself (`is`), and waits for them at the barrier.
void port_forget(uintptr_t page)
{
    uint64_t number = page / PAGE_SIZE;
    __asm__ volatile("dsb ishst\n\t"
                     "tlbi vaae1is, %0\n\t"
                     "dsb ish\n\t"
                     "ic ialluis\n\t"
                     "dsb ish\n\t"
                     "isb"
                     :
                     : "r"(number)
                     : "memory");
}

void port_use_tables(uintptr_t root)
{
    __asm__ volatile("dsb ish\n\t"
                     "msr ttbr0_el1, %0\n\t"
                     "isb\n\t"
                     "tlbi vmalle1\n\t"
                     "dsb ish\n\t"
                     "isb"
                     :
                     : "r"(root)
                     : "memory");
}
