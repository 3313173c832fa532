// SPDX-License-Identifier: MIT
// look: does the invariant hold? What the harness asks of a design after every operation.
//
// Most programs ask the design's validator, about all of its state (look.c). In the targets of the
// engines, where this takes most of the time, all that an operation has changed is judged again, and
// nothing else (look_told.c).
#ifndef ASH_FUZZ_LOOK_H
#define ASH_FUZZ_LOOK_H

#include "designs.h"

// What was known of a state at this place no longer counts: it has just been set up.
void ash_look_start(const struct ash_design *d, const union ash_state *s);

// Does the invariant hold? If so, *same: nothing has changed since the last look, for sure.
bool ash_look(const struct ash_design *d, const union ash_state *s, bool *same);

// At the end, after a last look that said yes: was all said on good grounds?
bool ash_look_end(const struct ash_design *d, const union ash_state *s);

#endif
