// SPDX-License-Identifier: MIT
#include "differ.h"
#include "hash.h"

// Heaps as large as traces ask for must be within what every design can hold.
_Static_assert(ASH_LIST_GRANULES >= MODEL_BLOCKS && ASH_BUCKET_GRANULES >= MODEL_BLOCKS,
               "the designs under test would manage different capacities");

// Design k and the first do not agree.
static bool fail(struct differ *d, enum check check, size_t k, size_t want, size_t got)
{
    d->failure.check = check;
    d->failure.want = want;
    d->failure.got = got;
    d->failure.side = &d->subject->side[k];
    d->failure.other = &d->subject->side[0];
    return false;
}

// Design k is wrong by itself.
static bool fail_alone(struct differ *d, size_t k)
{
    size_t index = d->failure.index;
    d->failure = d->side[k].failure;
    d->failure.index = index;
    return false;
}

static bool coarse(const struct differ *d, size_t k)
{
    return d->subject->side[k].rules->coarse;
}

// How many designs are not; they come first.
static size_t exact(const struct differ *d)
{
    size_t n = d->subject->count;
    while (n > 1 && coarse(d, n - 1)) n--;
    return n;
}

// ---- one operation as a call on each design ----

// The number of the live block that starts at that offset of the first design, or count.
static size_t number_at(const struct differ *d, size_t offset)
{
    size_t n = 0;
    while (n < d->count && d->held[n].at[0] != offset) n++;
    return n;
}

// Are all calls about the same block, or all about the same kind of misuse? Then *number is
// that block's, or count. A coarse design follows the others: its call is on that block, and it is
// left out if it has not got it, or if the misuse would be another.
static bool alike(const struct differ *d, struct call *calls, size_t *number, bool *out)
{
    enum ash_status verdict = ash_model_verdict(&d->side[0].model, calls[0].offset);
    *number = verdict == ASH_OK ? number_at(d, calls[0].offset) : d->count;
    for (size_t k = 1; k < d->subject->count; k++) {
        size_t at = verdict == ASH_OK ? d->held[*number].at[k] : calls[k].offset;
        if (coarse(d, k)) calls[k].offset = at;
        bool same = calls[k].offset == at;
        if (same) same = ash_model_verdict(&d->side[k].model, at) == verdict;
        out[k] = !same && coarse(d, k);
        if (!same && !out[k]) return false;
    }
    return true;
}

// The sizes that depend on where blocks lie are those of one design, but which is the input's
// to choose.
static void make_calls(const struct differ *d, const struct op *op, struct call *calls)
{
    size_t number = d->count > 0 ? ash_op_target(op, d->count) : 0;
    size_t chosen = (size_t)(op->size_arg + op->target_arg) % exact(d);
    size_t size = 0;
    for (size_t k = 0; k < d->subject->count; k++) {
        const struct model *m = &d->side[k].model;
        size_t i = d->count > 0 ? ash_model_block(m, d->held[number].at[k]) : 0;
        if (i == m->count) i = 0; // a coarse design that has not got the block
        calls[k] =
            (struct call){(enum op_kind)op->kind, 0, ash_op_align(op), ash_op_offset(op, m, i)};
        if (k == chosen) size = ash_op_size(op, m, i);
    }
    for (size_t k = 0; k < d->subject->count; k++) calls[k].size = size;
}

// ---- what must agree ----

// May design k grant this call and the first refuse it for want of room, or the other way round?
static bool depends_on_room(const struct differ *d, const struct call *c, size_t k)
{
    const struct model *m = &d->side[0].model;
    if (c->kind == OP_ALLOC)
        return (d->count > 0 || coarse(d, k)) && c->size > 0 && c->size <= m->capacity &&
               c->align > 0 && (c->align & (c->align - 1)) == 0;
    size_t old = ash_model_usable(m, c->offset);
    return c->kind == OP_RESIZE && old > 0 && c->size > old;
}

