// SPDX-License-Identifier: MIT
// heap: a gigabyte of addresses, run by one of the core's designs, spoken of by offset in bytes.
//
// Far more is reserved than there is memory: a page is committed (backed by a frame) when a block
// comes to lie on it, and given back when nothing in the heap needs it. Under the design `heap`
// that is when its run is idle again; the slab that heap keeps for the next small block stays
// committed. The other designs say less about themselves: under them all pages go with the last
// block.
//
// The core counts units, and here a unit is HEAP_SCALE bytes: so a granule is 64 bytes, a run of
// heap is made of whole pages, and a state of some ten megabytes manages all of the gigabyte.
#ifndef HEAP_H
#define HEAP_H

#include "designs.h"
#include "port.h"

#define HEAP_BASE ((uintptr_t)0x3444440000)
#define HEAP_SIZE ((size_t)1 << 30)

// Bytes of one of the core's units, and of its granules.
#define HEAP_SCALE 4
#define HEAP_GRANULE ((size_t)ASH_GRANULE * HEAP_SCALE)

// A place in the source.
struct site {
    const char *function;
    const char *place;
};

#define HERE_TEXT(x) #x
#define HERE_LINE(x) HERE_TEXT(x)
#define HERE                                                                                       \
    ({                                                                                             \
        static const struct site here_ = {__func__, __FILE__ ":" HERE_LINE(__LINE__)};             \
        &here_;                                                                                    \
    })

struct heap_record {
    _Alignas(32) const struct site *taken;
    const struct site *freed; // NULL while the block lives
    uint32_t lead;            // bytes of the block before those that its owner was given
    bool guarded;             // by guard.h
    size_t size;              // as asked for
};

// Puts the design in charge.
void heap_init(const struct ash_design *design);

// Puts another design in charge of an empty heap; false, and no change, while a block lives.
bool heap_use(const struct ash_design *design);

const char *heap_design_name(void);

// Begins anew, with pages that are full of this byte when blocks come to lie on them; or, with
// HEAP_ANY, of whatever they were full of. False, and no change, while a block lives.
#define HEAP_ANY (-1)
bool heap_fill(int byte);

// As the design's functions in allocator.h, in bytes; `site` is on whose behalf. An alloc, or a
// resize that grows, fails also when no frames are left for the pages (ASH_NO_ROOM).
size_t heap_alloc(size_t size, size_t align, const struct site *site);
enum ash_status heap_free(size_t offset, const struct site *site);
enum ash_status heap_resize(size_t offset, size_t size);
size_t heap_usable(size_t offset);
bool heap_check(void);

// heap_alloc, of which only the first `backed` bytes get memory (HEAP_ALL: all of them), and whose
// record is this one.
#define HEAP_ALL ((size_t)-1)
size_t heap_take(size_t size, size_t align, size_t backed, const struct heap_record *record);

// Frees the live block there as far as its owner can see, takes its pages away, and yet leaves the
// addresses to nobody else: until heap_release.
void heap_hide(size_t offset, const struct site *site);
void heap_release(size_t offset);

// In bytes, but for blocks. committed >= live; what is committed and not live is waste.
struct heap_stats {
    size_t reserved; // what the design in charge manages
    size_t committed, most_committed;
    size_t live, most_live; // rounding included
    size_t blocks;
};
struct heap_stats heap_stats(void);

// Is the page committed that the offset lies in?
bool heap_committed(size_t offset);

// Where the last committed page ends; 0 when none is.
size_t heap_end(void);

// The slab (bucket calls it a span) that the offset lies in: small blocks in slots of one size.
struct heap_slab {
    size_t start, size; // of all of it
    size_t slot;        // the size of each slot
};

// False where there is none; under a design that makes none, everywhere.
bool heap_slab(size_t offset, struct heap_slab *slab);

// The offset of the first live block that starts at or above `from`, or ASH_NONE.
size_t heap_next(size_t from);

// The offset of the block, live or hidden, that the offset lies in, or ASH_NONE.
size_t heap_block(size_t offset);

// The record of the block freed of late whose bytes the offset was among; NULL when none was.
const struct heap_record *heap_freed(size_t offset);

// The record of the block that starts, or last started, at the offset; NULL when none ever did
// since the memory there was last part of another block, or when that is too long ago.
const struct heap_record *heap_record(size_t offset);

// Two lines of a report: who took the block, and, if it is freed, who freed it.
void heap_print_sites(const struct heap_record *record);

#endif
