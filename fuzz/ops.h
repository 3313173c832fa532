// SPDX-License-Identifier: MIT
// ops: what a fuzzer's bytes mean: a capacity, then a sequence of operations.
//
// Every field is one byte and every byte string is a trace, so an input means the same on
// every machine, and no input is wasted on being malformed. An operation names its size,
// alignment and offset by class ("one unit more than the whole capacity", "inside the third
// live block"), because what decides which bugs a fuzzer can reach is whether such values
// come up at all; call.h turns the classes into numbers.
#ifndef ASH_FUZZ_OPS_H
#define ASH_FUZZ_OPS_H

#include <stddef.h>
#include <stdint.h>

#define OPS_MAX 256     // operations in a trace; bytes beyond them mean nothing
#define OPS_UNITS 16384 // the largest capacity a trace asks for and gets: 1024 granules

enum op_kind { OP_ALLOC, OP_FREE, OP_RESIZE, OP_USABLE, OP_STATS, OP_KINDS };

// The size of an alloc or resize. `arg` is the operation's size_arg; "the target" is the
// live block its target names, for an alloc as well.
enum op_size {
    SIZE_SMALL,    // arg: 0 to 255
    SIZE_GRANULES, // arg granules, exactly
    SIZE_AROUND,   // arg granules, and a unit more or less
    SIZE_POWER,    // a power of two, or a unit to either side
    SIZE_WORDS,    // multiples of 64 granules, or a granule to either side
    SIZE_WHOLE,    // the whole capacity, or up to two units to either side
    SIZE_FREE,     // all that is free, or a granule to either side
    SIZE_GAP,      // the length of one gap, or a unit to either side
    SIZE_TARGET,   // the target's, give or take up to eight units or granules
    SIZE_ROOM,     // as large as the target can get in place, or a unit to either side
    SIZE_HALF,     // around half the range of size_t
    SIZE_HUGE,     // SIZE_MAX - arg
    SIZE_CLASSES
};

// The alignment: 2 to the power of align for align below ALIGN_ODD, and at most the highest
// that a size_t holds; from there on numbers that are no power of two.
#define ALIGN_ODD 64
#define ALIGN_CLASSES 72

// The offset that free, resize and usable are given. `arg` is target_arg.
enum op_target {
    TARGET_LIVE,       // the start of live block number arg, by address
    TARGET_LAST,       // the same counted from the top
    TARGET_GRANULE,    // inside that block, on a granule
    TARGET_MISALIGNED, // inside that block, off the granules
    TARGET_END,        // the first unit after that block
    TARGET_STALE,      // an offset freed not long ago
    TARGET_ANY,        // granule number arg, whatever is there
    TARGET_BEYOND,     // arg units past the capacity
    TARGET_ALIAS,      // the start of that block with a high bit set
    TARGET_HUGE,       // SIZE_MAX - arg
    TARGET_CLASSES
};

// Fields that a kind has no use for are kept and ignored: a mutation may bring them to life.
struct op {
    uint8_t kind, align, size, size_arg, target, target_arg;
};

struct trace {
    uint8_t capacity; // an entry of the table of capacities
    uint8_t slack;    // units on top, less than a granule
    size_t count;
    struct op op[OPS_MAX];
};

#define OPS_HEAD 2
#define OPS_WIDTH 6
#define OPS_BYTES (OPS_HEAD + OPS_WIDTH * OPS_MAX)

// Any bytes at all; a last operation that is cut short is dropped.
void ash_trace_decode(struct trace *t, const uint8_t *data, size_t size);

// Writes as many whole operations as fit; nothing when not even the head does. Returns the
// bytes written. Decoding them gives the trace back.
size_t ash_trace_encode(const struct trace *t, uint8_t *data, size_t max);

// The capacity to offer to init: at most OPS_UNITS and slack, unless a state can hold no more.
size_t ash_trace_capacity(const struct trace *t);

// How many entries the table of capacities has.
uint8_t ash_trace_capacities(void);

#endif
