// SPDX-License-Identifier: MIT
// known_test: heaps at work, and in each state some with one bit turned over. The validators with
// what is known before them (known.h) must say of each part just what the core's own say.
// Status 0: they do, and have said yes and no; 1: they do not. Ends with the counts.
#include "../build/fuzz/core.c"
#include <stdio.h>
#include <stdlib.h>

#define STEPS 2000
#define FLIPS 10 // in each state: one bit of it at a time

static struct ash_heap heap;
static size_t said[2], wrong;

static void compare(bool known, bool in_full)
{
    said[in_full]++;
    if (known != in_full) wrong++;
}

static void compare_all(void)
{
    compare(ash_runs_check(&heap.runs), ash_runs_check_in_full(&heap.runs));
    const struct ash_shapes *shapes = &heap.slabs.layout.shapes;
    compare(ash_shapes_check(shapes), ash_shapes_check_in_full(shapes));
    for (size_t r = 0; r <= ASH_ROWS; r++) {
        const struct ash_set *open = &heap.slabs.open[r];
        compare(ash_set_check(open), ash_set_check_in_full(open));
    }
}

static void step(void)
{
    size_t size = (size_t)rand() % 4 == 0 ? (size_t)rand() % 8192 : (size_t)rand() % 400;
    if (rand() % 2 == 0)
        ash_heap_alloc(&heap, size, 16);
    else
        ash_heap_free(&heap, (size_t)rand() % 1024 * ASH_GRANULE);
}

int main(void)
{
    unsigned char *bytes = (unsigned char *)&heap;
    srand(1);
    ash_heap_init(&heap, 1024 * ASH_GRANULE);
    for (int i = 0; i < STEPS; i++) {
        step();
        compare_all();
        for (int k = 0; k < FLIPS; k++) {
            // Half of them in the runs, which are the smaller part.
            size_t at = (size_t)rand() % (k % 2 == 0 ? sizeof heap : sizeof heap.runs);
            if (k % 2 != 0) at += offsetof(struct ash_heap, runs);
            unsigned char bit = (unsigned char)(1u << rand() % 8);
            bytes[at] ^= bit;
            compare_all();
            bytes[at] ^= bit;
        }
    }
    printf("known: %zu times yes, %zu times no, %zu of them wrong\n", said[1], said[0], wrong);
    return wrong == 0 && said[0] > 1000 && said[1] > 1000 ? 0 : 1;
}
