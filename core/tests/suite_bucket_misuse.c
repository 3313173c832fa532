// SPDX-License-Identifier: MIT
// Misuses that only spans make possible. Four blocks of 9 granules lie in slots of 10, from 0 on;
// of four of 20 the last opens a second span, because three and a tail of 4 granules fill one.
#include "suite_misuse.h"

// Where, the answer, and the calls before.
#define PLACE(N, NAME, ...) MISUSE_OF_PLACE(NAME, SUITE_SPANS, N, false, __VA_ARGS__)

// A resize to so many units.
#define RESIZE(N, NAME, BASE, MORE, WANT, ...)                                                     \
    {                                                                                              \
        "resize_" NAME, SUITE_SPANS, N, false, {__VA_ARGS__},                                      \
        {                                                                                          \
            .call = MISUSE_RESIZE, .base = BASE, .more = MORE, .want = WANT                        \
        }                                                                                          \
    }

static const struct suite_misuse cases[] = {
    PLACE(9, "free_slot", BLOCK_3, 10 * G, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "interior_of_a_free_slot", BLOCK_3, 11 * G, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "free_slot_off_granule", BLOCK_3, 10 * G + 1, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "slot_freed_among_live_ones", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1)),
    PLACE(9, "span_start_with_a_free_slot", ZERO, 0, ASH_ALREADY_FREE, FREED(0)),
    PLACE(9, "rest_of_a_slot", BLOCK_0, 9 * G, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "rest_of_a_slot_off_granule", BLOCK_1, 9 * G + 5, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "one_unit_below_the_next_slot", BLOCK_1, -1, ASH_ALREADY_FREE, NOTHING),
    PLACE(9, "rest_that_a_resize_left", BLOCK_1, G, ASH_ALREADY_FREE, RESIZED(1, 0, G)),
    PLACE(9, "rest_that_a_resize_took", BLOCK_1, 9 * G, ASH_NOT_A_BLOCK, RESIZED(1, 0, 10 * G)),
    PLACE(20, "span_tail", BLOCK_2, 20 * G, ASH_ALREADY_FREE, NOTHING),
    PLACE(20, "last_granule_of_a_span", BLOCK_2, 23 * G, ASH_ALREADY_FREE, NOTHING),
    PLACE(20, "last_unit_of_a_span", BLOCK_3, -1, ASH_ALREADY_FREE, NOTHING),
    PLACE(20, "returned_span", BLOCK_3, 0, ASH_ALREADY_FREE, FREED(3)),
    PLACE(20, "slot_of_a_returned_span", BLOCK_3, 20 * G, ASH_ALREADY_FREE, FREED(3)),
    PLACE(20, "slot_under_a_large_block", BLOCK_3, 20 * G, ASH_NOT_A_BLOCK, FREED(3),
          TOOK(0, 64 * G, 1)),
    PLACE(20, "slot_of_another_size_than_before", BLOCK_3, 20 * G, ASH_ALREADY_FREE, FREED(3),
          TOOK(0, 3 * G, 1)),
    PLACE(20, "slot_start_in_a_longer_slot", ZERO, 3 * G, ASH_NOT_A_BLOCK,
          NEW_HEAP(0, SUITE_CAPACITY), TOOK(0, 8 * G, 1)),

    RESIZE(9, "past_its_slot", BLOCK_3, 10 * G + 1, ASH_NO_ROOM, NOTHING),
    RESIZE(9, "past_its_slot_over_a_freed_one", BLOCK_1, 20 * G, ASH_NO_ROOM, FREED(2)),
    RESIZE(9, "shrunk_past_its_slot", BLOCK_1, 11 * G, ASH_NO_ROOM, RESIZED(1, 0, 1)),
    RESIZE(20, "over_the_span_tail", BLOCK_2, 20 * G + 1, ASH_NO_ROOM, NOTHING),
    RESIZE(20, "to_a_whole_span", BLOCK_3, 64 * G, ASH_NO_ROOM, NOTHING),
    RESIZE(20, "in_a_slot_to_zero", BLOCK_3, 0, ASH_BAD_SIZE, NOTHING),
};
SUITE_MISUSES(ash_suite_bucket_misuse, cases);
