// SPDX-License-Identifier: MIT
#include "map.h"

#include "heap.h"
#include "print.h"

#define COLUMNS 64
#define CELLS (HEAP_SIZE / MAP_CELL)
#define LISTED 16
#define LISTED_SPANS 5

_Static_assert(HEAP_SIZE % (COLUMNS * MAP_CELL) == 0, "the map is a rectangle");

static char cells[CELLS];

static char letter(size_t block)
{
    return (char)('a' + block % 26);
}

static void draw(size_t offset, char mark)
{
    size_t last = (offset + heap_usable(offset) - 1) / MAP_CELL;
    for (size_t cell = offset / MAP_CELL; cell <= last; cell++)
        cells[cell] = cells[cell] == '.' ? mark : '+';
}

static void print_row(size_t first)
{
    print("  0x%-5zx |", first * MAP_CELL);
    for (size_t i = 0; i < COLUMNS; i++) print("%c", cells[first + i]);
    print("|\n");
}

static void print_block(size_t offset, char mark)
{
    const struct heap_record *record = heap_record(offset);
    print("  %c  offset 0x%-5zx %6zu bytes in %6zu, by %s, %s\n", mark, offset, record->size,
          heap_usable(offset), record->taken->function, record->taken->place);
}

// In one line, which pages are spans, and of what.
static void print_spans(void)
{
    size_t spans = 0;
    for (size_t at = 0; at < HEAP_SIZE; at += HEAP_SPAN) {
        size_t slot = heap_slot(at);
        if (slot == 0 || ++spans > LISTED_SPANS) continue;
        print(spans == 1 ? "  spans at 0x%zx (slots of %zu bytes)" : ", 0x%zx (%zu)", at, slot);
    }
    if (spans > LISTED_SPANS) print(", and %zu more", spans - LISTED_SPANS);
    if (spans != 0) print("\n");
}

void map_print(void)
{
    for (size_t i = 0; i < CELLS; i++) cells[i] = '.';
    size_t blocks = 0;
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + heap_usable(at)))
        draw(at, letter(blocks++));
    for (size_t first = 0; first < CELLS; first += COLUMNS) print_row(first);
    size_t listed = 0;
    for (size_t at = heap_next(0); at != ASH_NONE && listed < LISTED;
         at = heap_next(at + heap_usable(at)))
        print_block(at, letter(listed++));
    if (blocks > listed) print("  and %zu more blocks\n", blocks - listed);
    if (blocks == 0) print("  (no block is live)\n");
    print_spans();
}
