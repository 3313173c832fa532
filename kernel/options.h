// SPDX-License-Identifier: MIT
// options: the kernel's command line.
#ifndef OPTIONS_H
#define OPTIONS_H

#include "blunder.h"
#include "designs.h"
#include "kmalloc.h"

struct options {
    const struct ash_design *design; // heap=NAME; heap when not given
    enum kmalloc_mode mode;          // mode=NAME; fast when not given
    bool tests;                      // tests: run the tests, not the tour
    char subject[16];                // tests=SUBJECT: only those of one subject; "" for all
    unsigned cpus;                   // cpus=N: for tests of several processors; 1 when not given
    size_t worst;                    // worst=N: measure that many operations; or 0
    char replay[16];                 // replay=NAME: fuzz inputs, and what runs them; or ""
    bool monitor;                    // monitor: there is somebody at the console
    bool colour;                     // colour: on a terminal that knows colours
    const struct blunder *fault;     // fault=NAME: commit it; or NULL
};

// Dies with one line for a word that is none of these.
struct options options_read(const char *line);

// Print the names of the designs, and of the blunders, separated by commas.
void options_print_designs(void);
void options_print_faults(void);

#endif
