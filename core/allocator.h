// SPDX-License-Identifier: MIT
// The interface that every design of Ashlar implements.
//
// An allocator manages the numbers 0 .. capacity-1. It hands out offsets into that range
// and never reads or writes the memory behind them: all its state lies in one struct that
// the caller provides. What an offset stands for (bytes of an arena, physical frames, a
// device's memory) is the caller's business.
//
// Sizes, offsets and capacities count units of which ASH_GRANULE make a granule, the
// smallest piece an allocator deals in; for a heap of bytes the unit is the byte. A block
// takes its size rounded up to whole granules and starts at a multiple of ASH_GRANULE.
//
// Each design NAME declares, in NAME.h, with its contract and its cost:
//
//   size_t ash_NAME_init(s, capacity)        the capacity it manages: `capacity` cut to what its
//                                            state can hold, and rounded down to a granule (heap:
//                                            to ASH_WORD_BITS granules)
//   size_t ash_NAME_alloc(s, size, align)    an offset, or ASH_NONE with the same blocks live as
//                                            before. align is a power of two, in units; size is
//                                            not 0
//   enum ash_status ash_NAME_free(s, offset) ASH_OK, or the misuse, with nothing changed
//   enum ash_status ash_NAME_resize(s, offset, size)
//                                            in place, or the reason, with nothing changed
//   size_t ash_NAME_usable(s, offset)        the size of the live block that starts at offset
//                                            (whole granules), 0 when there is none
//   struct ash_stats ash_NAME_stats(s)       see below
//   bool ash_NAME_check(s)                   the full validator: does the invariant hold?
//
// All but init ask for a state that init has made and only these functions have changed;
// every other argument may be any number at all. Nothing here is locked: a caller with
// several threads brings its own lock.
#ifndef ASH_ALLOCATOR_H
#define ASH_ALLOCATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Units in a granule. Sixteen bytes hold what malloc must align for on 64-bit machines.
#define ASH_GRANULE 16

// No offset: the answer of an alloc that fails.
#define ASH_NONE SIZE_MAX

// A block cannot get longer than the room behind it lets it; one in a slot (small blocks of bucket and
// heap) not longer than the slot, whatever follows.
enum ash_status {
    ASH_OK,
    ASH_OUT_OF_RANGE, // the offset is not below the capacity
    ASH_ALREADY_FREE, // the offset, aligned or not, lies in memory that is free (again, or still)
    ASH_NOT_A_BLOCK,  // the offset lies inside a live block, past its first unit
    ASH_NO_ROOM,      // resize: the block cannot get that long where it is
    ASH_BAD_SIZE,     // resize: size is 0; ash_heap_free_sized: it is 0 or more than the block has
};

// capacity == live + free, always. Units, except for blocks.
struct ash_stats {
    size_t capacity;
    size_t live; // in live blocks, rounding included
    size_t free;
    size_t blocks; // how many blocks are live
};

#ifdef __FRAMAC__
#include "../proofs/logic/allocator.acsl"
#endif

#endif
