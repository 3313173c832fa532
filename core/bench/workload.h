// SPDX-License-Identifier: MIT
// workload: sequences of allocs and frees, recorded before anything is measured, so that every
// allocator is given exactly the same.
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include <stddef.h>
#include <stdint.h>

// Blocks go by the slot that holds them.
struct op {
    uint32_t slot;
    uint32_t size; // what to allocate into the slot; 0 frees what is in it
};

struct ops {
    struct op *op;
    size_t count;
};

// Fill, once, and then steady, any number of times: steady leaves the same slots full that it
// found full.
struct workload {
    const char *name;
    size_t slots;
    struct ops fill;
    struct ops steady;
    size_t timed; // so many operations of steady are timed at a stretch, at least
};

#define WORKLOADS 11

// The name of the i-th, or NULL when there are no more.
const char *workload_name(size_t i);

// The workload of that name, or an end of the program with a line that says what is wrong.
struct workload workload_record(const char *name);

#endif
