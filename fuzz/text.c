// SPDX-License-Identifier: MIT
#include "text.h"
#include <inttypes.h>

// Sizes and offsets near the top of their range read better from there.
static void number(size_t n, FILE *out)
{
    if (n == SIZE_MAX)
        fprintf(out, "SIZE_MAX");
    else if (n > SIZE_MAX - 1024)
        fprintf(out, "SIZE_MAX-%zu", SIZE_MAX - n);
    else
        fprintf(out, "%zu", n);
}

static void result(enum op_kind kind, size_t value, FILE *out)
{
    if (kind == OP_FREE || kind == OP_RESIZE)
        fprintf(out, "%s", ash_status_name((enum ash_status)value));
    else if (kind == OP_ALLOC && value == ASH_NONE)
        fprintf(out, "none");
    else
        number(value, out);
}

static const char *const kind_names[OP_KINDS] = {"alloc", "free", "resize", "usable", "stats"};

static void print_request(const struct call *c, FILE *out)
{
    fprintf(out, "%s ", kind_names[c->kind]);
    if (c->kind == OP_FREE || c->kind == OP_RESIZE || c->kind == OP_USABLE) number(c->offset, out);
    if (c->kind == OP_RESIZE) fprintf(out, " to ");
    if (c->kind == OP_RESIZE || c->kind == OP_ALLOC) number(c->size, out);
    if (c->kind == OP_ALLOC) {
        fprintf(out, " align ");
        number(c->align, out);
    }
    fprintf(out, c->kind == OP_STATS ? "-> blocks " : " -> ");
}

struct page {
    FILE *out;
    bool several; // designs
};

static void print_call(void *context, const struct side *side, const struct call *c,
                       const size_t *value)
{
    const struct page *page = context;
    if (value == NULL) {
        if (page->several) fprintf(page->out, "%-8s", side->design->name);
        print_request(c, page->out);
    } else {
        result(c->kind, *value, page->out);
        fprintf(page->out, "\n");
    }
    fflush(page->out);
}

bool ash_text_run(struct differ *d, const struct subject *subject, const struct trace *t, FILE *out)
{
    struct page page = {out, subject->count > 1};
    fprintf(out, "init %s ", subject->name);
    number(ash_trace_capacity(t), out);
    fprintf(out, "\n");
    d->seen = (struct seen){print_call, &page};
    bool passed = ash_differ_run(d, subject, t);
    d->seen.tell = NULL;
    if (!passed) {
        fprintf(out, "^ ");
        ash_text_failure(d, t, out);
        fprintf(out, "\n");
    }
    return passed;
}

static void print_wrong_result(const struct failure *f, const char *judge, FILE *out)
{
    result(f->kind, f->got, out);
    fprintf(out, ", where %s says ", judge);
    result(f->kind, f->want, out);
}

void ash_text_failure(const struct differ *d, const struct trace *t, FILE *out)
{
    const struct failure *f = &d->failure;
    const char *other = f->other != NULL ? f->other->design->name : "the model";
    if (f->index < t->count)
        fprintf(out, "operation %zu: ", f->index + 1);
    else if (f->check != CHECK_CAPACITY)
        fprintf(out, "after the last operation: ");
    if (d->subject->count > 1 && f->side != NULL) fprintf(out, "%s: ", f->side->design->name);
    switch (f->check) {
    case CHECK_NONE: fprintf(out, "nothing wrong"); break;
    case CHECK_CAPACITY: fprintf(out, "init took %zu units, not %zu", f->got, f->want); break;
    case CHECK_RESULT:
    case CHECK_ANSWER: print_wrong_result(f, other, out); break;
    case CHECK_INVARIANT: fprintf(out, "the invariant does not hold"); break;
    case CHECK_STATS: fprintf(out, "stats differ: live %zu, model %zu", f->got, f->want); break;
    case CHECK_CONTENTS: fprintf(out, "a block's contents have changed"); break;
    case CHECK_USABLE: fprintf(out, "a block of %zu units, not %zu", f->got, f->want); break;
    case CHECK_DRAIN: fprintf(out, "freed blocks do not give the whole capacity back"); break;
    case CHECK_BLOCKS: fprintf(out, "%zu live blocks, not %zu", f->got, f->want); break;
    case CHECK_UNITS: fprintf(out, "%zu live, where %s has %zu", f->got, other, f->want); break;
    case CHECK_SIZE:
        fprintf(out, "a block of %zu units, of %zu in %s", f->got, f->want, other);
        break;
    }
}