static bool refused(enum op_kind kind, size_t answer)
{
    return kind == OP_ALLOC ? answer == ASH_NONE : kind == OP_RESIZE && answer == ASH_NO_ROOM;
}

// What is left of an answer without that in which designs may differ.
static size_t plain(enum op_kind kind, bool room, size_t answer)
{
    if (refused(kind, answer)) return room ? ASH_OK : answer;
    return kind == OP_ALLOC ? ASH_OK : answer;
}

// A coarse design may have made a block longer, but not made one of none.
static bool same_size(const struct differ *d, size_t k, size_t first, size_t size)
{
    return coarse(d, k) ? size >= first && (size > 0) == (first > 0) : size == first;
}

static bool same_answers(struct differ *d, const struct call *calls, const size_t *got,
                         const bool *out)
{
    enum op_kind kind = calls[0].kind;
    for (size_t k = 1; k < d->subject->count; k++) {
        if (out[k]) continue;
        bool room = depends_on_room(d, &calls[0], k);
        bool same = plain(kind, room, got[k]) == plain(kind, room, got[0]);
        if (same || (kind == OP_USABLE && same_size(d, k, got[0], got[k]))) continue;
        d->failure.kind = kind;
        return fail(d, CHECK_ANSWER, k, got[0], got[k]);
    }
    return true;
}

static size_t usable(const struct differ *d, size_t k, size_t number)
{
    const struct harness *h = &d->side[k];
    return h->side->design->usable(&h->state, d->held[number].at[k]);
}

// Has a call since the last time that this was asked changed any of them? If not, what they say of
// what is live they have said already.
static bool changed(struct differ *d)
{
    uint64_t changes = 0;
    for (size_t k = 0; k < d->subject->count; k++) changes += d->side[k].changes;
    bool more = changes != d->changes;
    d->changes = changes;
    return more;
}

// Do all say the same of what is live? A coarse design need not have all blocks.
static bool same_blocks(struct differ *d)
{
    size_t first[MODEL_BLOCKS];
    if (!changed(d)) return true;
    for (size_t k = 0; k < d->subject->count; k++) {
        struct ash_stats stats = d->side[k].stats;
        size_t blocks = 0, units = 0;
        for (size_t n = 0; n < d->count; n++) {
            if (d->held[n].at[k] == ASH_NONE) continue;
            size_t size = usable(d, k, n);
            if (k == 0) first[n] = size;
            if (size == 0 || !same_size(d, k, first[n], size))
                return fail(d, CHECK_SIZE, k, first[n], size);
            blocks++;
            units += size;
        }
        if (stats.blocks != blocks) return fail(d, CHECK_BLOCKS, k, blocks, stats.blocks);
        if (stats.live != units) return fail(d, CHECK_UNITS, k, units, stats.live);
    }
    return true;
}

// ---- one operation ----

// Makes one call on one design, beside its model.
static bool call_one(struct differ *d, size_t k, struct call call)
{
    size_t got = ash_harness_call(&d->side[k], &call);
    return ash_harness_judge(&d->side[k], &call, got) || fail_alone(d, k);
}

// Takes back what only some designs could do.
static bool undo(struct differ *d, const struct call *calls, const size_t *got, const bool *out,
                 size_t old)
{
    for (size_t k = 0; k < d->subject->count; k++) {
        if (out[k]) continue;
        struct call back = {.kind = OP_FREE, .offset = got[k]};
        if (calls[k].kind == OP_RESIZE)
            back = (struct call){.kind = OP_RESIZE, .size = old, .offset = calls[k].offset};
        if (!refused(calls[k].kind, got[k]) && !call_one(d, k, back)) return false;
    }
    return true;
}

