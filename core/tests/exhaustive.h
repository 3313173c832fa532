// SPDX-License-Identifier: MIT
// exhaustive: the parts of the small-scope search. Compiled with a few granules and words
// of a few bits (ASH_GRANULES, ASH_WORD_BITS), so that every state can be reached and the
// borders between words lie inside the heap.
#ifndef ASH_EXHAUSTIVE_H
#define ASH_EXHAUSTIVE_H

#include "designs.h"
#include "reference.h"

// Allocs are of at least so many granules: with smaller ones, too, a heap of some more granules has
// too many states.
#ifndef SEARCH_LEAST
#define SEARCH_LEAST 1
#endif

struct node {
    union ash_state state;
    struct reference model;
};

// How a node was first reached.
struct origin {
    size_t parent; // the node before; itself for an init
    struct step step;
};

// All nodes, in the order of discovery, which is that of distance. Of each only those bytes are
// kept, and looked at, that belong to the design.
struct nodes {
    size_t state;         // how many of the state
    size_t model;         // and of the model
    unsigned char *bytes; // these, and then those, of one node after the other
    struct origin *origin;
    size_t count;
    size_t room;
    size_t *table; // node number + 1 by hash; 0: empty
    size_t slots;  // a power of two
};

// The node with that state, or a new one, which is `fresh` and has that origin.
size_t nodes_find(struct nodes *all, const struct node *like, const struct origin *origin,
                  bool *fresh);
void nodes_read(const struct nodes *all, size_t i, struct node *node);
void nodes_copy(const struct nodes *all, struct node *to, const struct node *from);
bool nodes_same_model(const struct nodes *all, size_t i, const struct reference *model);
void nodes_release(struct nodes *all);

// Every call with every class of argument: a list of steps, the inits first.
struct steps {
    struct step *step;
    size_t count;
    size_t inits;
};
struct steps steps_all(void);

// How many bytes of a model belong to the design of that name.
size_t model_bytes(const char *name);
size_t step_apply(const struct ash_design *design, union ash_state *state, const struct step *step);
// Overwrites with all ones what says nothing: in list, in the list of bucket and in heap the links
// that belong to no run, in heap also what is left of a rack, of a slab that went, and of a region
// without a run. States are the same when all else is. Whoever reads such a link reads a number
// that no run has.
void state_settle(const struct ash_design *design, union ash_state *state);
void step_print(const struct step *step);
void answer_print(const struct step *step, size_t answer);

// The design with a fault planted (see canary.c).
const struct ash_design *canary_design(void);

#endif
