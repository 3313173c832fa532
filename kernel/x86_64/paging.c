// SPDX-License-Identifier: MIT
// The format of page tables: Intel's manual, volume 3, chapter 4.5 (4-level paging).
#include "../port.h"
#include "io.h"

#define PRESENT ((uint64_t)1)
#define WRITABLE ((uint64_t)1 << 1)
#define UNCACHED ((uint64_t)1 << 4 | (uint64_t)1 << 3)
#define LARGE ((uint64_t)1 << 7)
#define NO_EXECUTE ((uint64_t)1 << 63)

#define WINDOW 0xFFFF800000000000

const struct port_tables port_tables = {
    .levels = 4,
    .frame_at = 12,
    .table = PRESENT | WRITABLE,
    .table_mask = PRESENT | LARGE,
    .page = PRESENT,
    .large = PRESENT | LARGE,
    .rights =
        {
            [PORT_READ] = NO_EXECUTE,
            [PORT_READ_WRITE] = WRITABLE | NO_EXECUTE,
            [PORT_READ_EXECUTE] = 0,
            [PORT_DEVICE] = WRITABLE | UNCACHED | NO_EXECUTE,
        },
    .devices = {APIC_PAGE, 0xB8000}, // see screen.c
};

struct port_memory *port_memory = (struct port_memory *)WINDOW;

void port_use_tables(uintptr_t root)
{
    __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory");
}
