// SPDX-License-Identifier: MIT
#include "suite.h"
#include "suite_test.h"

// What each design can do. A design that is missing here fails the suite.
static const struct row {
    const char *design;
    unsigned traits;
    size_t granules; // the most that its state can hold
} designs[] = {
    {"dummy", SUITE_REFUSES, 0},
    {"bump", SUITE_GRANTS | SUITE_RESETS | SUITE_RECORDS, ASH_GRANULES},
    {"bitmap", SUITE_GRANTS | SUITE_REUSES | SUITE_FIRST_FIT | SUITE_RECORDS, ASH_GRANULES},
    {"list", SUITE_GRANTS | SUITE_REUSES | SUITE_FIRST_FIT | SUITE_RECORDS | SUITE_LINKS,
     ASH_LIST_GRANULES},
};

static const struct suite_group *const groups[] = {
    &ash_suite_alloc,  &ash_suite_limits, &ash_suite_order,  &ash_suite_contents, &ash_suite_resize,
    &ash_suite_misuse, &ash_suite_check,  &ash_suite_refuse, &ash_suite_box,      &ash_suite_rc,
    &ash_suite_vec,    &ash_suite_str,    &ash_suite_tasks,
};

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof((ARRAY)[0]))

static struct row row_of(const struct ash_design *design)
{
    for (size_t i = 0; i < COUNT(designs); i++) {
        if (ash_design_named(designs[i].design) == design) return designs[i];
    }
    return (struct row){NULL, 0, 0};
}

// Every test starts on an empty heap and must leave a sound one, whatever else it looks at.
static const char *run_test(const struct suite_run *r, const struct suite_test *test)
{
    suite_init(r, SUITE_CAPACITY);
    const char *why = test->run(r);
    EXPECT(why != NULL || suite_check(r), "check finds the state unsound after the test");
    return why;
}

// Returns how many of the tests that need no more than these traits failed.
static unsigned run_group(const struct suite_run *r, const struct suite_group *group,
                          unsigned traits, const char *subject)
{
    unsigned failed = 0;
    for (size_t i = 0; i < group->count; i++) {
        const struct suite_test *test = &group->tests[i];
        if ((test->needs & ~traits) != 0) continue;
        const char *why = run_test(r, test);
        r->port->report(subject, test->name, why);
        if (why != NULL) failed++;
    }
    return failed;
}

unsigned ash_suite_run(const struct suite_port *port)
{
    struct suite_run r = {&ash_designs[0], port, 0};
    unsigned failed = run_group(&r, &ash_suite_names, 0, "designs");
    for (size_t d = 0; d < ASH_DESIGNS; d++) {
        struct row row = row_of(&ash_designs[d]);
        unsigned traits = row.traits;
        r.design = &ash_designs[d];
        r.granules = row.granules;
        if (traits == 0) {
            port->report(r.design->name, "known", "the suite does not know what it can do");
            failed++;
        }
        for (size_t g = 0; traits != 0 && g < COUNT(groups); g++)
            failed += run_group(&r, groups[g], traits, r.design->name);
    }
    return failed;
}
