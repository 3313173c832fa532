// SPDX-License-Identifier: MIT
// conservation_of: the theorem for one design, which conservation.c includes for each, as forward.h.
// No include guard, because it is a template.
#include "forward.h"

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      OF(capacity)(\old(s->DESIGN));
    ensures again: OF(wf)(s->DESIGN);
*/
struct ash_stats FORWARD(conserves)(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) FORWARD(alloc)(s, a, b);
    if (what == FREE) FORWARD(free)(s, a);
    if (what == RESIZE) FORWARD(resize)(s, a, b);
    return FORWARD(stats)(s);
}
