// SPDX-License-Identifier: MIT
#include "suite.h"
#include "suite_misuse.h"

// What each design can do. A design that is missing here fails the suite.
static const struct row {
    const char *design;
    unsigned traits;
    size_t granules; // the most that its state can hold
    size_t granule;  // see suite_run
} designs[] = {
    {"dummy", SUITE_REFUSES, 0, ASH_GRANULE},
    {"bump", SUITE_GRANTS | SUITE_FOLLOWS | SUITE_RESETS | SUITE_RECORDS, ASH_GRANULES,
     ASH_GRANULE},
    {"bitmap", SUITE_GRANTS | SUITE_FOLLOWS | SUITE_REUSES | SUITE_FIRST_FIT | SUITE_RECORDS,
     ASH_GRANULES, ASH_GRANULE},
    {"list",
     SUITE_GRANTS | SUITE_FOLLOWS | SUITE_REUSES | SUITE_FIRST_FIT | SUITE_RECORDS | SUITE_LINKS,
     ASH_LIST_GRANULES, ASH_GRANULE},
    {"bucket", SUITE_GRANTS | SUITE_REUSES | SUITE_SPANS, ASH_BUCKET_GRANULES, ASH_GRANULE},
    {"heap", SUITE_GRANTS | SUITE_REUSES | SUITE_SLABS, ASH_UNITS *ASH_WORD_BITS,
     ASH_WORD_BITS *ASH_GRANULE},
};

static const struct suite_group *const groups[] = {
    &ash_suite_alloc,     &ash_suite_limits,       &ash_suite_order,       &ash_suite_contents,
    &ash_suite_resize,    &ash_suite_check,        &ash_suite_book,        &ash_suite_misuse,
    &ash_suite_bucket,    &ash_suite_bucket_check, &ash_suite_bucket_fit,  &ash_suite_heap,
    &ash_suite_heap_runs, &ash_suite_heap_check,   &ash_suite_heap_bricks, &ash_suite_refuse,
    &ash_suite_box,       &ash_suite_rc,           &ash_suite_vec,         &ash_suite_str,
    &ash_suite_tasks,     &ash_suite_shelf,        &ash_suite_sets,        &ash_suite_fits,
    &ash_suite_runs,      &ash_suite_slabs,        &ash_suite_heap_ties,   &ash_suite_edges,
};

static const struct suite_misuses *const misuses[] = {
    &ash_suite_misuse_offsets,
    &ash_suite_misuse_sizes,
    &ash_suite_bucket_misuse,
    &ash_suite_heap_misuse,
};

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof((ARRAY)[0]))

static struct row row_of(const struct ash_design *design)
{
    for (size_t i = 0; i < COUNT(designs); i++) {
        if (ash_design_named(designs[i].design) == design) return designs[i];
    }
    return (struct row){NULL, 0, 0, 0};
}

static bool can(const struct suite_run *r, unsigned needs)
{
    return (needs & ~r->traits) == 0;
}

// Every test starts on an empty heap (a misuse makes its own)...
static const char *start(const struct suite_run *r, const struct suite_test *test)
{
    suite_init(r, r->capacity);
    return test->run(r);
}

static const char *sound(const struct suite_run *r)
{
    EXPECT(suite_check(r), "check finds the state unsound after the test");
    return NULL;
}

// ... and must leave a sound one, whatever else it looks at. Returns whether it failed.
static bool end(const struct suite_run *r, const char *subject, const char *test, const char *why)
{
    if (why == NULL) why = sound(r);
    r->port->report(subject, test, why);
    return why != NULL;
}

// Returns how many of the group's tests failed.
static unsigned run_group(const struct suite_run *r, const struct suite_group *group,
                          const char *subject)
{
    unsigned failed = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct suite_test *test = &group->tests[i];
        if (can(r, test->needs) && end(r, subject, test->name, start(r, test))) failed++;
    }
    return failed;
}

static unsigned run_misuses(const struct suite_run *r, const struct suite_misuses *group)
{
    unsigned failed = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct suite_misuse *m = &group->cases[i];
        if (can(r, m->needs) && end(r, r->design->name, m->name, suite_misuse(r, m))) failed++;
    }
    return failed;
}

unsigned ash_suite_run(const struct suite_port *port)
{
    struct suite_run r = {.design = &ash_designs[0], .port = port};
    unsigned failed = run_group(&r, &ash_suite_names, "designs");
    failed += run_group(&r, &ash_suite_words, "words");
    failed += run_group(&r, &ash_suite_bits, "bits");
    failed += run_group(&r, &ash_suite_shapes, "shapes");
    for (size_t d = 0; d < ASH_DESIGNS; d++) {
        struct row row = row_of(&ash_designs[d]);
        r.design = &ash_designs[d];
        r.traits = row.traits;
        r.granules = row.granules;
        r.granule = row.granule;
        r.capacity = SUITE_GRANULES * row.granule;
        if (row.granules * ASH_GRANULE < r.capacity) r.capacity = row.granules * ASH_GRANULE;
        if (r.traits == 0) {
            port->report(r.design->name, "known", "the suite does not know what it can do");
            failed++;
            continue;
        }
        if (row.granules >= port->memory_size / ASH_GRANULE) r.traits |= SUITE_ROOMY;
        for (size_t g = 0; g < COUNT(groups); g++)
            failed += run_group(&r, groups[g], r.design->name);
        for (size_t g = 0; g < COUNT(misuses); g++) failed += run_misuses(&r, misuses[g]);
    }
    return failed;
}
