// SPDX-License-Identifier: MIT
// Sizes and alignments that cannot be, one misuse each.
#include "suite_misuse.h"

// A resize to TIMES the granules of each block and MORE units. Last come the calls before.
#define RESIZE(NAME, GROWS, BASE, TIMES, MORE, WANT, ...)                                          \
    {                                                                                              \
        "resize_" NAME, SUITE_GRANTS, 0, GROWS, {__VA_ARGS__},                                     \
        {                                                                                          \
            .call = MISUSE_RESIZE, .base = BASE, .times = TIMES, .more = MORE, .want = WANT        \
        }                                                                                          \
    }

// An alloc beside the four blocks.
#define ALLOC(NAME, TIMES, MORE, ALIGN, ...)                                                       \
    {                                                                                              \
        "alloc_" NAME, SUITE_GRANTS, 0, false, {__VA_ARGS__},                                      \
        {                                                                                          \
            .call = MISUSE_ALLOC, .times = TIMES, .more = MORE, .align = ALIGN                     \
        }                                                                                          \
    }

#define TOP_BIT (SIZE_MAX / 2 + 1)
// One more than fits into half of a size_t: cut to that half it is nothing.
#define HALF ((SIZE_MAX >> (sizeof(size_t) * 4)) + 1)

static const struct suite_misuse cases[] = {
    RESIZE("first_to_zero", false, BLOCK_0, 0, 0, ASH_BAD_SIZE, NOTHING),
    RESIZE("middle_to_zero", false, BLOCK_1, 0, 0, ASH_BAD_SIZE, NOTHING),
    RESIZE("last_to_zero", false, BLOCK_3, 0, 0, ASH_BAD_SIZE, NOTHING),
    RESIZE("shrunk_to_zero", false, BLOCK_1, 0, 0, ASH_BAD_SIZE, RESIZED(1, 0, 1)),
    RESIZE("freed_to_zero", false, BLOCK_1, 0, 0, ASH_ALREADY_FREE, FREED(1)),
    RESIZE("freed_to_max", false, BLOCK_1, 0, SIZE_MAX, ASH_ALREADY_FREE, FREED(1)),
    RESIZE("capacity_to_zero", false, CAPACITY, 0, 0, ASH_OUT_OF_RANGE, NOTHING),

    RESIZE("first_over_its_neighbour", false, BLOCK_0, 1, 1, ASH_NO_ROOM, NOTHING),
    RESIZE("middle_over_its_neighbour", false, BLOCK_1, 2, 0, ASH_NO_ROOM, NOTHING),
    RESIZE("shrunk_over_its_neighbour", false, BLOCK_1, 1, 1, ASH_NO_ROOM, RESIZED(1, 0, G)),
    RESIZE("over_a_freed_one_and_the_next", false, BLOCK_0, 2, 1, ASH_NO_ROOM, FREED(1)),
    RESIZE("grown_over_the_next", true, BLOCK_0, 2, 1, ASH_NO_ROOM, FREED(1), RESIZED(0, 2, 0)),
    RESIZE("last_past_capacity", false, BLOCK_3, 0, SUITE_CAPACITY, ASH_NO_ROOM, NOTHING),

    RESIZE("last_to_max", false, BLOCK_3, 0, SIZE_MAX, ASH_NO_ROOM, NOTHING),
    RESIZE("middle_to_max", false, BLOCK_1, 0, SIZE_MAX, ASH_NO_ROOM, NOTHING),
    RESIZE("last_to_max_of_granules", false, BLOCK_3, 0, SIZE_MAX - G + 1, ASH_NO_ROOM, NOTHING),
    RESIZE("last_to_max_rounded_over", false, BLOCK_3, 0, SIZE_MAX - G + 2, ASH_NO_ROOM, NOTHING),
    RESIZE("last_to_top_bit", false, BLOCK_3, 0, TOP_BIT, ASH_NO_ROOM, NOTHING),
    RESIZE("last_with_top_bit", false, BLOCK_3, 1, TOP_BIT, ASH_NO_ROOM, NOTHING),
    RESIZE("last_with_upper_half", false, BLOCK_3, 1, HALF, ASH_NO_ROOM, NOTHING),
    RESIZE("last_with_upper_half_of_granules", false, BLOCK_3, 1, HALF *G, ASH_NO_ROOM, NOTHING),

    ALLOC("of_nothing", 0, 0, 1, NOTHING),
    ALLOC("of_nothing_aligned", 0, 0, 64 * G, NOTHING),
    ALLOC("of_nothing_aligned_to_nothing", 0, 0, 0, NOTHING),
    ALLOC("of_nothing_in_a_hole", 0, 0, 1, FREED(1)),

    ALLOC("aligned_to_0", 0, 1, 0, NOTHING),
    ALLOC("aligned_to_3", 0, 1, 3, NOTHING),
    ALLOC("aligned_to_12", 0, 1, 12, NOTHING),
    ALLOC("aligned_to_24", 0, 1, 24, NOTHING),
    ALLOC("aligned_to_48", 0, 1, 48, NOTHING),
    ALLOC("aligned_to_a_granule_less_one", 0, 1, G - 1, NOTHING),
    ALLOC("aligned_to_a_granule_and_one", 0, 1, G + 1, NOTHING),
    ALLOC("aligned_to_max", 0, 1, SIZE_MAX, NOTHING),
    ALLOC("aligned_to_top_bit_and_one", 0, 1, TOP_BIT + 1, NOTHING),
    ALLOC("aligned_to_top_bits", 0, 1, TOP_BIT + TOP_BIT / 2, NOTHING),
    ALLOC("aligned_past_capacity", 0, 1, SUITE_CAPACITY, NOTHING),
    ALLOC("aligned_to_top_bit", 0, 1, TOP_BIT, NOTHING),
    ALLOC("aligned_to_upper_half", 0, 1, HALF, NOTHING),

    ALLOC("of_max", 0, SIZE_MAX, 1, NOTHING),
    ALLOC("of_max_aligned", 0, SIZE_MAX, 64 * G, NOTHING),
    ALLOC("of_max_aligned_to_top_bit", 0, SIZE_MAX, TOP_BIT, NOTHING),
    ALLOC("of_max_of_granules", 0, SIZE_MAX - G + 1, 1, NOTHING),
    ALLOC("of_max_rounded_over", 0, SIZE_MAX - G + 2, 1, NOTHING),
    ALLOC("of_top_bit", 0, TOP_BIT, 1, NOTHING),
    ALLOC("with_top_bit", 1, TOP_BIT, 1, NOTHING),
    ALLOC("with_upper_half", 1, HALF, 1, NOTHING),
    ALLOC("with_upper_half_of_granules", 1, HALF *G, 1, NOTHING),
    ALLOC("of_more_than_the_capacity", 0, SUITE_CAPACITY + 1, 1, NOTHING),
    ALLOC("of_the_capacity_beside_blocks", 0, SUITE_CAPACITY, 1, NOTHING),
    ALLOC("from_a_heap_of_nothing", 0, 1, 1, NEW_HEAP(0, 0)),
    ALLOC("from_less_than_a_granule", 0, 1, 1, NEW_HEAP(0, G - 1)),
    ALLOC("of_more_than_one_granule", 0, G + 1, 1, NEW_HEAP(0, G)),
};
SUITE_MISUSES(ash_suite_misuse_sizes, cases);
