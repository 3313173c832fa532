// SPDX-License-Identifier: MIT
#include "adversary.h"

void ash_adversary_start(struct adversary *a, const struct adversary_move *program, size_t capacity)
{
    a->program = program;
    a->capacity = capacity;
    a->move = 0;
    a->done = 0;
    a->chance = 0x9e3779b97f4a7c15;
    a->count = 0;
    a->target = 0;
}

static size_t by_chance(struct adversary *a, size_t below)
{
    a->chance ^= a->chance << 13;
    a->chance ^= a->chance >> 7;
    a->chance ^= a->chance << 17;
    return (size_t)(a->chance >> 11) % below;
}

static size_t size_of(const struct adversary *a, const struct adversary_move *m)
{
    size_t n = m->size_arg + (size_t)1;
    if (m->size == ADVERSARY_GRANULES) return n * ASH_GRANULE;
    if (m->size == ADVERSARY_UNITS) return n * 64 * ASH_GRANULE;
    return a->capacity / 256 * n;
}

static size_t target_of(struct adversary *a, const struct adversary_move *m)
{
    if (m->target == ADVERSARY_ANY) return by_chance(a, a->count);
    size_t k = m->target_arg % a->count;
    return m->target == ADVERSARY_OLDEST ? k : a->count - 1 - k;
}

// What cannot be is something else: to free without a block an alloc, and the other way round.
struct adversary_call ash_adversary_next(struct adversary *a)
{
    const struct adversary_move *m = &a->program[a->move];
    enum op_kind kind = (enum op_kind)m->kind;
    if (kind != OP_ALLOC && a->count == 0) kind = OP_ALLOC;
    if (kind == OP_ALLOC && a->count == ADVERSARY_BLOCKS) kind = OP_FREE;
    struct adversary_call call = {.kind = kind};
    if (kind != OP_FREE) call.size = size_of(a, m);
    if (kind == OP_ALLOC) call.align = (size_t)ASH_GRANULE << m->align;
    if (kind != OP_ALLOC) {
        a->target = target_of(a, m);
        call.offset = a->at[a->target];
    }
    if (++a->done >= m->times) {
        a->done = 0;
        a->move = (a->move + 1) % ADVERSARY_MOVES;
    }
    return call;
}

void ash_adversary_told(struct adversary *a, const struct adversary_call *call, size_t answer)
{
    if (call->kind == OP_ALLOC && answer != ASH_NONE) a->at[a->count++] = answer;
    if (call->kind == OP_FREE) a->at[a->target] = a->at[--a->count];
}
