// SPDX-License-Identifier: MIT
// text: traces and failures in words that a person can read.
#ifndef ASH_FUZZ_TEXT_H
#define ASH_FUZZ_TEXT_H

#include "harness.h"
#include <stdio.h>

// Runs the trace in h and writes `alloc 1023 align 16 -> 0; free 0 -> ok` and so on to out,
// a line for each operation, each as it is done: a crash loses none. Returns as the harness.
bool ash_text_run(struct harness *h, const struct subject *subject, const struct trace *t,
                  FILE *out);

// What was wrong, in one line without its end: "operation 7: the invariant does not hold".
void ash_text_failure(const struct failure *f, const struct trace *t, FILE *out);

#endif
