// SPDX-License-Identifier: MIT
// watched: malloc and free while options want something of every call.
#ifndef WATCHED_H
#define WATCHED_H

#include <stdbool.h>
#include <stddef.h>

// malloc; short for a small block of the home's.
void *watched_take(size_t size);

// free of a block of the home's, which the caller has. False: it takes the long way.
bool watched_give(void *p);

#endif
