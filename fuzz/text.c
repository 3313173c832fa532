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

static void print_call(void *context, const struct call *c, const size_t *value)
{
    FILE *out = context;
    if (value == NULL) {
        print_request(c, out);
    } else {
        result(c->kind, *value, out);
        fprintf(out, "\n");
    }
    fflush(out);
}

bool ash_text_run(struct harness *h, const struct subject *subject, const struct trace *t,
                  FILE *out)
{
    fprintf(out, "init %s ", subject->design->name);
    number(ash_trace_capacity(t), out);
    fprintf(out, "\n");
    h->seen = print_call;
    h->context = out;
    bool passed = ash_harness_run(h, subject, t);
    h->seen = NULL;
    if (!passed) {
        fprintf(out, "^ ");
        ash_text_failure(&h->failure, t, out);
        fprintf(out, "\n");
    }
    return passed;
}

static void print_wrong_result(const struct failure *f, enum op_kind kind, FILE *out)
{
    result(kind, f->got, out);
    fprintf(out, ", where the model says ");
    result(kind, f->want, out);
}

void ash_text_failure(const struct failure *f, const struct trace *t, FILE *out)
{
    if (f->index < t->count)
        fprintf(out, "operation %zu: ", f->index + 1);
    else if (f->check != CHECK_CAPACITY)
        fprintf(out, "after the last operation: ");
    switch (f->check) {
    case CHECK_NONE: fprintf(out, "nothing wrong"); break;
    case CHECK_CAPACITY: fprintf(out, "init took %zu units, not %zu", f->got, f->want); break;
    case CHECK_RESULT: print_wrong_result(f, (enum op_kind)t->op[f->index].kind, out); break;
    case CHECK_INVARIANT: fprintf(out, "the invariant does not hold"); break;
    case CHECK_STATS: fprintf(out, "stats differ: live %zu, model %zu", f->got, f->want); break;
    case CHECK_CONTENTS: fprintf(out, "a block's contents have changed"); break;
    case CHECK_USABLE: fprintf(out, "a block of %zu units, not %zu", f->got, f->want); break;
    case CHECK_DRAIN: fprintf(out, "freed blocks do not give the whole capacity back"); break;
    }
}
