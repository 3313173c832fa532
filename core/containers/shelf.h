// SPDX-License-Identifier: MIT
// shelf: bytes in a row, in one block that grows as they come: the client that is proved.
//
// It builds on nothing but what every design promises (the contracts of forward.h), and shows that
// they suffice: what was put on a shelf stays there, nobody else's block and nothing in it changes,
// a block that is given up is given back once, and none is lost. The code is written once
// (shelf_of.h) and proved with each design (shelf.c); a unit is a byte.
#ifndef ASH_SHELF_H
#define ASH_SHELF_H

#include "bytes.h"
#include "designs.h"

// Byte i is memory[at + i].
struct ash_shelf {
    size_t at;     // where its block is; ASH_NONE: it has none
    size_t length; // bytes on it
    size_t room;   // bytes that may lie on it; 0: it has no block
};

#define ASH_SHELF_EMPTY                                                                            \
    {                                                                                              \
        ASH_NONE, 0, 0                                                                             \
    }

struct ash_shelves {
    // Puts a byte behind the others. False, and the shelf is unchanged, when the design refuses a
    // block. n calls copy less than 2n bytes.
    bool (*put)(struct ash_shelf *, union ash_state *, unsigned char *memory, unsigned char byte);
    // Gives the block back; the shelf is empty then.
    void (*clear)(struct ash_shelf *, union ash_state *);
};

// One for each row of ash_designs, but none for dummy: nothing can lie on a shelf over it, and a proof
// of code that is never reached says nothing. `memory` has as many bytes as the design has units,
// and no more than SIZE_MAX / 2, which no array has.
extern const struct ash_shelves ash_shelves[ASH_DESIGNS];

#endif
