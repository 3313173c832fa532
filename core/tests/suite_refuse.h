// SPDX-License-Identifier: MIT
// suite_refuse: pools for the tests of containers, and what happens to a container when the pool
// refuses the n-th request, for every n.
#ifndef ASH_SUITE_REFUSE_H
#define ASH_SUITE_REFUSE_H

#include "containers/pool.h"
#include "suite_test.h"

// The alignment of the pools' memory.
#define SUITE_POOL_ALIGN 64

// A pool of the design under test over the port's memory. Every request to it is counted.
struct ash_pool suite_pool(const struct suite_run *r);

// How many requests the pools have had since the last suite_pool: allocs, and resizes that grow.
size_t suite_requests(void);

// NULL when nothing is live, else what is wrong.
const char *suite_pool_empty(const struct suite_run *r);

// Uses containers in the pool, any of whose requests may be refused, and drops them all. Returns
// NULL, or what was wrong.
typedef const char *suite_scenario(const struct ash_pool *pool);

// Runs the scenario with the n-th request refused, for each n until it makes no n-th request: once
// with that request alone refused, and once with all from that one on. After each run nothing may
// be live. Returns NULL, or what was wrong.
const char *suite_refuse(const struct suite_run *r, suite_scenario *scenario);

#endif
