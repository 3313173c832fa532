// SPDX-License-Identifier: MIT
#include "outcome.h"
#include "hash.h"
#include "say.h"
#include "text.h"

// What the operations of a trace have left of the designs, one after the other.
static void hash_state(void *context, const struct side *side, const union ash_state *state)
{
    uint64_t *hash = context;
    *hash = ash_hash_all(*hash, state, side->design->state);
}

void ash_outcome_add(struct outcome *o, struct differ *d, const char *name, const struct trace *t)
{
    uint64_t state = ASH_HASH_START;
    bool passed;
    if (o->detail == OUTCOME_OPERATIONS) {
        passed = ash_text_run(d, o->subject, t);
    } else {
        d->seen = (struct seen){.context = &state, .left = hash_state};
        passed = ash_differ_run(d, o->subject, t);
        d->seen = (struct seen){0};
    }
    o->inputs++;
    o->operations += t->count;
    o->hash = ash_hash(o->hash, d->hash);
    if (!passed) {
        o->failed++;
        ash_say("%s: %s: ", o->subject->name, name);
        ash_text_failure(d, t);
        ash_say("\n");
    } else if (o->detail == OUTCOME_INPUTS) {
        ash_say("%s: %s: %zu operations, answers 0x%zx, state 0x%zx\n", o->subject->name, name,
                t->count, (size_t)d->hash, (size_t)state);
    }
}

bool ash_outcome_end(const struct outcome *o)
{
    ash_say("%s: %zu inputs, %zu operations, %zu failed, hash 0x%zx\n", o->subject->name, o->inputs,
            o->operations, o->failed, (size_t)o->hash);
    return o->inputs > 0 && o->failed == 0;
}
