// SPDX-License-Identifier: MIT
// text: traces and failures in words that a person can read.
#ifndef ASH_FUZZ_TEXT_H
#define ASH_FUZZ_TEXT_H

#include "differ.h"

// Runs the trace in d and says (say.h) `alloc 1023 align 16 -> 0; free 0 -> ok` and so on,
// a line for each operation, each as it is done: a crash loses none; with several designs a line for
// each of them. Returns as ash_differ_run.
bool ash_text_run(struct differ *d, const struct subject *subject, const struct trace *t);

// Says "alloc 1023 align 16 -> ", and what comes behind that.
void ash_text_request(const struct call *c);
void ash_text_result(enum op_kind kind, size_t value);

// What was wrong, in one line without its end: "operation 7: the invariant does not hold".
void ash_text_failure(const struct differ *d, const struct trace *t);

#endif
