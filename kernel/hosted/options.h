// SPDX-License-Identifier: MIT
// options: what the environment variable ASHLAR_OPTIONS says: NAME=VALUE, with commas between.
#ifndef HOSTED_OPTIONS_H
#define HOSTED_OPTIONS_H

#include <stdbool.h>

enum misuse_option { MISUSE_ABORT, MISUSE_REPORT, MISUSE_IGNORE };
enum zero_option { ZERO_OFF, ZERO_ALLOC, ZERO_FREE };

struct options {
    unsigned misuse;     // enum misuse_option
    unsigned zero;       // enum zero_option
    unsigned canary;     // 1: bytes behind each block that must not change
    unsigned quarantine; // 1: freed blocks are kept out of use for a while
    unsigned random;     // 1: blocks come from random places
    unsigned guard;      // 1: a page behind each block above HARD_LONG that nobody may touch
    unsigned stats;      // 1: a summary when the program ends
    unsigned step;       // 0: always take the lock, as if there were no membarrier
};

extern struct options options;

// Reads them, once, as soon as there is an environment; of a program with more rights than who
// started it never. What makes no sense ends the program with one line and status 2.
void options_read(void);

// Do they ask for something that every call must look at?
bool options_detour(void);
bool options_hard(void); // of hard.h

#endif
