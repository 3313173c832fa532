// SPDX-License-Identifier: MIT
// shrink: delta debugging on operations. A failing trace of hundreds of operations mostly
// hides one of a handful.
#ifndef ASH_FUZZ_SHRINK_H
#define ASH_FUZZ_SHRINK_H

#include "model.h"
#include "ops.h"

// Makes t as small as it can while fails(t) holds, which it must at first. The rules are those
// of the model that t is compared with.
void ash_shrink(struct trace *t, const struct rules *rules, bool (*fails)(const struct trace *));

#endif
