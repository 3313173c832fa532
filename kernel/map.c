// SPDX-License-Identifier: MIT
#include "map.h"

#include "heap.h"
#include "print.h"

#define COLUMNS 64
#define CELLS (8 * COLUMNS)
#define LEAST_CELL 256
#define LISTED 16
#define LISTED_SLABS 5

static struct map_cell cells[CELLS];

const char *const map_kind_names[MAP_KINDS] = {
    [MAP_FREE] = "free",
    [MAP_SLOT] = "a block in a slab",
    [MAP_BLOCK] = "a block by itself",
    [MAP_SHARED] = "several blocks",
};

// As terminals number them.
static const unsigned char colours[MAP_KINDS] = {
    [MAP_FREE] = 90, [MAP_SLOT] = 32, [MAP_BLOCK] = 36, [MAP_SHARED] = 33};

static char letter(size_t block)
{
    return (char)('a' + block % 26);
}

static void draw_block(struct map_cell *drawn, size_t size, size_t offset, char mark)
{
    struct heap_slab slab;
    unsigned char kind = heap_slab(offset, &slab) ? MAP_SLOT : MAP_BLOCK;
    size_t last = (offset + heap_usable(offset) - 1) / size;
    for (size_t i = offset / size; i <= last; i++) {
        bool first = drawn[i].kind == MAP_FREE;
        drawn[i] = first ? (struct map_cell){mark, kind} : (struct map_cell){'+', MAP_SHARED};
    }
}

size_t map_draw(struct map_cell *drawn, size_t count)
{
    size_t size = LEAST_CELL, blocks = 0;
    while (size * count < heap_end()) size *= 2;
    for (size_t i = 0; i < count; i++) drawn[i] = (struct map_cell){' ', MAP_NOTHING};
    for (size_t at = 0; at < heap_end(); at += size < PAGE_SIZE ? size : PAGE_SIZE) {
        if (heap_committed(at)) drawn[at / size] = (struct map_cell){'.', MAP_FREE};
    }
    for (size_t at = heap_next(0); at != ASH_NONE; at = heap_next(at + heap_usable(at)))
        draw_block(drawn, size, at, letter(blocks++));
    return size;
}

static void print_row(size_t first, size_t size)
{
    print("  0x%-7zx |", first * size);
    unsigned colour = 0;
    for (size_t i = first; i < first + COLUMNS; i++) {
        unsigned wanted = colours[cells[i].kind];
        if (wanted != colour) print_colour(colour = wanted);
        print("%c", cells[i].mark);
    }
    if (colour != 0) print_colour(0);
    print("|\n");
}

static void print_legend(void)
{
    for (size_t kind = MAP_FREE; kind < MAP_KINDS; kind++) {
        print("  ");
        print_colour(colours[kind]);
        print("%s", map_kind_names[kind]);
        print_colour(0);
    }
    print("\n");
}

void map_print_rows(void)
{
    size_t size = map_draw(cells, CELLS);
    for (size_t first = 0; first == 0 || first * size < heap_end(); first += COLUMNS)
        print_row(first, size);
    if (print_has_colour()) print_legend();
    print("  a character is %zu bytes; '.' is committed, and free\n", size);
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
    size_t blocks = heap_stats().blocks, listed = 0;
    map_print_rows();
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
