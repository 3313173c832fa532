// SPDX-License-Identifier: MIT
// load: random traffic on the kernel's heap, with a look at everything that can be seen of it. The
// same requests in every run, and the same on every machine.
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stddef.h>

struct load {
    size_t operations;
    size_t taken, resized, freed, refused; // freed at the end too
    size_t most_blocks, most_live;         // of the whole heap, live in bytes
    const char *wrong;                     // what was found wrong first, or NULL
};

// Begins anew, with no block.
void load_start(void);

// That many operations. False when something is wrong: a block that does not hold what was written
// to it, that is not aligned as asked for, or whose free is refused. Work: of an operation, that
// of heap's, and to write and read a block of at most 32 KiB.
bool load_run(size_t operations);

// Frees what is still live and validates the heap.
struct load load_end(void);

#endif
