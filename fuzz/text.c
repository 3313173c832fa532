// SPDX-License-Identifier: MIT
#include "text.h"
#include "say.h"

// Sizes and offsets near the top of their range read better from there.
static void number(size_t n)
{
    if (n == SIZE_MAX)
        ash_say("SIZE_MAX");
    else if (n > SIZE_MAX - 1024)
        ash_say("SIZE_MAX-%zu", SIZE_MAX - n);
    else
        ash_say("%zu", n);
}

void ash_text_result(enum op_kind kind, size_t value)
{
    if (kind == OP_FREE || kind == OP_RESIZE)
        ash_say("%s", ash_status_name((enum ash_status)value));
    else if (kind == OP_ALLOC && value == ASH_NONE)
        ash_say("none");
    else
        number(value);
}

static const char *const kind_names[OP_KINDS] = {"alloc", "free", "resize", "usable", "stats"};

void ash_text_request(const struct call *c)
{
    ash_say("%s ", kind_names[c->kind]);
    if (c->kind == OP_FREE || c->kind == OP_RESIZE || c->kind == OP_USABLE) number(c->offset);
    if (c->kind == OP_RESIZE) ash_say(" to ");
    if (c->kind == OP_RESIZE || c->kind == OP_ALLOC) number(c->size);
    if (c->kind == OP_ALLOC) {
        ash_say(" align ");
        number(c->align);
    }
    ash_say(c->kind == OP_STATS ? "-> blocks " : " -> ");
}

static void print_call(void *context, const struct side *side, const struct call *c,
                       const size_t *value)
{
    const struct differ *d = context;
    if (value == NULL) {
        if (d->subject->count > 1) ash_say("%-8s", side->design->name);
        ash_text_request(c);
    } else {
        ash_text_result(c->kind, *value);
        ash_say("\n");
    }
}

bool ash_text_run(struct differ *d, const struct subject *subject, const struct trace *t)
{
    ash_say("init %s ", subject->name);
    number(ash_trace_capacity(t));
    ash_say("\n");
    d->seen = (struct seen){.tell = print_call, .context = d};
    bool passed = ash_differ_run(d, subject, t);
    d->seen = (struct seen){0};
    if (!passed) {
        ash_say("^ ");
        ash_text_failure(d, t);
        ash_say("\n");
    }
    return passed;
}

static void print_wrong_result(const struct failure *f, const char *judge)
{
    ash_text_result(f->kind, f->got);
    ash_say(", where %s says ", judge);
    ash_text_result(f->kind, f->want);
}

void ash_text_failure(const struct differ *d, const struct trace *t)
{
    const struct failure *f = &d->failure;
    const char *other = f->other != NULL ? f->other->design->name : "the model";
    if (f->index < t->count)
        ash_say("operation %zu: ", f->index + 1);
    else if (f->check != CHECK_CAPACITY)
        ash_say("after the last operation: ");
    if (d->subject->count > 1 && f->side != NULL) ash_say("%s: ", f->side->design->name);
    switch (f->check) {
    case CHECK_NONE: ash_say("nothing wrong"); break;
    case CHECK_CAPACITY: ash_say("init took %zu units, not %zu", f->got, f->want); break;
    case CHECK_RESULT:
    case CHECK_ANSWER: print_wrong_result(f, other); break;
    case CHECK_INVARIANT: ash_say("the invariant does not hold"); break;
    case CHECK_STATS: ash_say("stats differ: live %zu, model %zu", f->got, f->want); break;
    case CHECK_CONTENTS: ash_say("a block's contents have changed"); break;
    case CHECK_USABLE: ash_say("a block of %zu units, not %zu", f->got, f->want); break;
    case CHECK_DRAIN: ash_say("freed blocks do not give the whole capacity back"); break;
    case CHECK_BLOCKS: ash_say("%zu live blocks, not %zu", f->got, f->want); break;
    case CHECK_UNITS: ash_say("%zu live, where %s has %zu", f->got, other, f->want); break;
    case CHECK_SIZE: ash_say("a block of %zu units, of %zu in %s", f->got, f->want, other); break;
    }
}
