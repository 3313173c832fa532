// SPDX-License-Identifier: MIT
#include "spread.h"
#include <stdlib.h>

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// Between the two values that are nearest to that part of the way through.
static double at(const double *sorted, size_t n, double part)
{
    double place = part * (double)(n - 1);
    size_t below = (size_t)place;
    size_t above = below + 1 < n ? below + 1 : below;
    return sorted[below] + (place - (double)below) * (sorted[above] - sorted[below]);
}

struct spread spread_of(double *value, size_t n)
{
    qsort(value, n, sizeof *value, order);
    double median = at(value, n, 0.5);
    return (struct spread){median, (at(value, n, 0.75) - at(value, n, 0.25)) / median};
}
