// SPDX-License-Identifier: MIT
#include "tests.h"

#include "../frames.h"
#include "../guard.h"
#include "../kmalloc.h"
#include "../print.h"
#include "../text.h"
#include "tests/suite.h"
#include "worst.h"

static unsigned passed, failed;
static const char *only; // the subject to which the run is narrowed, or ""

__attribute__((weak)) const struct tests tests_contracts = {0, NULL};

union ash_state tests_state;
unsigned tests_cpus;
static unsigned char suite_memory[65536];

static void report(const char *subject, const char *name, const char *why)
{
    if (why == NULL) {
        passed++;
        print("ok %s: %s\n", subject, name);
    } else {
        failed++;
        print("FAIL %s: %s: %s\n", subject, name, why);
    }
}

// Makes heap give back the slab that it keeps, and what is in the quarantine. No other design has pages when no block is live.
static void ask_for_all(void)
{
    if (guard_flush() + heap_stats().committed != 0) kfree(kmalloc(heap_stats().reserved));
}

static const char *run_one(const struct test *t)
{
    ask_for_all();
    size_t frames = frames_free();
    const char *why = t->run();
    if (why != NULL) return why;
    EXPECT(heap_stats().blocks == 0, "a block of the heap is still live after the test");
    EXPECT(heap_check(), "the heap is unsound after the test");
    ask_for_all();
    EXPECT(heap_stats().committed == 0, "pages are committed with no block and no slab");
    EXPECT(frames_free() >= frames, "frames are lost after the test");
    EXPECT(frames_free() <= frames, "more frames are free after the test than before");
    return NULL;
}

static bool wanted(const char *subject)
{
    return only[0] == 0 || text_same(only, subject);
}

static void run_all(const struct tests *group, const char *subject)
{
    if (!wanted(subject)) return;
    for (size_t i = 0; i < group->count; i++)
        report(subject, group->tests[i].name, run_one(&group->tests[i]));
}

bool tests_refuses_all(void)
{
    return text_same(heap_design_name(), "dummy");
}

static void run_for_design(const struct ash_design *design)
{
    if (!wanted(design->name)) return;
    if (!heap_use(design)) {
        report("kernel heap", design->name, "an earlier test left a block");
        return;
    }
    print("the heap under %s:\n", design->name);
    bool heap = design == ash_design_named("heap");
    bool bucket = design == ash_design_named("bucket");
    bool none = tests_refuses_all();
    run_all(none ? &tests_refused_heap : &tests_heap, design->name);
    if (!none) run_all(&tests_commit, design->name);
    if (heap || bucket) run_all(&tests_slots, design->name);
    if (heap) run_all(&tests_runs, design->name);
}

static void run_core(void)
{
    if (!wanted("core")) return;
    print("the core:\n");
    struct suite_port port = {&tests_state, suite_memory, sizeof suite_memory, report};
    unsigned before = failed;
    if (ash_suite_run(&port) != failed - before)
        report("core", "count", "the suite counts differently");
}

bool tests_run(const char *subject, unsigned cpus)
{
    only = subject;
    tests_cpus = cpus;
    run_core();
    print("the kernel:\n");
    run_all(&tests_memory, "memory");
    run_all(&tests_frames, "frames");
    run_all(&tests_space, "space");
    run_all(&tests_tree, "tree");
    run_all(&tests_archive, "archive");
    run_all(&tests_multiboot, "multiboot");
    run_all(&tests_faults, "faults");
    run_all(&tests_guard, "guard");
    run_all(&tests_neighbour, "neighbour");
    run_all(&tests_checked, "checked");
    run_all(&tests_interrupts, "interrupts");
    run_all(&tests_tasks, "tasks");
    if (cpus > 1) run_all(&tests_processors, "processors");
    if (cpus > 1) run_all(&tests_sharing, "sharing");
    run_all(&tests_line, "line");
    run_all(&tests_states, "states");
    run_all(&tests_contracts, "contracts");
    for (size_t i = 0; i < ASH_DESIGNS; i++) run_for_design(&ash_designs[i]);
    if (heap_use(ash_design_named("heap"))) run_all(&tests_exhaust, "exhaust");

    if (passed + failed == 0) die("tests=%s: there is no such subject", only);
    print("%u passed, %u failed\n", passed, failed);
    return failed == 0 && passed != 0;
}

bool tests_worst(const struct ash_design *design, size_t operations)
{
    return worst_run(design, &tests_state, operations);
}
