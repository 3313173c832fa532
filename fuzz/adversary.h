// SPDX-License-Identifier: MIT
// adversary: traffic that makes single operations of heap take as many steps as any that a search
// has found (worst.c): a short program of calls, run over and over, for as long as one likes.
// Freestanding and without memory of its own, so that it runs wherever the core runs.
#ifndef ASH_FUZZ_ADVERSARY_H
#define ASH_FUZZ_ADVERSARY_H

#include "allocator.h"
#include "ops.h"

#define ADVERSARY_MOVES 48    // in the program
#define ADVERSARY_BLOCKS 8192 // live at most

// How large a block is asked for.
enum adversary_size {
    ADVERSARY_GRANULES, // arg + 1 granules
    ADVERSARY_UNITS,    // arg + 1 words of granules
    ADVERSARY_SHARE,    // arg + 1 parts in 256 of the capacity
    ADVERSARY_SIZES
};

// Which block is freed or resized.
enum adversary_target {
    ADVERSARY_LATEST, // the arg-th before the latest one
    ADVERSARY_OLDEST, // the arg-th of those that the program holds
    ADVERSARY_ANY,    // by chance
    ADVERSARY_TARGETS
};

// One move: `times` calls of that kind, each after the other.
struct adversary_move {
    uint8_t kind; // OP_ALLOC, OP_FREE or OP_RESIZE
    uint8_t size, size_arg;
    uint8_t align; // a granule, and so many doublings
    uint8_t target, target_arg;
    uint8_t times;
};

// A call, with its numbers; those that its kind has no use for are 0.
struct adversary_call {
    enum op_kind kind;
    size_t size, align, offset;
};

struct adversary {
    const struct adversary_move *program;
    size_t capacity;
    size_t move, done; // the move at hand, and the calls of it that are made
    uint64_t chance;
    size_t count, target;
    size_t at[ADVERSARY_BLOCKS]; // live blocks, in the order in which they were taken but for gaps
};

// The program that the search has found.
extern const struct adversary_move ash_adversary_program[ADVERSARY_MOVES];

// Before the first call. The capacity is that of the heap, on which nothing is live.
void ash_adversary_start(struct adversary *a, const struct adversary_move *program,
                         size_t capacity);

// The next call; then what it answered, an offset or a status.
struct adversary_call ash_adversary_next(struct adversary *a);
void ash_adversary_told(struct adversary *a, const struct adversary_call *call, size_t answer);

#endif
