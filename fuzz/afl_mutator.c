// SPDX-License-Identifier: MIT
// afl_mutator: the operation-level mutations as a library that afl-fuzz loads.
#include "mutate.h"
#include <stdlib.h>

struct mutator {
    uint32_t seed;
    struct trace trace, other;
    uint8_t bytes[OPS_BYTES];
};

// afl-fuzz finds these by name; the first argument of init is its own state.
void *afl_custom_init(void *afl, unsigned int seed);
size_t afl_custom_fuzz(struct mutator *m, uint8_t *data, size_t size, uint8_t **out, uint8_t *add,
                       size_t add_size, size_t max);
void afl_custom_deinit(struct mutator *m);

void *afl_custom_init(void *afl, unsigned int seed)
{
    (void)afl;
    struct mutator *m = calloc(1, sizeof *m);
    if (m != NULL) m->seed = seed;
    return m;
}

size_t afl_custom_fuzz(struct mutator *m, uint8_t *data, size_t size, uint8_t **out, uint8_t *add,
                       size_t add_size, size_t max)
{
    ash_trace_decode(&m->trace, data, size);
    if (add != NULL && m->seed % 4 == 0) {
        ash_trace_decode(&m->other, add, add_size);
        ash_crossover(&m->trace, &m->other, m->seed);
    }
    // libFuzzer stacks mutations by itself; here it is one input in four that gets just one.
    for (unsigned n = 1u << m->seed % 4; n > 0; n--) ash_mutate(&m->trace, m->seed * 8 + n);
    m->seed++;
    *out = m->bytes;
    return ash_trace_encode(&m->trace, m->bytes, max < OPS_BYTES ? max : OPS_BYTES);
}

void afl_custom_deinit(struct mutator *m)
{
    free(m);
}