// A coarse design that could not let a block grow with the others does without it.
static bool lose(struct differ *d, const size_t *got, const bool *out, size_t number)
{
    for (size_t k = exact(d); k < d->subject->count; k++) {
        if (out[k] || got[k] != ASH_NO_ROOM) continue;
        struct call call = {.kind = OP_FREE, .offset = d->held[number].at[k]};
        d->held[number].at[k] = ASH_NONE;
        if (!call_one(d, k, call)) return false;
    }
    return true;
}

static void hold(struct differ *d, const size_t *got)
{
    for (size_t k = 0; k < d->subject->count; k++) d->held[d->count].at[k] = got[k];
    d->count++;
}

static void drop(struct differ *d, size_t number)
{
    d->count--;
    for (size_t n = number; n < d->count; n++) d->held[n] = d->held[n + 1];
}

static bool step(struct differ *d, const struct op *op)
{
    struct call calls[SIDES];
    size_t got[SIDES];
    bool out[SIDES] = {false};
    size_t number = 0, refusals = 0;
    make_calls(d, op, calls);
    bool names_offset = op->kind != OP_ALLOC && op->kind != OP_STATS;
    for (size_t k = exact(d); k < d->subject->count; k++) out[k] = op->kind == OP_STATS;
    if (names_offset && !alike(d, calls, &number, out)) return true;
    size_t old = ash_model_usable(&d->side[0].model, calls[0].offset);
    for (size_t k = 0; k < d->subject->count; k++) {
        got[k] = out[k] ? got[0] : ash_harness_call(&d->side[k], &calls[k]);
        if (k < exact(d) && refused(op->kind, got[k])) refusals++;
    }
    if (!same_answers(d, calls, got, out)) return false;
    for (size_t k = 0; k < d->subject->count; k++) {
        if (!out[k] && !ash_harness_judge(&d->side[k], &calls[k], got[k])) return fail_alone(d, k);
    }
    bool all = refusals == 0;
    if (!all && !undo(d, calls, got, out, old)) return false;
    if (op->kind == OP_RESIZE && got[0] == ASH_OK && all && !lose(d, got, out, number))
        return false;
    if (op->kind == OP_ALLOC && all) hold(d, got);
    if (op->kind == OP_FREE && got[0] == ASH_OK) drop(d, number);
    return same_blocks(d);
}

// ---- a whole trace ----

static bool start(struct differ *d, const struct subject *subject, const struct trace *t)
{
    d->count = 0;
    d->changes = 0;
    d->failure = (struct failure){.check = CHECK_NONE, .index = t->count};
    for (size_t k = 0; k < subject->count; k++) {
        d->side[k].seen = d->seen;
        if (!ash_harness_start(&d->side[k], &subject->side[k], ash_trace_capacity(t)))
            return fail_alone(d, k);
        size_t want = d->side[0].model.capacity, got = d->side[k].model.capacity;
        if (coarse(d, k) ? got > want : got != want) return fail(d, CHECK_CAPACITY, k, want, got);
    }
    return true;
}

static bool run_all(struct differ *d, const struct subject *subject, const struct trace *t)
{
    if (!start(d, subject, t)) return false;
    for (size_t i = 0; i < t->count; i++) {
        d->failure.index = i;
        if (!step(d, &t->op[i])) return false;
    }
    d->failure.index = t->count;
    for (size_t k = 0; k < subject->count; k++) {
        if (!ash_harness_finish(&d->side[k])) return fail_alone(d, k);
    }
    return true;
}

bool ash_differ_run(struct differ *d, const struct subject *subject, const struct trace *t)
{
    d->subject = subject;
    if (subject->count == 1) {
        d->side[0].seen = d->seen;
        bool passed = ash_harness_run(&d->side[0], &subject->side[0], t);
        d->hash = d->side[0].hash;
        d->failure = d->side[0].failure;
        return passed;
    }
    bool passed = run_all(d, subject, t);
    d->hash = 0;
    for (size_t k = 0; k < subject->count; k++) d->hash = ash_hash(d->hash, d->side[k].hash);
    return passed;
}
