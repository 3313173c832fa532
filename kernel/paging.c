// SPDX-License-Identifier: MIT
#include "paging.h"

#include "frames.h"

#define ENTRIES 512
#define LEVEL_BITS 9
#define LARGE_FRAMES ENTRIES // that one entry of the level before the last can show

// The levels by the place of their nine bits in an address.
#define LARGE_LEVEL 21
#define PAGE_LEVEL 12

static _Alignas(PAGE_SIZE) uint64_t root[ENTRIES];

static size_t frame_in(uint64_t entry)
{
    return (entry & port_tables.frame_mask) >> port_tables.frame_at;
}

static uint64_t with_frame(size_t frame, uint64_t bits)
{
    return (uint64_t)frame << port_tables.frame_at | bits;
}

static bool present(uint64_t entry)
{
    return (entry & port_tables.present) != 0;
}

static bool shows_frames(uint64_t entry)
{
    return present(entry) && ((entry ^ port_tables.table) & port_tables.table_mask) != 0;
}

// Entries change under the eyes of the processor's walk: each in one piece, and when it is said.
static void set(uint64_t *entry, uint64_t value)
{
    *(volatile uint64_t *)entry = value;
}

// The way down to an address: the entries on it, of the root first.
struct way {
    uintptr_t address;
    uint64_t *entry[4];
    int depth; // of the last one found
};

// Puts an empty table under the last entry found. False when no frame is left.
static bool grow(struct way *w)
{
    size_t frame = frame_take();
    if (frame == NO_FRAME) return false;
    uint64_t *fresh = port_frame(frame);
    for (int i = 0; i < ENTRIES; i++) fresh[i] = 0;
    set(w->entry[w->depth], with_frame(frame, port_tables.table));
    return true;
}

// The way to the entry for an address at a level, or to one before it that shows the address.
// False when the tables do not reach there and `make` is false or no frame is left.
static bool go(struct way *w, uintptr_t address, unsigned level, bool make)
{
    uint64_t *table = root;
    *w = (struct way){.address = address};
    for (unsigned at = port_tables.root_level;; at -= LEVEL_BITS) {
        uint64_t *entry = w->entry[w->depth] = &table[address >> at & (ENTRIES - 1)];
        if (at == level || shows_frames(*entry)) return true;
        if (!present(*entry) && (!make || !grow(w))) return false;
        table = port_frame(frame_in(*entry));
        w->depth++;
    }
}

// Is the table empty that the entry is in?
static bool alone(const uint64_t *entry)
{
    const uint64_t *table = (const uint64_t *)((uintptr_t)entry & -(uintptr_t)PAGE_SIZE);
    for (int i = 0; i < ENTRIES; i++) {
        if (present(table[i])) return false;
    }
    return true;
}

// Clears the last entry found, and gives back the tables on the way that nothing is left in.
// A table is forgotten before another can have its frame.
static void clear(struct way *w)
{
    set(w->entry[w->depth], 0);
    port_forget(w->address);
    while (w->depth > 0 && alone(w->entry[w->depth])) {
        uint64_t *above = w->entry[--w->depth];
        size_t frame = frame_in(*above);
        set(above, 0);
        port_forget(w->address);
        frame_give(frame);
    }
}

// Makes the entry, the last on the way to the page, show the frame.
static void show(uint64_t *entry, uintptr_t page, size_t frame, enum port_rights rights)
{
    if (present(*entry)) { // some machines must not see two in a row that differ
        set(entry, 0);
        port_forget(page);
    }
    set(entry, with_frame(frame, port_tables.page | port_tables.rights[rights]));
    port_forget(page);
}

bool page_map(uintptr_t page, size_t frame, enum port_rights rights)
{
    struct way w;
    if (!go(&w, page, PAGE_LEVEL, true)) {
        clear(&w); // it is clear already, but the tables made on the way to it must go
        return false;
    }
    show(w.entry[w.depth], page, frame, rights);
    return true;
}

bool page_protect(uintptr_t page, enum port_rights rights)
{
    struct way w;
    if (!go(&w, page, PAGE_LEVEL, false) || !present(*w.entry[w.depth])) return false;
    show(w.entry[w.depth], page, frame_in(*w.entry[w.depth]), rights);
    return true;
}

size_t page_unmap(uintptr_t page)
{
    struct way w;
    if (!go(&w, page, PAGE_LEVEL, false) || !present(*w.entry[w.depth])) return NO_FRAME;
    size_t frame = frame_in(*w.entry[w.depth]);
    clear(&w);
    return frame;
}

bool page_here(uintptr_t address)
{
    struct way w;
    return go(&w, address, PAGE_LEVEL, false) && present(*w.entry[w.depth]);
}

// Makes port_frame reach the frames from .. end-1, by large entries as far as possible.
static bool reach(size_t from, size_t end)
{
    uint64_t data = port_tables.rights[PORT_READ_WRITE];
    for (size_t frame = from; frame < end;) {
        bool large = frame % LARGE_FRAMES == 0 && end - frame >= LARGE_FRAMES;
        struct way w;
        if (!go(&w, (uintptr_t)port_frame(frame), large ? LARGE_LEVEL : PAGE_LEVEL, true))
            return false;
        set(w.entry[w.depth],
            with_frame(frame, data | (large ? port_tables.large : port_tables.page)));
        frame += large ? LARGE_FRAMES : 1;
    }
    return true;
}

bool paging_on(void)
{
    for (size_t i = 0; i < sizeof port_tables.devices / sizeof *port_tables.devices; i++) {
        uintptr_t page = port_tables.devices[i];
        if (page != 0 && !page_map(page, page / PAGE_SIZE, PORT_DEVICE)) return false;
    }
    size_t end;
    for (size_t from = 0; (from = frames_stretch(from, &end)) != NO_FRAME; from = end) {
        if (!reach(from, end)) return false;
    }
    port_use_tables((uintptr_t)root);
    return true;
}
