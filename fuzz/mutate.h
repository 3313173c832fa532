// SPDX-License-Identifier: MIT
// mutate: changes to traces that keep operations whole. Both engines use them: a mutation of
// bytes mostly shifts fields into each other, and a sequence that led somewhere is lost.
#ifndef ASH_FUZZ_MUTATE_H
#define ASH_FUZZ_MUTATE_H

#include "ops.h"

// A few random changes. The same seed gives the same changes.
void ash_mutate(struct trace *t, uint32_t seed);

// Makes t the head of t and the tail of other, or t with a piece of other put in.
void ash_crossover(struct trace *t, const struct trace *other, uint32_t seed);

#endif
