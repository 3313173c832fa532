// SPDX-License-Identifier: MIT
#include "subjects.h"
#include <string.h>

bool ash_subject_named(const char *name, struct subject *subject)
{
    bool canary = strcmp(name, ash_canary.name) == 0;
    subject->design = canary ? &ash_canary : ash_design_named(name);
    subject->rules = ash_model_rules(canary ? "bitmap" : name);
    return subject->design != NULL && subject->rules != NULL;
}
