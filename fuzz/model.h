// SPDX-License-Identifier: MIT
// model: the slow, obvious allocator that every design is compared with.
//
// It holds the live blocks as a list sorted by address and knows nothing of bits, so that it
// and the core are unlikely to share a mistake. It predicts the result of every call exactly,
// misuse included. What a design decides for itself is where a block goes.
#ifndef ASH_FUZZ_MODEL_H
#define ASH_FUZZ_MODEL_H

#include "allocator.h"
#include "ops.h"
#include "tests/plain_heap.h"

#define MODEL_BLOCKS (OPS_UNITS / ASH_GRANULE)
#define MODEL_STALE 8

// A block, in units, all of them whole granules.
struct block {
    size_t offset, size;
    size_t slot; // how far it can grow within a slot of a span of bucket; 0: it is in none
};

struct model;

// What is a design's own: the capacity it manages, and the place of a new block, whose size
// is known (whole granules, not 0), at a multiple of `align` (a power of two): its offset,
// ASH_NONE when there is none, and its slot. One that is coarse may make it longer, by that much
// and where a plain heap says; and its capacity is whole units.
struct rules {
    const char *name;
    size_t (*capacity)(size_t asked);
    void (*place)(struct model *, struct block *new, size_t align);
    bool coarse;
};

struct model {
    const struct rules *rules;
    size_t capacity;
    size_t next;            // bump's: where the next block may start
    struct plain_heap heap; // heap's: all that it goes by
    size_t count;
    struct block block[MODEL_BLOCKS]; // sorted by offset
    size_t stale[MODEL_STALE];        // offsets freed last, a ring
    size_t freed;                     // how many blocks were freed
};

// The rules of the design of that name, or NULL.
const struct rules *ash_model_rules(const char *name);

// Each returns what the design's function of that name must return. The capacity that init
// settles on must be at most OPS_UNITS.
size_t ash_model_init(struct model *m, const struct rules *rules, size_t capacity);
size_t ash_model_alloc(struct model *m, size_t size, size_t align);
enum ash_status ash_model_free(struct model *m, size_t offset);
enum ash_status ash_model_resize(struct model *m, size_t offset, size_t size);
size_t ash_model_usable(const struct model *m, size_t offset);
struct ash_stats ash_model_stats(const struct model *m);

// The live block that the unit at offset lies in, or count.
size_t ash_model_block(const struct model *m, size_t offset);

// What is wrong with the offset as that of a live block; ASH_OK: nothing.
enum ash_status ash_model_verdict(const struct model *m, size_t offset);

// How large live block i can be where it is.
size_t ash_model_room(const struct model *m, size_t i);

// The units between live block i-1 and live block i that no span takes; i may be 0, for what
// comes before the first block, and count, for what comes after the last.
size_t ash_model_gap(const struct model *m, size_t i);

#endif
