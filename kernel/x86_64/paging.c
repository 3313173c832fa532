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
#define IN_USE ((uint64_t)1 << 52)

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

// The way down to an address: the entries on it, of the root first. Each entry that leads to a
// table counts, in bits that the processor does not look at, the entries in use there.
struct way {
    uint64_t *entry[4];
    int depth; // of the last one found
};

static void count(struct way *w, int depth, uint64_t change)
{
    if (depth > 0) *w->entry[depth - 1] += change;
}

// Puts an empty table under the last entry found. False when no frame is left.
static bool grow(struct way *w)
{
    size_t frame = frame_take();
    if (frame == NO_FRAME) return false;
    uint64_t *fresh = port_frame(frame);
    for (int i = 0; i < 512; i++) fresh[i] = 0;
    *w->entry[w->depth] = frame * PAGE_SIZE | PRESENT | WRITABLE;
    count(w, w->depth, IN_USE);
    return true;
}

// Gives back the tables on the way that nothing is left in.
static void prune(struct way *w)
{
    for (int depth = w->depth; depth > 0 && *w->entry[depth - 1] / IN_USE % 1024 == 0; depth--) {
        frame_give((*w->entry[depth - 1] & ADDRESS) / PAGE_SIZE);
        *w->entry[depth - 1] = 0;
        count(w, depth - 1, -IN_USE);
    }
}

// The way to the entry for an address at a level. False when the tables do not reach there and
// `make` is false or no frame is left.
static bool go(struct way *w, uintptr_t address, int level, bool make)
{
    uint64_t *table = root;
    w->depth = 0;
    for (int at = ROOT_LEVEL;; at -= 9) {
        w->entry[w->depth] = &table[address >> at & 511];
        if (at == level) return true;
        if (!(*w->entry[w->depth] & PRESENT) && (!make || !grow(w))) return false;
        table = port_frame((*w->entry[w->depth] & ADDRESS) / PAGE_SIZE);
        w->depth++;
    }
}

static void forget(uintptr_t page)
{
    __asm__ volatile("invlpg (%0)" : : "r"(page) : "memory");
}

static void set(struct way *w, uint64_t value)
{
    uint64_t *entry = w->entry[w->depth];
    if (!(*entry & PRESENT)) count(w, w->depth, IN_USE);
    *entry = value;
}

bool port_map(uintptr_t page, size_t frame, enum port_rights rights)
{
    struct way w;
    if (!go(&w, page, PAGE_LEVEL, true)) {
        prune(&w);
        return false;
    }
    set(&w, frame * PAGE_SIZE | bits[rights]);
    forget(page);
    return true;
}

size_t port_unmap(uintptr_t page)
{
    struct way w;
    if (!go(&w, page, PAGE_LEVEL, false) || !(*w.entry[w.depth] & PRESENT)) return NO_FRAME;
    size_t frame = (*w.entry[w.depth] & ADDRESS) / PAGE_SIZE;
    *w.entry[w.depth] = 0;
    count(&w, w.depth, -IN_USE);
    prune(&w);
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
        struct way w;
        if (!go(&w, WINDOW + at, LARGE_LEVEL, true)) return false;
        set(&w, at | LARGE | bits[PORT_READ_WRITE]);
    }
    __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory");
    return true;
}
