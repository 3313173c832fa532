// SPDX-License-Identifier: MIT
// Offsets that are no live block, one misuse each: to free it, to resize it, to ask for its size.
#include "suite_misuse.h"

// Where, the answer, and the calls before. In the second kind a block first grows over what its
// neighbour left.
#define PLACE(NAME, ...) MISUSE_OF_PLACE(NAME, SUITE_GRANTS, 0, false, __VA_ARGS__)
#define GROWN(NAME, ...) MISUSE_OF_PLACE(NAME, SUITE_GRANTS, 0, true, __VA_ARGS__)

// One more than fits into half of a size_t: cut to that half it is nothing.
#define HALF ((SIZE_MAX >> (sizeof(size_t) * 4)) + 1)

static const struct suite_misuse cases[] = {
    // A double free, whatever has become of the neighbours.
    PLACE("first_freed", BLOCK_0, 0, ASH_ALREADY_FREE, FREED(0)),
    PLACE("middle_freed", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1)),
    PLACE("last_freed", BLOCK_3, 0, ASH_ALREADY_FREE, FREED(3)),
    PLACE("only_block_freed", BLOCK_3, 0, ASH_ALREADY_FREE, FREED(0), FREED(1), FREED(2), FREED(3)),
    PLACE("freed_and_refused_once", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1), FREED_IN_VAIN(1)),
    PLACE("freed_behind_a_hole", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(0), FREED(1)),
    PLACE("freed_before_a_hole", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(2), FREED(1)),
    PLACE("freed_between_holes", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(0), FREED(2), FREED(1)),
    PLACE("freed_then_the_one_before", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1), FREED(0)),
    PLACE("freed_then_the_one_behind", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1), FREED(2)),
    PLACE("freed_then_both_neighbours", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1), FREED(0), FREED(2)),
    PLACE("freed_interior", BLOCK_1, G, ASH_ALREADY_FREE, FREED(1)),
    PLACE("freed_off_granule", BLOCK_1, 1, ASH_ALREADY_FREE, FREED(1)),
    PLACE("freed_last_unit", BLOCK_2, -1, ASH_ALREADY_FREE, FREED(1)),

    // A stale offset whose place has been given to somebody else, in part or whole.
    PLACE("freed_under_a_larger_block", BLOCK_2, 0, ASH_NOT_A_BLOCK, FREED(0), FREED(1), FREED(2),
          FREED(3), TOOK(4, 0, 1)),
    PLACE("earlier_heap_under_a_larger_block", BLOCK_1, 0, ASH_NOT_A_BLOCK,
          NEW_HEAP(0, SUITE_CAPACITY), TOOK(4, 0, 1)),
    PLACE("earlier_heap_beside_a_smaller_block", BLOCK_1, 0, ASH_ALREADY_FREE,
          NEW_HEAP(0, SUITE_CAPACITY), TOOK(0, G, 1)),
    PLACE("block_of_an_earlier_heap", BLOCK_1, 0, ASH_ALREADY_FREE, NEW_HEAP(0, SUITE_CAPACITY)),
    PLACE("first_block_of_an_earlier_heap", BLOCK_0, 0, ASH_ALREADY_FREE,
          NEW_HEAP(0, SUITE_CAPACITY)),
    PLACE("block_of_a_larger_heap", BLOCK_3, 0, ASH_OUT_OF_RANGE, NEW_HEAP(2, 0)),
    PLACE("block_at_the_end_of_a_smaller_heap", BLOCK_2, 0, ASH_OUT_OF_RANGE, NEW_HEAP(2, 0)),
    GROWN("freed_under_its_grown_neighbour", BLOCK_1, 0, ASH_NOT_A_BLOCK, FREED(1),
          RESIZED(0, 2, 0)),
    GROWN("freed_behind_its_grown_neighbour", BLOCK_1, G, ASH_ALREADY_FREE, FREED(1),
          RESIZED(0, 1, G)),

    // What a resize gave back, and took again.
    PLACE("shrunk_tail", BLOCK_1, G, ASH_ALREADY_FREE, RESIZED(1, 0, G)),
    PLACE("end_of_a_shrunk_tail", BLOCK_2, -G, ASH_ALREADY_FREE, RESIZED(1, 0, G)),
    PLACE("shrunk_tail_off_granule", BLOCK_1, G + 1, ASH_ALREADY_FREE, RESIZED(1, 0, G)),
    PLACE("tail_shrunk_and_regrown", BLOCK_1, G, ASH_NOT_A_BLOCK, RESIZED(1, 0, G),
          RESIZED(1, 1, 0)),
    GROWN("old_end_of_a_grown_block", BEHIND, 0, ASH_NOT_A_BLOCK, RESIZED(3, 1, 2 * G)),

    // The inside of a live block.
    PLACE("second_granule", BLOCK_1, G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("last_granule", BLOCK_2, -G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("one_unit_in", BLOCK_1, 1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("half_a_granule_in", BLOCK_1, G / 2, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("end_of_first_granule", BLOCK_1, G - 1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("one_unit_below_a_block", BLOCK_1, -1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("one_unit_into_the_heap", ZERO, 1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE("last_unit_of_last_block", BEHIND, -1, ASH_NOT_A_BLOCK, NOTHING),

    // Memory that nobody ever had.
    PLACE("end_of_last_block", BEHIND, 0, ASH_ALREADY_FREE, NOTHING),
    PLACE("one_unit_past_last_block", BEHIND, 1, ASH_ALREADY_FREE, NOTHING),
    PLACE("last_granule_of_heap", CAPACITY, -G, ASH_ALREADY_FREE, NOTHING),
    PLACE("last_unit_of_heap", CAPACITY, -1, ASH_ALREADY_FREE, NOTHING),
    PLACE("padding_of_an_alignment", LATEST, -G, ASH_ALREADY_FREE, NEW_HEAP(0, SUITE_CAPACITY),
          TOOK(0, G, 1), TOOK(0, G, 16 * G)),
    PLACE("start_of_padding", ZERO, G, ASH_ALREADY_FREE, NEW_HEAP(0, SUITE_CAPACITY), TOOK(0, G, 1),
          TOOK(0, G, 16 * G)),

    // Numbers that are no place in the heap, and some that a cut would make one.
    PLACE("capacity", CAPACITY, 0, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("one_unit_past_capacity", CAPACITY, 1, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("one_granule_past_capacity", CAPACITY, G, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("refusal", ZERO, ASH_NONE, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("one_granule_below_zero", ZERO, -G, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("top_bit", ZERO, SIZE_MAX / 2 + 1, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("block_with_top_bit", BLOCK_1, SIZE_MAX / 2 + 1, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("block_with_bit_of_granules", BLOCK_1, SIZE_MAX / G + 1, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("block_with_upper_half", BLOCK_1, HALF, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("block_with_upper_half_of_granules", BLOCK_1, HALF *G, ASH_OUT_OF_RANGE, NOTHING),
    PLACE("place_in_a_heap_of_nothing", ZERO, 0, ASH_OUT_OF_RANGE, NEW_HEAP(0, G - 1)),
};
SUITE_MISUSES(ash_suite_misuse_offsets, cases);
