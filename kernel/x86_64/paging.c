// SPDX-License-Identifier: MIT
// Page tables: four levels of 512 entries. An entry is a physical address and some bits.
//
// The frames above the image are reachable at WINDOW + physical address, as data. So a low
// address that belongs to nothing stays unmapped, a stray pointer faults, and the kernel's text
// has no second address at which it could be written.
#include "../frames.h"
#include "../port.h"

#define PRESENT ((uint64_t)1)
#define WRITABLE ((uint64_t)1 << 1)
#define LARGE ((uint64_t)1 << 7)
#define NO_EXECUTE ((uint64_t)1 << 63)
#define ADDRESS 0x000FFFFFFFFFF000

#define WINDOW 0xFFFF800000000000
#define LARGE_SIZE 0x200000

// The levels by the place of their nine bits in an address.
#define ROOT_LEVEL 39
#define LARGE_LEVEL 21
#define PAGE_LEVEL 12

static _Alignas(PAGE_SIZE) uint64_t root[512];

static const uint64_t bits[] = {
    [PORT_READ] = PRESENT | NO_EXECUTE,
    [PORT_READ_WRITE] = PRESENT | WRITABLE | NO_EXECUTE,
    [PORT_READ_EXECUTE] = PRESENT,
};

void *port_frame(size_t frame)
{
    return (void *)(WINDOW + frame * PAGE_SIZE);
}

// The entry for an address at a level; NULL when the tables do not reach there and `make` is
// false or no frame is left.
static uint64_t *entry_at(uintptr_t address, int level, bool make)
{
    uint64_t *table = root;
    for (int at = ROOT_LEVEL; at > level; at -= 9) {
        uint64_t *entry = &table[address >> at & 511];
        if (!(*entry & PRESENT)) {
            size_t frame = make ? frame_take() : NO_FRAME;
            if (frame == NO_FRAME) return NULL;
            uint64_t *fresh = port_frame(frame);
            for (int i = 0; i < 512; i++) fresh[i] = 0;
            *entry = frame * PAGE_SIZE | PRESENT | WRITABLE;
        }
        table = port_frame((*entry & ADDRESS) / PAGE_SIZE);
    }
    return &table[address >> level & 511];
}

static void forget(uintptr_t page)
{
    __asm__ volatile("invlpg (%0)" : : "r"(page) : "memory");
}

bool port_map(uintptr_t page, size_t frame, enum port_rights rights)
{
    uint64_t *entry = entry_at(page, PAGE_LEVEL, true);
    if (entry == NULL) return false;
    *entry = frame * PAGE_SIZE | bits[rights];
    forget(page);
    return true;
}

size_t port_unmap(uintptr_t page)
{
    uint64_t *entry = entry_at(page, PAGE_LEVEL, false);
    if (entry == NULL || !(*entry & PRESENT)) return NO_FRAME;
    size_t frame = (*entry & ADDRESS) / PAGE_SIZE;
    *entry = 0;
    forget(page);
    return frame;
}

bool port_paging_on(size_t frames)
{
    uintptr_t at = (uintptr_t)image_end;
    for (; at % LARGE_SIZE != 0 && at < frames * PAGE_SIZE; at += PAGE_SIZE) {
        if (!port_map(WINDOW + at, at / PAGE_SIZE, PORT_READ_WRITE)) return false;
    }
    for (; at < frames * PAGE_SIZE; at += LARGE_SIZE) {
        uint64_t *entry = entry_at(WINDOW + at, LARGE_LEVEL, true);
        if (entry == NULL) return false;
        *entry = at | LARGE | bits[PORT_READ_WRITE];
    }
    __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory");
    return true;
}
