// SPDX-License-Identifier: MIT
// suite_misuse: one misuse each, as data: what comes before it, the one call that must not be,
// and what that call must answer.
//
// Each case starts with four blocks of n granules, one behind the other from offset 0, for a
// small n, for a middle one, and for one that crosses a border of words whatever its width.
#ifndef ASH_SUITE_MISUSE_H
#define ASH_SUITE_MISUSE_H

#include "suite_test.h"

#define G ((size_t)ASH_GRANULE)

enum misuse_call {
    MISUSE_NOTHING, // no call: the end of the calls before
    MISUSE_INIT,    // a new heap of `size`; what was live is forgotten
    MISUSE_ALLOC,
    MISUSE_FREE,
    MISUSE_RESIZE,
    MISUSE_USABLE,
};

// What a place is counted from: the offset of one of the four blocks, or ...
enum misuse_base {
    BLOCK_0,
    BLOCK_1,
    BLOCK_2,
    BLOCK_3,
    LATEST,   // that of the latest alloc before the misuse
    BEHIND,   // the end of the last of the four blocks
    CAPACITY, // the end of the heap
    ZERO,
};

// One call with its arguments. Sums wrap: `plus` may be negative.
struct misuse_step {
    enum misuse_call call;
    enum misuse_base base; // free, resize, usable: the offset is this ...
    size_t plus;           // ... and so many units
    size_t times;          // init, alloc, resize: the size is so many times the n granules ...
    size_t more;           // ... and so many units
    size_t align;
    enum ash_status want;
};

struct suite_misuse {
    const char *name;
    unsigned needs;
    size_t n;   // the granules of the four blocks; 0: one after the other, each of the three
    bool grows; // a block grows over what another left: in a span it cannot
    struct misuse_step before[5];
    struct misuse_step misuse;
};

// The calls before.
#define FREED(BLOCK)                                                                               \
    {                                                                                              \
        .call = MISUSE_FREE, .base = BLOCK_##BLOCK                                                 \
    }
#define FREED_IN_VAIN(BLOCK)                                                                       \
    {                                                                                              \
        .call = MISUSE_FREE, .base = BLOCK_##BLOCK, .want = ASH_ALREADY_FREE                       \
    }
#define RESIZED(BLOCK, TIMES, MORE)                                                                \
    {                                                                                              \
        .call = MISUSE_RESIZE, .base = BLOCK_##BLOCK, .times = TIMES, .more = MORE                 \
    }
#define TOOK(TIMES, MORE, ALIGN)                                                                   \
    {                                                                                              \
        .call = MISUSE_ALLOC, .times = TIMES, .more = MORE, .align = ALIGN                         \
    }
#define NEW_HEAP(TIMES, MORE)                                                                      \
    {                                                                                              \
        .call = MISUSE_INIT, .times = TIMES, .more = MORE                                          \
    }
#define NOTHING                                                                                    \
    {                                                                                              \
        .call = MISUSE_NOTHING                                                                     \
    }

// One case. Last come the calls before.
#define MISUSE_ROW(NAME, CALL, NEEDS, N, GROWS, BASE, PLUS, WANT, ...)                             \
    {                                                                                              \
        NAME, NEEDS, N, GROWS, {__VA_ARGS__},                                                      \
        {                                                                                          \
            .call = CALL, .base = BASE, .plus = PLUS, .more = G, .want = WANT                      \
        }                                                                                          \
    }

// Three cases of one place: to free it, to resize it, to ask for its size.
#define MISUSE_OF_PLACE(NAME, ...)                                                                 \
    MISUSE_ROW("free_of_" NAME, MISUSE_FREE, __VA_ARGS__)                                          \
    , MISUSE_ROW("resize_of_" NAME, MISUSE_RESIZE, __VA_ARGS__),                                   \
        MISUSE_ROW("usable_of_" NAME, MISUSE_USABLE, __VA_ARGS__)

#define SUITE_MISUSES(NAME, CASES)                                                                 \
    const struct suite_misuses NAME = {CASES, sizeof CASES / sizeof CASES[0]}

// Runs the case: the call must be refused by the wanted name, change nothing, and leave every live
// block as usable as before. Returns NULL, or what was wrong.
const char *suite_misuse(const struct suite_run *r, const struct suite_misuse *m);

#endif
