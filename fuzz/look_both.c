// SPDX-License-Identifier: MIT
// The looks of a replay that compares: what has changed is judged again, and all of the state by the
// validator as well, and both must say the same, at each step.
#include "look.h"
#include <stdio.h>
#include <stdlib.h>

bool ash_look_told(const struct ash_design *d, const union ash_state *s,
                   bool *same); // of look_told.c

bool ash_look(const struct ash_design *d, const union ash_state *s, bool *same)
{
    bool told = ash_look_told(d, s, same), whole = d->check(s);
    if (told == whole) return whole;
    printf("%s: the validator says %s, and what has changed %s\n", d->name, whole ? "yes" : "no",
           told ? "yes" : "no");
    exit(1);
}
