// SPDX-License-Identifier: MIT
#include "call.h"

#define SIZE_BITS (sizeof(size_t) * 8)
#define TOP ((size_t)1 << (SIZE_BITS - 1))

// Arithmetic here wraps on purpose: "a unit less than nothing" is SIZE_MAX, a fine argument.

// -1, 0 or 1.
static size_t nudge(unsigned by)
{
    return (size_t)(by % 3) - 1;
}

size_t ash_op_target(const struct op *op, size_t count)
{
    size_t k = op->target_arg % count;
    return op->target == TARGET_LAST ? count - 1 - k : k;
}

// No block is as good as an empty one at 0.
static struct block target_block(const struct model *m, size_t i)
{
    return m->count > 0 ? m->block[i] : (struct block){0};
}

size_t ash_op_size(const struct op *op, const struct model *m, size_t i)
{
    size_t arg = op->size_arg;
    switch ((enum op_size)op->size) {
    case SIZE_SMALL: return arg;
    case SIZE_GRANULES: return arg * ASH_GRANULE;
    case SIZE_AROUND: return (arg / 2) * ASH_GRANULE + (arg % 2 != 0 ? 1 : (size_t)-1);
    case SIZE_POWER: return ((size_t)1 << arg % 16) + nudge(op->size_arg / 16);
    case SIZE_WORDS:
        return (arg % 16 + 1) * 64 * ASH_GRANULE + nudge(op->size_arg / 16) * ASH_GRANULE;
    case SIZE_WHOLE: return m->capacity + arg % 5 - 2;
    case SIZE_FREE: return ash_model_stats(m).free + nudge(op->size_arg) * ASH_GRANULE;
    case SIZE_GAP: return ash_model_gap(m, arg / 3 % (m->count + 1)) + nudge(op->size_arg);
    case SIZE_TARGET:
        return target_block(m, i).size + (arg / 2 % 17 - 8) * (arg % 2 != 0 ? ASH_GRANULE : 1);
    case SIZE_ROOM:
        return (m->count > 0 ? ash_model_room(m, i) : m->capacity) + nudge(op->size_arg);
    case SIZE_HALF: return TOP + arg - 128;
    case SIZE_HUGE: return SIZE_MAX - arg;
    case SIZE_CLASSES: break;
    }
    return 0;
}

size_t ash_op_align(const struct op *op)
{
    static const size_t odd[ALIGN_CLASSES - ALIGN_ODD] = {
        0, 3, 17, 24, 48, 1000, SIZE_MAX, TOP + ASH_GRANULE,
    };
    if (op->align >= ALIGN_ODD) return odd[op->align - ALIGN_ODD];
    return op->align < SIZE_BITS ? (size_t)1 << op->align : TOP;
}

// Some granule of the block but its first, chosen by `by`; the block's start if it has no other.
static size_t inside(struct block b, size_t by)
{
    return b.offset +
           (b.size > ASH_GRANULE ? by * ASH_GRANULE % (b.size - ASH_GRANULE) + ASH_GRANULE : 0);
}

// size_arg, which no free has another use for, chooses the place within a block.
size_t ash_op_offset(const struct op *op, const struct model *m, size_t i)
{
    size_t arg = op->target_arg;
    size_t place = op->size_arg;
    struct block b = target_block(m, i);
    switch ((enum op_target)op->target) {
    case TARGET_LIVE:
    case TARGET_LAST: return b.offset;
    case TARGET_GRANULE: return inside(b, place);
    case TARGET_MISALIGNED: return inside(b, place) + 1 + place % (ASH_GRANULE - 1);
    case TARGET_END: return b.offset + b.size;
    case TARGET_STALE: return m->stale[arg % MODEL_STALE];
    case TARGET_ANY: return (arg + place % 4 * 256) * ASH_GRANULE;
    case TARGET_BEYOND: return m->capacity + arg;
    case TARGET_ALIAS: return b.offset + ((size_t)1 << (16 + arg % (SIZE_BITS - 16)));
    case TARGET_HUGE: return SIZE_MAX - arg;
    case TARGET_CLASSES: break;
    }
    return 0;
}

struct call ash_op_call(const struct op *op, const struct model *m)
{
    size_t i = m->count > 0 ? ash_op_target(op, m->count) : 0;
    return (struct call){
        .kind = (enum op_kind)op->kind,
        .size = ash_op_size(op, m, i),
        .align = ash_op_align(op),
        .offset = ash_op_offset(op, m, i),
    };
}

size_t ash_call_model(const struct call *c, struct model *m)
{
    switch (c->kind) {
    case OP_ALLOC: return ash_model_alloc(m, c->size, c->align);
    case OP_FREE: return ash_model_free(m, c->offset);
    case OP_RESIZE: return ash_model_resize(m, c->offset, c->size);
    case OP_USABLE: return ash_model_usable(m, c->offset);
    default: return m->count;
    }
}
