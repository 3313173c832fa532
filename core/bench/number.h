// SPDX-License-Identifier: MIT
// number: a number on the command line.
#ifndef BENCH_NUMBER_H
#define BENCH_NUMBER_H

#include <stdlib.h>

// The number that the text is, or 0 if it is none of 1 .. most.
static inline size_t number_of(const char *text, size_t most)
{
    char *end;
    long n = strtol(text, &end, 10);
    return *text != 0 && *end == 0 && n > 0 && (size_t)n <= most ? (size_t)n : 0;
}

#endif
