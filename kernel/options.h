// SPDX-License-Identifier: MIT
// options: the kernel's command line.
#ifndef OPTIONS_H
#define OPTIONS_H

#include "designs.h"
#include "kmalloc.h"

struct options {
    const struct ash_design *design; // heap=NAME; heap when not given
    enum kmalloc_mode mode;          // mode=NAME; fast when not given
    bool tests;                      // tests: run the tests, not the tour
    char subject[16];                // tests=SUBJECT: only those of one subject; "" for all
    unsigned cpus;                   // cpus=N: for tests of several processors; 1 when not given
    size_t worst;                    // worst=N: measure that many operations; or 0
    bool monitor;                    // monitor: there is somebody at the console
    bool fault_null;                 // fault=null, stack, frame or lock: commit that fault
    bool fault_stack;
    bool fault_frame;
    bool fault_lock;
};

// Dies with one line for a word that is none of these.
struct options options_read(const char *line);

// Prints the names of the designs, separated by commas.
void options_print_designs(void);

#endif
