// SPDX-License-Identifier: MIT
// map: the heap drawn as text, and counted.
#ifndef MAP_H
#define MAP_H

#include <stddef.h>

// What lies in a stretch of the heap.
enum map_kind {
    MAP_NOTHING, // no page is committed
    MAP_FREE,
    MAP_SLOT, // a block in a slab
    MAP_BLOCK,
    MAP_SHARED, // several blocks
    MAP_KINDS,
};

struct map_cell {
    char mark; // a letter for a block, '+' for several, '.' and ' '
    unsigned char kind;
};

// Draws the heap up to its last committed page into that many cells, each of the bytes that are
// returned: a power of two, 256 at least. Work: some steps for each granule that is committed.
size_t map_draw(struct map_cell *cells, size_t count);

// The kinds in words, as the legend has them.
extern const char *const map_kind_names[MAP_KINDS];

// The heap up to its last committed page, as rows of characters: a letter for the block that lies
// there, '+' where several share the place, '.' where all is free, a space where no page is
// committed. In colour also what each colour is.
void map_print_rows(void);

// The rows; then what each letter is; and for a design that makes slabs, where those are, with the
// size of their slots.
void map_print(void);

// What is reserved, committed, live and waste, and the peaks.
void map_print_stats(void);

#endif
