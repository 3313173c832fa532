// SPDX-License-Identifier: MIT
#include "subjects.h"
#include <string.h>

// Besides the designs.
static const char *const others[] = {"all", "canary", "canary-all", "canary-heap"};

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
        bool replace = canary && strcmp(name, "bucket") == 0;
        if (strcmp(name, "dummy") != 0)
            add(subject, replace ? ash_canary_bucket() : &ash_designs[i], name);
    }
}

bool ash_subject_named(const char *name, struct subject *subject)
{
    *subject = (struct subject){.name = name};
    if (strcmp(name, "canary") == 0)
        add(subject, &ash_canary, "bitmap");
    else if (strcmp(name, "canary-heap") == 0)
        add(subject, ash_canary_heap(), "heap");
    else if (strcmp(name, "all") == 0 || strcmp(name, "canary-all") == 0)
        add_all(subject, strcmp(name, "all") != 0);
    else if (ash_design_named(name) != NULL)
        add(subject, ash_design_named(name), name);
    for (size_t i = 0; i < subject->count; i++) {
        if (subject->side[i].rules == NULL) return false;
    }
    return subject->count > 0;
}
