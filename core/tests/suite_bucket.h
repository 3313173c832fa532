// SPDX-License-Identifier: MIT
// suite_bucket: what the tests of bucket and of its check share.
#ifndef ASH_SUITE_BUCKET_H
#define ASH_SUITE_BUCKET_H

#include "suite_test.h"

#define G ((size_t)ASH_GRANULE)
#define SPAN (ASH_SPAN * G)

// Page 0 is a span of slots of 10 granules: blocks of 9 in the first and third, and the second
// freed again. Page 1 starts with a hole, then has a large block; behind that all is free for
// list. NULL when that heap cannot be made.
#define LARGE_FROM 70
#define LARGE_END 100
struct ash_bucket *suite_bucket_scene(const struct suite_run *r);

#endif
