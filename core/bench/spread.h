// SPDX-License-Identifier: MIT
// spread: what is said of several measurements of the same thing.
#ifndef BENCH_SPREAD_H
#define BENCH_SPREAD_H

#include <stddef.h>

struct spread {
    double median;
    double quartiles; // from the first to the third, as a fraction of the median
};

// Sorts the n values, n > 0.
struct spread spread_of(double *value, size_t n);

#endif
