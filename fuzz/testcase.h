// SPDX-License-Identifier: MIT
// testcase: a story as a program in C that fails where the design is wrong in that way, and passes
// where it is right. It needs the core, and nothing of the fuzzing.
#ifndef ASH_FUZZ_TESTCASE_H
#define ASH_FUZZ_TESTCASE_H

#include "story.h"
#include <stdio.h>

void ash_testcase(FILE *out, const struct story *s, const char *wrong);

#endif
