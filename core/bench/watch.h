// SPDX-License-Identifier: MIT
// watch: how long operations take.
#ifndef BENCH_WATCH_H
#define BENCH_WATCH_H

#include <stddef.h>
#include <time.h>

// Nanoseconds an operation.
struct watch {
    double time;    // of processors, in all threads: what other processes take does not count
    double elapsed; // by the clock on the wall
};

static inline double watch_now(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline struct watch watch_start(void)
{
    return (struct watch){watch_now(CLOCK_PROCESS_CPUTIME_ID), watch_now(CLOCK_MONOTONIC)};
}

// For so many operations since the start.
static inline struct watch watch_stop(struct watch start, size_t operations)
{
    struct watch end = watch_start();
    double n = (double)operations;
    return (struct watch){(end.time - start.time) / n, (end.elapsed - start.elapsed) / n};
}

#endif
