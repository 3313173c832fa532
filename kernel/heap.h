// SPDX-License-Identifier: MIT
// heap: 100 KiB of mapped pages, run by one of the core's designs, spoken of by offset.
//
// Beside the design's state, and out of reach of a stray write into a block, the heap keeps a
// record for each granule: who took the block that starts there, who freed it, how much was
// asked for. The design decides what is right; the records only let the kernel say who.
#ifndef HEAP_H
#define HEAP_H

#include "designs.h"
#include "port.h"

#define HEAP_BASE ((uintptr_t)0x444444440000)
#define HEAP_SIZE ((size_t)100 * 1024)

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
    const struct site *taken;
    const struct site *freed; // NULL while the block lives
    size_t size;              // as asked for
};

// Maps the pages and puts the design in charge. Dies when memory is too small.
void heap_init(const struct ash_design *design);

// Puts another design in charge of an empty heap; false, and no change, while a block lives.
bool heap_use(const struct ash_design *design);

const char *heap_design_name(void);

// As the design's functions in allocator.h; `site` is on whose behalf.
size_t heap_alloc(size_t size, size_t align, const struct site *site);
enum ash_status heap_free(size_t offset, const struct site *site);
enum ash_status heap_resize(size_t offset, size_t size);
size_t heap_usable(size_t offset);
struct ash_stats heap_stats(void);
bool heap_check(void);

// Bytes of each slot of the span that the offset lies in. 0 where there is no span; under a
// design that makes none, everywhere.
#define HEAP_SPAN ((size_t)ASH_SPAN * ASH_GRANULE)
size_t heap_slot(size_t offset);

// The offset of the first live block that starts at or above `from`, or ASH_NONE.
size_t heap_next(size_t from);

// The record of the block that starts, or last started, at the offset; NULL when none ever did
// since the memory there was last part of another block.
const struct heap_record *heap_record(size_t offset);

#endif
