// SPDX-License-Identifier: MIT
// suite: the tests that hold for every design, freestanding, so that the same objects run
// on the host and in the kernel.
#ifndef ASH_SUITE_H
#define ASH_SUITE_H

#include "designs.h"

// What the suite needs from where it runs.
struct suite_port {
    union ash_state *state; // storage for the design under test
    unsigned char *memory;  // what offsets stand for in tests that fill blocks with contents
    size_t memory_size;     // at least 65536
    // Called once a test: why is NULL when it passed, else one line that says what was wrong.
    void (*report)(const char *design, const char *test, const char *why);
};

// Runs every test on every design that can pass it. Returns how many failed.
unsigned ash_suite_run(const struct suite_port *port);

#endif
