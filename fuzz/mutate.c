// SPDX-License-Identifier: MIT
#include "mutate.h"
#include "allocator.h"

// xorshift; the state is not 0.
static uint32_t draw(uint32_t *rng)
{
    *rng ^= *rng << 13;
    *rng ^= *rng >> 17;
    *rng ^= *rng << 5;
    return *rng;
}

static uint32_t below(uint32_t *rng, size_t n)
{
    return (uint32_t)(((uint64_t)draw(rng) * n) >> 32);
}

static uint32_t seeded(uint32_t seed)
{
    uint32_t rng = (seed ^ 0x9E3779B9) * 0x85EBCA6B | 1;
    draw(&rng);
    return rng;
}

// ---- new operations ----

// Half of the inputs draw their new operations from a part of all classes alone (swarm testing):
// what is left out cannot undo what the rest builds up. A bit for each class.
struct swarm {
    uint32_t kinds, sizes, targets;
};

static struct swarm draw_swarm(uint32_t *rng)
{
    if (below(rng, 2) == 0) return (struct swarm){~0u, ~0u, ~0u};
    return (struct swarm){draw(rng), draw(rng), draw(rng)};
}

// One of n classes, of those that are in; any, if a few tries find none.
static uint8_t pick(uint32_t *rng, uint32_t in, size_t n)
{
    uint8_t class = 0;
    for (int tries = 0; tries < 8; tries++) {
        class = (uint8_t)below(rng, n);
        if ((in >> class & 1) != 0) break;
    }
    return class;
}

// Operations that succeed build up states worth attacking, so most are of that kind; each
// class still comes up in its own right.
static struct op fresh(uint32_t *rng, const struct swarm *w)
{
    static const uint8_t kinds[] = {OP_ALLOC, OP_ALLOC,  OP_ALLOC,  OP_ALLOC,  OP_FREE,  OP_FREE,
                                    OP_FREE,  OP_RESIZE, OP_RESIZE, OP_RESIZE, OP_USABLE};
    struct op op = {
        .kind = kinds[pick(rng, w->kinds, sizeof kinds)],
        .align = (uint8_t)below(rng, below(rng, 4) == 0 ? ALIGN_CLASSES : 14),
        .size = pick(rng, w->sizes, SIZE_CLASSES),
        .size_arg = (uint8_t)below(rng, below(rng, 2) == 0 ? 256 : 16),
        .target =
            (uint8_t)(below(rng, 2) == 0 ? TARGET_LIVE : pick(rng, w->targets, TARGET_CLASSES)),
        .target_arg = (uint8_t)below(rng, 256),
    };
    if (below(rng, 2) == 0) op.align = 4; // a granule: what most callers ask for
    return op;
}

static void change_field(struct op *op, uint32_t *rng, const struct swarm *w)
{
    struct op other = fresh(rng, w);
    switch (below(rng, 7)) {
    case 0: op->kind = other.kind; break;
    case 1: op->align = other.align; break;
    case 2: op->size = other.size; break;
    case 3: op->size_arg = other.size_arg; break;
    case 4: op->target = other.target; break;
    case 5: op->target_arg = other.target_arg; break;
    default: op->size_arg = (uint8_t)(op->size_arg + below(rng, 5) - 2); break;
    }
}

// ---- runs of operations ----

static void move(struct op *to, const struct op *from, size_t n)
{
    if (to < from) {
        for (size_t i = 0; i < n; i++) to[i] = from[i];
    } else {
        for (size_t i = n; i > 0; i--) to[i - 1] = from[i - 1];
    }
}

// Makes room for n operations at `at`; the last ones fall off a trace that gets too long.
// Returns how many there is room for.
static size_t open_gap(struct trace *t, size_t at, size_t n)
{
    if (n > OPS_MAX - at) n = OPS_MAX - at;
    size_t kept = t->count - at;
    if (kept > OPS_MAX - at - n) kept = OPS_MAX - at - n;
    move(&t->op[at + n], &t->op[at], kept);
    t->count = at + n + kept;
    return n;
}

static void insert_fresh(struct trace *t, uint32_t *rng, const struct swarm *w)
{
    size_t at = below(rng, t->count + 1);
    size_t n = open_gap(t, at, 1 + below(rng, below(rng, 4) == 0 ? 16 : 3));
    for (size_t i = 0; i < n; i++) t->op[at + i] = fresh(rng, w);
}

static void delete_run(struct trace *t, uint32_t *rng)
{
    size_t at = below(rng, t->count);
    size_t n = 1 + below(rng, below(rng, 2) == 0 ? t->count - at : 1);
    move(&t->op[at], &t->op[at + n], t->count - at - n);
    t->count -= n;
}

// Puts a run of ops, which is not part of t, in at a random place.
static void insert_run(struct trace *t, const struct op *ops, size_t n, uint32_t *rng)
{
    size_t at = below(rng, t->count + 1);
    n = open_gap(t, at, n);
    move(&t->op[at], ops, n);
}

static void repeat_run(struct trace *t, uint32_t *rng)
{
    struct op run[8];
    size_t at = below(rng, t->count);
    size_t n = 1 + below(rng, t->count - at < 8 ? t->count - at : 8);
    move(run, &t->op[at], n);
    insert_run(t, run, n, rng);
}

static void swap_two(struct trace *t, uint32_t *rng)
{
    size_t a = below(rng, t->count), b = below(rng, t->count);
    struct op op = t->op[a];
    t->op[a] = t->op[b];
    t->op[b] = op;
}

static void change_capacity(struct trace *t, uint32_t *rng)
{
    t->capacity = (uint8_t)below(rng, ash_trace_capacities());
    t->slack = (uint8_t)(below(rng, 4) == 0 ? below(rng, ASH_GRANULE) : 0);
}

static void change_once(struct trace *t, uint32_t *rng, const struct swarm *w)
{
    unsigned what = t->count == 0 ? 0 : below(rng, 16);
    if (what < 5)
        insert_fresh(t, rng, w);
    else if (what < 11)
        change_field(&t->op[below(rng, t->count)], rng, w);
    else if (what < 12)
        t->op[below(rng, t->count)] = fresh(rng, w);
    else if (what < 13)
        repeat_run(t, rng);
    else if (what < 14)
        swap_two(t, rng);
    else if (what < 15)
        delete_run(t, rng);
    else
        change_capacity(t, rng);
}

void ash_mutate(struct trace *t, uint32_t seed)
{
    uint32_t rng = seeded(seed);
    struct swarm swarm = draw_swarm(&rng);
    for (size_t n = 1 + below(&rng, 4); n > 0; n--) change_once(t, &rng, &swarm);
}

void ash_crossover(struct trace *t, const struct trace *other, uint32_t seed)
{
    uint32_t rng = seeded(seed);
    if (other->count == 0) return;
    size_t from = below(&rng, other->count);
    size_t n = other->count - from;
    if (below(&rng, 2) == 0) {
        t->count = below(&rng, t->count + 1);
        n = open_gap(t, t->count, n);
        move(&t->op[t->count - n], &other->op[from], n);
    } else {
        insert_run(t, &other->op[from], 1 + below(&rng, n), &rng);
    }
}
