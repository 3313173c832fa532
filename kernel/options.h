// SPDX-License-Identifier: MIT
// options: the kernel's command line.
#ifndef OPTIONS_H
#define OPTIONS_H

#include "designs.h"

struct options {
    const struct ash_design *design; // heap=NAME; heap when not given
    bool tests;                      // tests: run the tests, not the tour
    char subject[16];                // tests=SUBJECT: only those of one subject; "" for all
    size_t worst;                    // worst=N: measure that many operations; or 0
    char replay[16];                 // replay=NAME: fuzz inputs, and what runs them; or ""
    bool monitor;                    // monitor: there is somebody at the console
    bool fault_null;                 // fault=null, stack or frame: commit that fault
    bool fault_stack;
    bool fault_frame;
};

// Dies with one line for a word that is none of these.
struct options options_read(const char *line);

// Prints the names of the designs, separated by commas.
void options_print_designs(void);

#endif
