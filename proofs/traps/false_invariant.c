// SPDX-License-Identifier: MIT
// An invariant that no state satisfies, two predicates deep: whatever keeps it is proved.

struct state {
    unsigned first, last;
};

/*@ predicate ordered(struct state s) = s.first < s.last;
    predicate wf(struct state s) = ordered(s) && s.last <= s.first;
*/

/*@ requires \valid(s) && wf(*s);
    terminates \true;
    assigns *s;
    ensures wf(*s);
*/
void trap(struct state *s)
{
    s->first = 7;
    s->last = 7;
}
