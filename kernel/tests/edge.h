// SPDX-License-Identifier: MIT
// edge: for readers of bytes that may be damaged. The bytes end where a page ends and no page
// follows, so that to read on beyond them is a fault.
#ifndef EDGE_H
#define EDGE_H

#include "tests.h"

// What a test does while the page is there; returns what the test returns.
const char *edge_run(const char *(*test)(void));

// A test NAME_at_edge, which is the function NAME with the page.
#define EDGE_TEST(NAME)                                                                            \
    static const char *NAME##_at_edge(void)                                                        \
    {                                                                                              \
        return edge_run(NAME);                                                                     \
    }

// Copies that many bytes, at most a page, to where they end with the page. Returns the first.
unsigned char *edge_put(const void *bytes, size_t count);

// Makes each of the bytes each of the others in turn, and calls look: it returns what is wrong, or
// NULL, and says in *sound whether the bytes were accepted. Returns the first that is wrong, or so
// when all were accepted or all refused.
const char *edge_every_byte(void *bytes, size_t count, const unsigned char *others,
                            size_t other_count, const char *(*look)(bool *sound));

#endif
