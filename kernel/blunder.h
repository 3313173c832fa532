// SPDX-License-Identifier: MIT
// blunder: what a wrong program does, done on purpose, for the boots and the monitor that show how
// each is caught and told.
#ifndef BLUNDER_H
#define BLUNDER_H

#include <stddef.h>

struct blunder {
    const char *name;
    const char *what;
    void (*commit)(void);
};

extern const struct blunder blunders[];
extern const size_t blunder_count;

// NULL when there is none of that name.
const struct blunder *blunder_named(const char *name);

// Ends the machine by the report of a fault (fault.h), or with one line (die, in print.h) for what
// is noticed before anything faults.
_Noreturn void blunder_commit(const struct blunder *b);

#endif
