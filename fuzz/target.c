// SPDX-License-Identifier: MIT
// target: the entry points of both engines; compiled once a subject, with -DSUBJECT="name".
#include "mutate.h"
#include "subjects.h"
#include "tally.h"
#include <stdlib.h>

static struct differ differ;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
                                 uint8_t *out, size_t max, unsigned seed);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct trace trace;
    struct subject subject;
    ash_trace_decode(&trace, data, size);
    ash_tally(trace.count);
    // An engine sees a failure by the process dying; replay says what was wrong.
    if (!ash_subject_named(SUBJECT, &subject)) abort();
    if (!ash_differ_run(&differ, &subject, &trace)) abort();
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    static struct trace trace;
    ash_trace_decode(&trace, data, size);
    ash_mutate(&trace, seed);
    return ash_trace_encode(&trace, data, max);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
                                 uint8_t *out, size_t max, unsigned seed)
{
    static struct trace trace, other;
    ash_trace_decode(&trace, a, a_size);
    ash_trace_decode(&other, b, b_size);
    ash_crossover(&trace, &other, seed);
    return ash_trace_encode(&trace, out, max);
}
