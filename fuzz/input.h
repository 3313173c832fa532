// SPDX-License-Identifier: MIT
// input: traces from and to files, and the complaints of programs that are given such files.
#ifndef ASH_FUZZ_INPUT_H
#define ASH_FUZZ_INPUT_H

#include "ops.h"
#include "subjects.h"

// Each says in one line on stderr what was wrong and ends the program with status 2.
void ash_input_subject(const char *name, struct subject *subject);
void ash_input_read(const char *path, struct trace *t);
void ash_input_write(const char *path, const struct trace *t);

#endif
