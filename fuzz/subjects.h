// SPDX-License-Identifier: MIT
// subjects: what can be fuzzed, by name: every design, and the canary.
#ifndef ASH_FUZZ_SUBJECTS_H
#define ASH_FUZZ_SUBJECTS_H

#include "harness.h"

// bitmap with a seeded bug, see canary.c.
extern const struct ash_design ash_canary;

// False when there is no such name.
bool ash_subject_named(const char *name, struct subject *subject);

#endif
