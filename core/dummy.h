// SPDX-License-Identifier: MIT
// dummy: the smallest instance of the interface. It manages nothing and refuses everything.
#ifndef ASH_DUMMY_H
#define ASH_DUMMY_H

#include "allocator.h"

struct ash_dummy {
    size_t capacity; // always 0; C has no empty struct
};

#ifdef __FRAMAC__
#include "../proofs/logic/dummy.acsl"
#endif

// Capacity 0, whatever is offered.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_dummy_wf(*s) && \result == 0;
*/
size_t ash_dummy_init(struct ash_dummy *s, size_t capacity);

// Always ASH_NONE: no block fits into no units.
/*@ requires \valid(s) && ash_dummy_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == ASH_NONE;
*/
size_t ash_dummy_alloc(struct ash_dummy *s, size_t size, size_t align);

// Always ASH_OUT_OF_RANGE: no offset is below capacity 0.
/*@ requires \valid(s) && ash_dummy_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == ASH_OUT_OF_RANGE;
*/
enum ash_status ash_dummy_free(struct ash_dummy *s, size_t offset);

/*@ requires \valid(s) && ash_dummy_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == ASH_OUT_OF_RANGE;
*/
enum ash_status ash_dummy_resize(struct ash_dummy *s, size_t offset, size_t size);

/*@ requires \valid(s) && ash_dummy_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == 0;
*/
size_t ash_dummy_usable(const struct ash_dummy *s, size_t offset);

/*@ requires \valid(s) && ash_dummy_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result.capacity == 0 && \result.live == 0 && \result.free == 0 && \result.blocks == 0;
*/
struct ash_stats ash_dummy_stats(const struct ash_dummy *s);

/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_dummy_wf(*s);
*/
bool ash_dummy_check(const struct ash_dummy *s);

#endif
