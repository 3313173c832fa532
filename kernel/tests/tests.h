// SPDX-License-Identifier: MIT
// tests: what runs in the kernel when its command line says so.
#ifndef TESTS_H
#define TESTS_H

#include "../heap.h"

// Runs the core's suite and the kernel's own tests, prints a line for each and the totals
// last: all, for "", or those of one subject: "core" for the suite; "frames" and so on, as the
// line of a test begins; a design's name for the kernel's heap under it. Dies when there is no
// such subject. "processors" and "sharing" are when there is more than one, as cpus says. True when all passed.
// Any design may be in charge of the heap before and after.
bool tests_run(const char *subject, unsigned cpus);

// Measures the worst case of a design (worst.h) over that many operations.
bool tests_worst(const struct ash_design *design, size_t operations);

// A test returns NULL, or in one line what was wrong. When it ends, no block is live, the heap
// is sound, and as many frames are free as before but for those of the slab that heap keeps, which
// go when a request for all there is asks for them: tests_run sees to that.
struct test {
    const char *name;
    const char *(*run)(void);
};

struct tests {
    size_t count;
    const struct test *tests;
};

#define TESTS(ARRAY)                                                                               \
    {                                                                                              \
        sizeof(ARRAY) / sizeof *(ARRAY), ARRAY                                                     \
    }

// A state for tests that are about the core and not about the kernel's heap.
extern union ash_state tests_state;

// How many processors there are to be used.
extern unsigned tests_cpus;

extern const struct tests tests_memory;
extern const struct tests tests_frames;
extern const struct tests tests_tree;
extern const struct tests tests_archive;
extern const struct tests tests_multiboot;
extern const struct tests tests_states;
extern const struct tests tests_space;
extern const struct tests tests_faults;
extern const struct tests tests_guard;
extern const struct tests tests_neighbour;
extern const struct tests tests_checked;
extern const struct tests tests_interrupts;
extern const struct tests tests_tasks;
extern const struct tests tests_processors;
extern const struct tests tests_sharing;
extern const struct tests tests_line;
extern const struct tests tests_heap;         // once for each design that grants requests
extern const struct tests tests_commit;       // likewise
extern const struct tests tests_slots;        // for bucket and heap, beside those
extern const struct tests tests_runs;         // for heap
extern const struct tests tests_exhaust;      // under heap
extern const struct tests tests_contracts;    // in the kernel that has them, else none
extern const struct tests tests_refused_heap; // for a design that refuses all

// Is the design in charge of the heap the one that refuses every request? By its name: any other
// that refuses one for which there is room fails a test.
bool tests_refuses_all(void);

// Pages that are nobody's, in the reach of page tables that exist once there has been a block.
#define NOBODYS_PAGES (HEAP_BASE - 32 * PAGE_SIZE)

#define EXPECT(CONDITION, WHY)                                                                     \
    do {                                                                                           \
        if (!(CONDITION)) return WHY;                                                              \
    } while (0)

#endif
