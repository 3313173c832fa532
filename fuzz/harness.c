// SPDX-License-Identifier: MIT
#include "harness.h"
#include "hash.h"
#include "look.h"

static bool fail(struct harness *h, enum check check, size_t want, size_t got)
{
    h->failure.check = check;
    h->failure.side = h->side;
    h->failure.want = want;
    h->failure.got = got;
    return false;
}

// ASH_NONE hashes alike whatever the width of size_t.
static void hash(struct harness *h, size_t number)
{
    h->hash = ash_hash(h->hash, number == ASH_NONE ? UINT64_MAX : number);
}

// ---- what the user writes into blocks ----

// A block holds its tag counted up word by word: no two blocks alike, no part of one like
// another part. Only blocks that the model agreed to come here, so all lies within memory.
static void fill(struct harness *h, size_t offset, size_t from, size_t to)
{
    uint64_t *at = h->memory + offset / 8;
    uint64_t tag = h->tag[offset / ASH_GRANULE];
    for (size_t i = from / 8; i < to / 8; i++) at[i] = tag + i;
}

static bool intact(const struct harness *h, size_t offset, size_t size)
{
    const uint64_t *at = h->memory + offset / 8;
    uint64_t tag = h->tag[offset / ASH_GRANULE];
    uint64_t wrong = 0;
    for (size_t i = 0; i < size / 8; i++) wrong |= at[i] ^ (tag + i);
    return wrong == 0;
}

static void fill_new(struct harness *h, size_t offset)
{
    h->tag[offset / ASH_GRANULE] = ++h->tags << 32;
    fill(h, offset, 0, ash_model_usable(&h->model, offset));
}

// ---- one operation ----

// As ash_call_model, of the design.
static size_t run_design(const struct ash_design *d, union ash_state *s, const struct call *c)
{
    switch (c->kind) {
    case OP_ALLOC: return d->alloc(s, c->size, c->align);
    case OP_FREE: return d->free(s, c->offset);
    case OP_RESIZE: return d->resize(s, c->offset, c->size);
    case OP_USABLE: return d->usable(s, c->offset);
    default: return d->stats(s).blocks;
    }
}

static bool same_stats(struct ash_stats a, struct ash_stats b)
{
    return a.capacity == b.capacity && a.live == b.live && a.free == b.free && a.blocks == b.blocks;
}

// old: the units of the live block at the call's offset, before the call.
static bool check_contents(struct harness *h, const struct call *c, size_t result, size_t old)
{
    if (c->kind == OP_ALLOC && result != ASH_NONE) fill_new(h, result);
    if (c->kind == OP_ALLOC || old == 0) return true;
    size_t now = ash_model_usable(&h->model, c->offset);
    bool kept = intact(h, c->offset, c->kind == OP_RESIZE && now < old ? now : old);
    if (now > old) fill(h, c->offset, old, now);
    return kept || fail(h, CHECK_CONTENTS, 1, 0);
}

size_t ash_harness_call(struct harness *h, const struct call *c)
{
    if (h->seen.tell != NULL) h->seen.tell(h->seen.context, h->side, c, NULL);
    size_t got = run_design(h->side->design, &h->state, c);
    if (h->seen.tell != NULL) h->seen.tell(h->seen.context, h->side, c, &got);
    hash(h, got);
    return got;
}

bool ash_harness_judge(struct harness *h, const struct call *c, size_t got)
{
    const struct ash_design *d = h->side->design;
    h->failure.kind = c->kind;
    size_t old = c->kind == OP_ALLOC ? 0 : ash_model_usable(&h->model, c->offset);
    size_t want = ash_call_model(c, &h->model);
    if (got != want) return fail(h, CHECK_RESULT, want, got);
    bool look = h->judged++ % HARNESS_EVERY == 0, same = false;
    if (look && !ash_look(d, &h->state, &same)) return fail(h, CHECK_INVARIANT, 1, 0);
    struct ash_stats stats = ash_model_stats(&h->model);
    if (!same) h->stats = d->stats(&h->state);
    if (!same) h->changes++;
    if (!same_stats(h->stats, stats)) return fail(h, CHECK_STATS, stats.live, h->stats.live);
    return check_contents(h, c, got, old);
}

// ---- a whole trace ----

bool ash_harness_start(struct harness *h, const struct side *side, size_t capacity)
{
    unsigned char *raw = (unsigned char *)&h->state;
    size_t size = side->design->state;
    for (size_t i = 0; i < size; i++) raw[i] = 0xA5; // init may count on nothing
    h->side = side;
    h->tags = 0;
    h->judged = 0;
    h->changes = 0;
    h->hash = ASH_HASH_START;
    h->failure = (struct failure){.check = CHECK_NONE};
    size_t want = ash_model_init(&h->model, side->rules, capacity);
    size_t got = side->design->init(&h->state, capacity);
    hash(h, got);
    h->stats = side->design->stats(&h->state);
    ash_look_start(side->design, &h->state);
    return got == want || fail(h, CHECK_CAPACITY, want, got);
}

bool ash_harness_finish(struct harness *h)
{
    const struct ash_design *d = h->side->design;
    if (h->seen.left != NULL) h->seen.left(h->seen.context, h->side, &h->state);
    if (!ash_look_end(d, &h->state)) return fail(h, CHECK_INVARIANT, 1, 0);
    for (size_t i = 0; i < h->model.count; i++) {
        struct block b = h->model.block[i];
        size_t usable = d->usable(&h->state, b.offset);
        if (usable != b.size) return fail(h, CHECK_USABLE, b.size, usable);
        if (!intact(h, b.offset, b.size)) return fail(h, CHECK_CONTENTS, 1, 0);
    }
    while (h->model.count > 0) {
        size_t offset = h->model.block[h->model.count - 1].offset;
        ash_model_free(&h->model, offset);
        enum ash_status status = d->free(&h->state, offset);
        if (status != ASH_OK) return fail(h, CHECK_DRAIN, ASH_OK, status);
    }
    size_t want = ash_model_alloc(&h->model, h->model.capacity, 1);
    size_t got = d->alloc(&h->state, h->model.capacity, 1);
    if (got != want) return fail(h, CHECK_DRAIN, want, got);
    return d->check(&h->state) || fail(h, CHECK_INVARIANT, 1, 0);
}

bool ash_harness_run(struct harness *h, const struct side *side, const struct trace *t)
{
    bool started = ash_harness_start(h, side, ash_trace_capacity(t));
    h->failure.index = t->count;
    if (!started) return false;
    for (size_t i = 0; i < t->count; i++) {
        h->failure.index = i;
        struct call c = ash_op_call(&t->op[i], &h->model);
        if (!ash_harness_judge(h, &c, ash_harness_call(h, &c))) return false;
    }
    h->failure.index = t->count;
    return ash_harness_finish(h);
}
