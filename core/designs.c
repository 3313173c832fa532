// SPDX-License-Identifier: MIT
#include "designs.h"

#define DESIGN dummy
#include "forward.h"
#undef DESIGN
#define DESIGN bump
#include "forward.h"
#undef DESIGN
#define DESIGN bitmap
#include "forward.h"
#undef DESIGN
#define DESIGN list
#include "forward.h"
#undef DESIGN
#define DESIGN bucket
#include "forward.h"
#undef DESIGN
#define DESIGN heap
#include "forward.h"
#undef DESIGN

#define ROW(name)                                                                                  \
    {                                                                                              \
#name, sizeof(struct ash_##name), name##_init, name##_alloc, name##_free, name##_resize,   \
            name##_usable, name##_stats, name##_check                                              \
    }

const struct ash_design ash_designs[ASH_DESIGNS] = {ROW(dummy), ROW(bump),   ROW(bitmap),
                                                    ROW(list),  ROW(bucket), ROW(heap)};

// Are the two texts the same? Both end with 0 within ASH_NAME_SIZE characters, or differ.
/*@ requires \valid_read(row + (0 .. ASH_NAME_SIZE - 1)) && row[ASH_NAME_SIZE - 1] == 0;
    requires ash_text(name);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_same_text(row, name);
*/
static bool same(const char *row, const char *name)
{
    size_t i = 0;
    /*@ loop invariant 0 <= i < ASH_NAME_SIZE;
        loop invariant \forall integer j; 0 <= j < i ==> row[j] == name[j] && row[j] != 0;
        loop assigns i;
        loop variant ASH_NAME_SIZE - i;
    */
    while (row[i] != 0 && row[i] == name[i]) i++;
    return row[i] == name[i];
}

const struct ash_design *ash_design_named(const char *name)
{
    /*@ loop invariant 0 <= i <= ASH_DESIGNS;
        loop invariant \forall integer j; 0 <= j < i ==> !ash_same_text(&ash_designs[j].name[0], name);
        loop assigns i;
        loop variant ASH_DESIGNS - i;
    */
    for (size_t i = 0; i < ASH_DESIGNS; i++) {
        if (same(ash_designs[i].name, name)) return &ash_designs[i];
    }
    return NULL;
}

const char *ash_status_name(enum ash_status status)
{
    switch (status) {
    case ASH_OK: return "ok";
    case ASH_OUT_OF_RANGE: return "out of range";
    case ASH_ALREADY_FREE: return "already free";
    case ASH_NOT_A_BLOCK: return "not a block";
    case ASH_NO_ROOM: return "no room";
    case ASH_BAD_SIZE: return "bad size";
    }
    return "unknown status";
}
