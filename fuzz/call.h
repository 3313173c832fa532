// SPDX-License-Identifier: MIT
// call: an operation with its classes turned into numbers, ready to be given to an allocator.
#ifndef ASH_FUZZ_CALL_H
#define ASH_FUZZ_CALL_H

#include "model.h"
#include "ops.h"

struct call {
    enum op_kind kind;
    size_t size;   // alloc, resize
    size_t align;  // alloc
    size_t offset; // free, resize, usable
};

// The numbers that op stands for when these blocks are live.
struct call ash_op_call(const struct op *op, const struct model *m);

// The same in parts, for those who name blocks in another way than by address: which of count
// blocks, not 0, is the target; then the numbers, when m's live block i is that.
size_t ash_op_target(const struct op *op, size_t count);
size_t ash_op_size(const struct op *op, const struct model *m, size_t i);
size_t ash_op_align(const struct op *op);
size_t ash_op_offset(const struct op *op, const struct model *m, size_t i);

// The model's result: an offset, a status, a size, or for stats the number of blocks.
size_t ash_call_model(const struct call *c, struct model *m);

#endif
