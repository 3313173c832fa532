// SPDX-License-Identifier: MIT
// child: a measurement in a process of its own, so that it starts from allocators that have not
// done anything yet, and so that one that crashes or hangs is noticed. Both functions end the
// program with a line when the child fails, or takes longer than so many seconds.
#ifndef BENCH_CHILD_H
#define BENCH_CHILD_H

#include <stddef.h>

// Runs work(job, result) in a child and copies the result, of `size` bytes, from there. Ends the
// program with a line when the child fails, or takes longer than so many seconds.
void child_run(void (*work)(void *job, void *result), void *job, void *result, size_t size,
               unsigned seconds);

#endif
