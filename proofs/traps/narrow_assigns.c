// SPDX-License-Identifier: MIT
// It changes more than it says. Callers would believe that the rest is as it was.

struct state {
    unsigned used, live;
};

/*@ requires \valid(s) && s->live < 100;
    terminates \true;
    assigns s->used;
    ensures s->used == 1;
*/
void trap(struct state *s)
{
    s->used = 1;
    s->live++;
}
