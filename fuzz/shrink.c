// SPDX-License-Identifier: MIT
#include "shrink.h"
#include "call.h"

#define FEW 24 // operations of which every two are tried together

struct job {
    struct trace *trace;
    const struct rules *rules;
    bool (*fails)(const struct trace *);
};

// Takes the candidate over if it still fails.
static bool keep(struct job *job, const struct trace *candidate)
{
    if (!job->fails(candidate)) return false;
    *job->trace = *candidate;
    return true;
}

static void cut(struct trace *t, size_t at, size_t n)
{
    for (size_t i = at; i + n < t->count; i++) t->op[i] = t->op[i + n];
    t->count -= n;
}

// ---- fewer operations ----

static bool drop_runs(struct job *job, size_t n)
{
    bool smaller = false;
    for (size_t at = 0; at + n <= job->trace->count;) {
        struct trace candidate = *job->trace;
        cut(&candidate, at, n);
        if (keep(job, &candidate))
            smaller = true;
        else
            at += n;
    }
    return smaller;
}

static void drop(struct job *job)
{
    for (size_t n = job->trace->count / 2 + 1; n > 0; n /= 2) {
        while (drop_runs(job, n)) continue;
    }
}

// An alloc and its free often go only together, and need not be neighbours.
static bool drop_two(struct job *job)
{
    size_t n = job->trace->count;
    for (size_t b = 1; n <= FEW && b < n; b++) {
        for (size_t a = 0; a < b; a++) {
            struct trace candidate = *job->trace;
            cut(&candidate, b, 1);
            cut(&candidate, a, 1);
            if (keep(job, &candidate)) return true;
        }
    }
    return false;
}

// ---- simpler operations ----

// Sizes given by what surrounds them become plain numbers of granules, so that the operations
// around can go.
static bool settle_sizes(struct job *job)
{
    bool simpler = false;
    static struct model model;
    ash_model_init(&model, job->rules, ash_trace_capacity(job->trace));
    for (size_t i = 0; i < job->trace->count; i++) {
        struct trace candidate = *job->trace;
        struct op *op = &candidate.op[i];
        struct call call = ash_op_call(op, &model);
        size_t granules = call.size / ASH_GRANULE + (call.size % ASH_GRANULE != 0);
        if ((op->kind == OP_ALLOC || op->kind == OP_RESIZE) && op->size > SIZE_GRANULES &&
            granules <= UINT8_MAX) {
            op->size = SIZE_GRANULES;
            op->size_arg = (uint8_t)granules;
            if (keep(job, &candidate)) simpler = true;
        }
        ash_call_model(&call, &model);
    }
    return simpler;
}

// Tries a few smaller values for one field of the trace.
static bool lessen(struct job *job, uint8_t *field)
{
    uint8_t before = *field;
    const uint8_t tries[] = {0, 1, 2, 3, 4, 5, 6, 7, (uint8_t)(before / 2), (uint8_t)(before - 1)};
    for (size_t i = 0; i < sizeof tries; i++) {
        if (tries[i] >= before) continue;
        *field = tries[i];
        if (job->fails(job->trace)) return true;
    }
    *field = before;
    return false;
}

static bool lessen_all(struct job *job)
{
    struct trace *t = job->trace;
    bool smaller = lessen(job, &t->slack) || lessen(job, &t->capacity);
    for (size_t i = 0; i < t->count; i++) {
        struct op *op = &t->op[i];
        uint8_t *fields[] = {&op->target, &op->target_arg, &op->size, &op->size_arg, &op->align};
        for (size_t k = 0; k < sizeof fields / sizeof fields[0]; k++) {
            while (lessen(job, fields[k])) smaller = true;
        }
    }
    return smaller;
}

void ash_shrink(struct trace *t, const struct rules *rules, bool (*fails)(const struct trace *))
{
    struct job job = {t, rules, fails};
    drop(&job);
    while (settle_sizes(&job) || lessen_all(&job) || drop_two(&job)) drop(&job);
}
