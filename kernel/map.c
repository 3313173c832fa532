// SPDX-License-Identifier: MIT
#include "map.h"

#include "heap.h"
#include "print.h"

#define COLUMNS 64
#define CELLS (8 * COLUMNS)
#define LEAST_CELL 256
#define LISTED 16
#define LISTED_SLABS 5

static char cells[CELLS];

static char letter(size_t block)
{
    return (char)('a' + block % 26);
}

// Bytes in one character: the least that lets all that is committed fit in.
static size_t cell_size(void)
{
    size_t cell = LEAST_CELL;
    while (cell * CELLS < heap_end()) cell *= 2;
    return cell;
}

static void draw_pages(size_t cell)
{
    for (size_t i = 0; i < CELLS; i++) cells[i] = ' ';
    for (size_t at = 0; at < heap_end(); at += cell < PAGE_SIZE ? cell : PAGE_SIZE) {
        if (heap_committed(at)) cells[at / cell] = '.';
    }
}

static void draw_block(size_t offset, char mark, size_t cell)
{
    size_t last = (offset + heap_usable(offset) - 1) / cell;
    for (size_t i = offset / cell; i <= last; i++) cells[i] = cells[i] == '.' ? mark : '+';
}

static void print_row(size_t first, size_t cell)
{
    print("  0x%-7zx |", first * cell);
    for (size_t i = 0; i < COLUMNS; i++) print("%c", cells[first + i]);
    print("|\n");
}

static void print_block(size_t offset, char mark)
{
    const struct heap_record *record = heap_record(offset);
    print("  %c  offset 0x%-7zx %6zu bytes in %6zu, by %s, %s\n", mark, offset, record->size,
          heap_usable(offset), record->taken->function, record->taken->place);
}

// In one line, where the slabs are, and of what.
static void print_slabs(void)
{
    size_t slabs = 0, end = heap_stats().reserved;
    for (size_t at = 0; at < end; at += PAGE_SIZE) {
        struct heap_slab slab;
        if (!heap_slab(at, &slab) || slab.start != at || ++slabs > LISTED_SLABS) continue;
        print(slabs == 1 ? "  slabs at 0x%zx (slots of %zu bytes)" : ", 0x%zx (%zu)", at,
              slab.slot);
    }
    if (slabs > LISTED_SLABS) print(", and %zu more", slabs - LISTED_SLABS);
    if (slabs != 0) print("\n");
}

void map_print(void)
{
    size_t cell = cell_size(), blocks = 0, listed = 0;
    draw_pages(cell);
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + heap_usable(at)))
        draw_block(at, letter(blocks++), cell);
    for (size_t first = 0; first == 0 || first * cell < heap_end(); first += COLUMNS)
        print_row(first, cell);
    print("  a character is %zu bytes; '.' is committed, and free\n", cell);
    for (size_t at = heap_next(0); at != ASH_NONE && listed < LISTED;
         at = heap_next(at + heap_usable(at)))
        print_block(at, letter(listed++));
    if (blocks > listed) print("  and %zu more blocks\n", blocks - listed);
    if (blocks == 0) print("  (no block is live)\n");
    print_slabs();
}

void map_print_stats(void)
{
    struct heap_stats s = heap_stats();
    print("%s: reserved %zu, committed %zu, live %zu, waste %zu bytes; %zu blocks\n",
          heap_design_name(), s.reserved, s.committed, s.live, s.committed - s.live, s.blocks);
    print("at the peak: committed %zu, live %zu bytes\n", s.most_committed, s.most_live);
}
