// SPDX-License-Identifier: MIT
#include "screen.h"

#include "heap.h"
#include "map.h"
#include "print.h"

#define COLUMNS 64 // of the map
#define ROWS 18
#define FIRST_ROW 2
#define LEGEND_ROW (FIRST_ROW + ROWS + 1)
#define COUNTS_ROW (LEGEND_ROW + 1)

// Ink, and paper in the upper four bits.
#define PLAIN 0x07
#define TITLE 0x1F
static const unsigned char colours[MAP_KINDS] = {[MAP_NOTHING] = PLAIN,
                                                 [MAP_FREE] = 0x08,
                                                 [MAP_SLOT] = 0x20,
                                                 [MAP_BLOCK] = 0x30,
                                                 [MAP_SHARED] = 0x60};

static struct map_cell cells[ROWS * COLUMNS];

// Where the next character goes, and in which colour; a row ends with its last column.
static volatile uint16_t *at, *row_end;
static unsigned char colour;

static void put(char c)
{
    if (at < row_end) *at++ = (uint16_t)(colour << 8 | (unsigned char)c);
}

static void begin(volatile uint16_t *screen, size_t row, unsigned char its_colour)
{
    at = screen + row * SCREEN_COLUMNS;
    row_end = at + SCREEN_COLUMNS;
    colour = its_colour;
}

static void end(void)
{
    while (at < row_end) put(' ');
}

static void map_row(size_t row, size_t size)
{
    print_to(put, "  0x%-8zx ", row * COLUMNS * size);
    for (size_t i = row * COLUMNS; i < (row + 1) * COLUMNS; i++) {
        colour = colours[cells[i].kind];
        put(cells[i].mark);
    }
    colour = PLAIN;
}

static void legend(void)
{
    put(' ');
    for (size_t kind = MAP_FREE; kind < MAP_KINDS; kind++) {
        put(' ');
        colour = colours[kind];
        print_to(put, " %s ", map_kind_names[kind]);
        colour = PLAIN;
    }
}

static void counts(size_t size)
{
    struct heap_stats s = heap_stats();
    print_to(put, "  a character is %zu bytes; %zu blocks, %zu KiB live, %zu KiB committed", size,
             s.blocks, s.live / 1024, s.committed / 1024);
}

void screen_show(void)
{
    volatile uint16_t *screen = port_screen();
    if (screen == NULL) return;
    size_t size = map_draw(cells, ROWS * COLUMNS);
    for (size_t row = 0; row < SCREEN_ROWS; row++) {
        begin(screen, row, row == 0 ? TITLE : PLAIN);
        if (row == 0)
            print_to(put, "  Ashlar: the heap, run by the design '%s'", heap_design_name());
        else if (row >= FIRST_ROW && row < FIRST_ROW + ROWS)
            map_row(row - FIRST_ROW, size);
        else if (row == LEGEND_ROW)
            legend();
        else if (row == COUNTS_ROW)
            counts(size);
        end();
    }
}
