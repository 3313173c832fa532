// SPDX-License-Identifier: MIT
// exhaustive: the parts of the small-scope search. Compiled with a few granules and words
// of a few bits (ASH_GRANULES, ASH_WORD_BITS), so that every state can be reached and the
// borders between words lie inside the heap.
#ifndef ASH_EXHAUSTIVE_H
#define ASH_EXHAUSTIVE_H

#include "designs.h"
#include "reference.h"

struct node {
    union ash_state state;
    struct reference model;
    size_t parent; // the node that this one was first reached from; itself for an init
    struct step step;
};

struct nodes {
    struct node *node; // in the order of discovery, which is that of distance
    size_t count;
    size_t room;
    size_t *table; // node number + 1 by hash; 0: empty
    size_t slots;  // a power of two
};

// The node with that state, or a new one, which is `fresh`.
size_t nodes_find(struct nodes *all, const struct node *like, bool *fresh);
void nodes_release(struct nodes *all);

// Every call with every class of argument: a list of steps, the inits first.
struct steps {
    struct step *step;
    size_t count;
    size_t inits;
};
struct steps steps_all(void);

size_t step_apply(const struct ash_design *design, union ash_state *state, const struct step *step);
// Overwrites with all ones what says nothing: in list, and in the list
// of bucket, the links that belong to no run. States
// are the same when all else is. Whoever reads such a link reads a number that no run has.
void state_settle(const struct ash_design *design, union ash_state *state);
void step_print(const struct step *step);
void answer_print(const struct step *step, size_t answer);

// The design with a fault planted (see canary.c).
const struct ash_design *canary_design(void);

#endif
