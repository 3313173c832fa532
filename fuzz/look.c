// SPDX-License-Identifier: MIT
// The looks of programs that are told of no stores: at all of the state, each time.
#include "look.h"

void ash_look_start(const struct ash_design *d, const union ash_state *s)
{
    (void)d, (void)s;
}

bool ash_look(const struct ash_design *d, const union ash_state *s, bool *same)
{
    *same = false;
    return d->check(s);
}

bool ash_look_end(const struct ash_design *d, const union ash_state *s)
{
    (void)d, (void)s;
    return true;
}
