// SPDX-License-Identifier: MIT
// forward: one design's functions behind the types of the table in designs.c, which includes
// this file once for each design with DESIGN defined as its name. A forwarder does nothing of
// its own; its contract says that it hands on a sound state and leaves one. What the design
// promises beyond that is proved of the design's own functions.
// No include guard, because it is a template.

/*@ requires \valid(s);
    terminates \true;
    assigns s->DESIGN;
    ensures OF(wf)(s->DESIGN);
*/
static size_t FORWARD(init)(union ash_state *s, size_t capacity)
{
    return OF(init)(&s->DESIGN, capacity);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures OF(wf)(s->DESIGN);
*/
static size_t FORWARD(alloc)(union ash_state *s, size_t size, size_t align)
{
    return OF(alloc)(&s->DESIGN, size, align);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures OF(wf)(s->DESIGN);
    ensures \result != ASH_OK ==> s->DESIGN == \old(s->DESIGN);
*/
static enum ash_status FORWARD(free)(union ash_state *s, size_t offset)
{
    return OF(free)(&s->DESIGN, offset);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures OF(wf)(s->DESIGN);
    ensures \result != ASH_OK ==> s->DESIGN == \old(s->DESIGN);
*/
static enum ash_status FORWARD(resize)(union ash_state *s, size_t offset, size_t size)
{
    return OF(resize)(&s->DESIGN, offset, size);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns \nothing;
*/
static size_t FORWARD(usable)(const union ash_state *s, size_t offset)
{
    return OF(usable)(&s->DESIGN, offset);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns \nothing;
    ensures \result.live + \result.free == \result.capacity;
*/
static struct ash_stats FORWARD(stats)(const union ash_state *s)
{
    return OF(stats)(&s->DESIGN);
}

/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> OF(wf)(s->DESIGN);
*/
static bool FORWARD(check)(const union ash_state *s)
{
    return OF(check)(&s->DESIGN);
}

#undef DESIGN
