// SPDX-License-Identifier: MIT
#include "subjects.h"

// Besides the designs.
static const char *const others[] = {"all",         "canary",          "canary-all",
                                     "canary-heap", "canary-unstable", "canary-undefined"};

static bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) a++, b++;
    return *a == *b;
}

const char *ash_subject_name(size_t i)
{
    if (i < ASH_DESIGNS) return ash_designs[i].name;
    i -= ASH_DESIGNS;
    return i < sizeof others / sizeof others[0] ? others[i] : NULL;
}

static void add(struct subject *subject, const struct ash_design *design, const char *rules)
{
    subject->side[subject->count++] = (struct side){design, ash_model_rules(rules)};
}

// dummy refuses everything: it can only agree on misuse.
static void add_all(struct subject *subject, bool canary)
{
    for (size_t i = 0; i < ASH_DESIGNS; i++) {
        const char *name = ash_designs[i].name;
        bool replace = canary && same(name, "bucket");
        if (!same(name, "dummy"))
            add(subject, replace ? ash_canary_bucket() : &ash_designs[i], name);
    }
}

bool ash_subject_named(const char *name, struct subject *subject)
{
    *subject = (struct subject){.name = name};
    if (same(name, "canary"))
        add(subject, &ash_canary, "bitmap");
    else if (same(name, "canary-heap"))
        add(subject, ash_canary_heap(), "heap");
    else if (same(name, "canary-unstable"))
        add(subject, ash_canary_unstable(), "bitmap");
    else if (same(name, "canary-undefined"))
        add(subject, ash_canary_undefined(), "bitmap");
    else if (same(name, "all") || same(name, "canary-all"))
        add_all(subject, !same(name, "all"));
    else if (ash_design_named(name) != NULL)
        add(subject, ash_design_named(name), name);
    for (size_t i = 0; i < subject->count; i++) {
        if (subject->side[i].rules == NULL) return false;
    }
    return subject->count > 0;
}
