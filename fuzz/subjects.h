// SPDX-License-Identifier: MIT
// subjects: what can be fuzzed, by name: every design, `all` of them that hand out blocks
// against each other, and the canaries.
#ifndef ASH_FUZZ_SUBJECTS_H
#define ASH_FUZZ_SUBJECTS_H

#include "differ.h"

// bitmap, bucket and heap with a seeded bug each, see canary.c, canary_bucket.c and canary_heap.c.
extern const struct ash_design ash_canary;
const struct ash_design *ash_canary_bucket(void);
const struct ash_design *ash_canary_heap(void);
// And bitmap that does not do the same thing twice, and one whose mistakes only sanitizers see.
const struct ash_design *ash_canary_unstable(void);
const struct ash_design *ash_canary_undefined(void);

// False when there is no such name.
bool ash_subject_named(const char *name, struct subject *subject);

// The names, from 0 on; NULL after the last.
const char *ash_subject_name(size_t i);

#endif
