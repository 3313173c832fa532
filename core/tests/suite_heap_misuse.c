// SPDX-License-Identifier: MIT
// Misuses that only slabs make possible. Of four blocks of 3 granules the first lies at 0, and the
// others in slots of 3 behind it; granule by granule, what is in no slot belongs to nobody. A
// block of 2 * ASH_WORD_BITS + 1 granules is in no slot, and 3 units long.
#include "suite_misuse.h"

// Where, the answer, and the calls before.
#define PLACE(N, NAME, ...) MISUSE_OF_PLACE(NAME, SUITE_SLABS, N, false, __VA_ARGS__)

// A resize to so many units.
#define RESIZE(N, NAME, BASE, MORE, WANT, ...)                                                     \
    {                                                                                              \
        "resize_" NAME, SUITE_SLABS, N, false, {__VA_ARGS__},                                      \
        {                                                                                          \
            .call = MISUSE_RESIZE, .base = BASE, .more = MORE, .want = WANT                        \
        }                                                                                          \
    }

#define UNIT (ASH_WORD_BITS * G)
#define OFF (2 * ASH_WORD_BITS + 1) // granules of a block that is off the slabs

static const struct suite_misuse cases[] = {
    PLACE(3, "freed_slot", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1)),
    PLACE(3, "first_freed_slot", BLOCK_0, 0, ASH_ALREADY_FREE, FREED(0)),
    PLACE(3, "interior_of_a_freed_slot", BLOCK_1, G, ASH_ALREADY_FREE, FREED(1)),
    PLACE(3, "freed_slot_off_granule", BLOCK_1, 1, ASH_ALREADY_FREE, FREED(1)),
    PLACE(3, "second_granule_of_a_slot", BLOCK_1, G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(3, "last_granule_of_a_slot", BLOCK_1, 2 * G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(3, "last_unit_of_a_slot", BLOCK_1, 3 * G - 1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(3, "one_unit_into_a_slot", BLOCK_1, 1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(3, "rest_that_a_resize_left", BLOCK_1, G, ASH_NOT_A_BLOCK, RESIZED(1, 0, G)),
    PLACE(3, "slot_of_a_kept_slab", BLOCK_2, 0, ASH_ALREADY_FREE, FREED(0), FREED(1), FREED(2),
          FREED(3)),
    PLACE(3, "slot_of_a_slab_that_went", BLOCK_2, 0, ASH_ALREADY_FREE, FREED(0), FREED(1), FREED(2),
          FREED(3), TOOK(0, OFF *G, 1)),
    PLACE(3, "unit_never_handed_out", CAPACITY, -1, ASH_ALREADY_FREE, NOTHING),

#if ASH_WORD_BITS == 64
    // Slots of 5 granules leave the end of a slab over; shorter words have no such slabs.
    PLACE(5, "last_granule_of_a_slab", ZERO, ASH_SLAB_LEAST *UNIT - G, ASH_ALREADY_FREE, NOTHING),
    PLACE(5, "last_unit_of_a_slab", ZERO, ASH_SLAB_LEAST *UNIT - 1, ASH_ALREADY_FREE, NOTHING),
#endif

    // One slot of two units: the second of them belongs to it, and to it alone.
    PLACE(2 * ASH_WORD_BITS, "second_unit_of_a_slot", BLOCK_1, UNIT, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(2 * ASH_WORD_BITS, "second_unit_of_a_freed_slot", BLOCK_1, UNIT, ASH_ALREADY_FREE,
          FREED(1)),

    // Off the slabs a block ends with its last unit, whatever was asked for.
    PLACE(OFF, "second_granule_of_a_run", BLOCK_1, G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(OFF, "second_unit_of_a_run", BLOCK_1, UNIT, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(OFF, "rest_of_the_last_unit", BLOCK_1, OFF *G, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(OFF, "last_unit_of_a_run", BLOCK_2, -1, ASH_NOT_A_BLOCK, NOTHING),
    PLACE(OFF, "freed_run", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(1)),
    PLACE(OFF, "inside_of_a_freed_run", BLOCK_1, UNIT + 1, ASH_ALREADY_FREE, FREED(1)),
    PLACE(OFF, "run_joined_from_both_sides", BLOCK_1, 0, ASH_ALREADY_FREE, FREED(0), FREED(2),
          FREED(1)),
    PLACE(OFF, "units_that_a_run_left", BLOCK_1, UNIT, ASH_ALREADY_FREE, RESIZED(1, 0, 1)),

    RESIZE(3, "past_its_slot", BLOCK_3, 3 * G + 1, ASH_NO_ROOM, NOTHING),
    RESIZE(3, "past_its_slot_to_units", BLOCK_3, UNIT, ASH_NO_ROOM, NOTHING),
    RESIZE(3, "shrunk_past_its_slot", BLOCK_1, 3 * G + 1, ASH_NO_ROOM, RESIZED(1, 0, 1)),
    RESIZE(3, "in_a_slot_to_zero", BLOCK_3, 0, ASH_BAD_SIZE, NOTHING),
    RESIZE(3, "in_a_slot_to_max", BLOCK_3, SIZE_MAX, ASH_NO_ROOM, NOTHING),
    RESIZE(OFF, "past_its_last_unit", BLOCK_1, 3 * UNIT + 1, ASH_NO_ROOM, NOTHING),
    RESIZE(OFF, "over_a_freed_run_and_more", BLOCK_0, 6 * UNIT + 1, ASH_NO_ROOM, FREED(1)),
    RESIZE(OFF, "past_the_capacity", BLOCK_3, SUITE_GRANULES *UNIT, ASH_NO_ROOM, NOTHING),
};
SUITE_MISUSES(ash_suite_heap_misuse, cases);
