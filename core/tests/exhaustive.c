// SPDX-License-Identifier: MIT
// The small-scope search: breadth first over all states of a tiny heap that any sequence of
// calls can reach, and from each of them every call with every class of argument, each
// answer held against the reference. What it finds is a shortest counterexample.
#include "exhaustive.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct search {
    const struct ash_design *design;
    enum rules rules;
    struct nodes nodes;
    struct steps steps;
    unsigned long long transitions;
    struct timespec began;
};

static double seconds(const struct search *s)
{
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (double)(now.tv_sec - s->began.tv_sec) + (double)(now.tv_nsec - s->began.tv_nsec) / 1e9;
}

static void print_figures(const struct search *s, const char *note)
{
    printf("%s, %d granules, words of %d bits: %zu states, %llu transitions, %.1f s%s\n",
           s->design->name, ASH_GRANULES, ASH_WORD_BITS, s->nodes.count, s->transitions, seconds(s),
           note);
    fflush(stdout);
}

static void replay_step(const struct search *s, union ash_state *state, const struct step *step)
{
    printf("\n    ");
    step_print(step);
    printf(" -> ");
    answer_print(step, step_apply(s->design, state, step));
    state_settle(s->design, state);
}

// Makes the steps that lead to the node once more, from the first one on, and prints them.
static void replay(const struct search *s, union ash_state *state, size_t node)
{
    const struct origin *o = &s->nodes.origin[node];
    if (o->parent != node) replay(s, state, o->parent);
    replay_step(s, state, &o->step);
}

// Prints the path to the node and then the step, if there is one.
static void print_counterexample(const struct search *s, size_t node, const struct step *step)
{
    static union ash_state state;
    memset(&state, 0xff, sizeof state);
    print_figures(s, "");
    printf("counterexample:");
    if (step == NULL || step->call != CALL_INIT) replay(s, &state, node);
    if (step != NULL) replay_step(s, &state, step);
    printf(" <- ");
}

// Both end the program.
static void fail(const struct search *s, size_t node, const struct step *step, const char *why)
{
    print_counterexample(s, node, step);
    printf("%s\n", why);
    exit(1);
}

static void fail_answer(const struct search *s, size_t node, const struct step *step, size_t want)
{
    print_counterexample(s, node, step);
    printf("should be ");
    answer_print(step, want);
    printf("\n");
    exit(1);
}

// What must hold in each state, looked at once, when the state is new.
static void look(const struct search *s, const struct node *n, size_t node)
{
    const struct ash_design *d = s->design;
    if (!d->check(&n->state)) fail(s, node, NULL, "check finds this state unsound");
    struct ash_stats got = d->stats(&n->state);
    struct ash_stats want = reference_stats(&n->model);
    if (got.capacity != want.capacity || got.live != want.live || got.free != want.free ||
        got.blocks != want.blocks)
        fail(s, node, NULL, "stats are wrong afterwards");
    for (size_t offset = 0; offset < (ASH_GRANULES + 2) * ASH_GRANULE; offset++) {
        if (d->usable(&n->state, offset) != reference_usable(&n->model, offset))
            fail(s, node, NULL, "usable is wrong afterwards for some offset");
        if (d->usable(&n->state, SIZE_MAX - offset) != 0)
            fail(s, node, NULL, "usable is wrong afterwards for an offset near SIZE_MAX");
    }
    if (want.blocks != 0 || want.capacity == 0) return;
    struct step whole = {.call = CALL_ALLOC, .size = want.capacity, .align = 1};
    union ash_state state;
    memcpy(&state, &n->state, s->nodes.state);
    if (step_apply(d, &state, &whole) != 0)
        fail(s, node, &whole, "nothing is live, yet the whole capacity does not fit");
}

// Makes one step from a node (or from nowhere: then it is an init) and judges it.
// `to` is a copy of `from` before and after: most steps change nothing, and then it need not be
// made again.
static void explore(struct search *s, const struct node *from, struct node *to, size_t node,
                    const struct step *step)
{
    size_t got = step_apply(s->design, &to->state, step);
    size_t want = reference_step(&to->model, s->rules, step);
    s->transitions++;
    if (got != want) fail_answer(s, node, step, want);
    bool same_model = memcmp(&to->model, &from->model, s->nodes.model) == 0;
    if (same_model && step->call != CALL_INIT) {
        if (memcmp(&to->state, &from->state, s->nodes.state) != 0)
            fail(s, node, step, "nothing changes for the user, yet the state does");
        return;
    }
    struct origin origin = {step->call == CALL_INIT ? s->nodes.count : node, *step};
    state_settle(s->design, &to->state);
    bool fresh;
    size_t found = nodes_find(&s->nodes, to, &origin, &fresh);
    if (fresh)
        look(s, to, found);
    else if (!nodes_same_model(&s->nodes, found, &to->model))
        fail(s, node, step, "another set of blocks has led to the very same state");
    nodes_copy(&s->nodes, to, from);
}

static void run(struct search *s)
{
    // The worst memory that init can meet: what it does not set is all ones.
    static struct node from, to;
    memset(&from.state, 0xff, sizeof from.state);
    nodes_copy(&s->nodes, &to, &from);
    for (size_t i = 0; i < s->steps.inits; i++) explore(s, &from, &to, 0, &s->steps.step[i]);
    double shown = 0;
    for (size_t n = 0; n < s->nodes.count; n++) {
        nodes_read(&s->nodes, n, &from);
        nodes_copy(&s->nodes, &to, &from);
        for (size_t i = s->steps.inits; i < s->steps.count; i++)
            explore(s, &from, &to, n, &s->steps.step[i]);
        if (n % 256 == 0 && seconds(s) >= shown + 2) {
            shown = seconds(s);
            print_figures(s, " ...");
        }
    }
}

static int usage(const char *program)
{
    fprintf(stderr, "usage: %s DESIGN, one of", program);
    for (size_t i = 0; i < ASH_DESIGNS; i++) fprintf(stderr, " %s", ash_designs[i].name);
    fprintf(stderr, "\n");
    return 2;
}

int main(int argc, char **argv)
{
    struct search s = {.design = argc == 2 ? ash_design_named(argv[1]) : NULL};
    if (s.design == NULL) return usage(argv[0]);
    if (strcmp(argv[1], "bump") == 0) s.rules = RULES_BUMP;
    if (strcmp(argv[1], "bitmap") == 0) s.rules = RULES_FIRST_FIT;
    if (strcmp(argv[1], "list") == 0) s.rules = RULES_FIRST_FIT;
    if (strcmp(argv[1], "bucket") == 0) s.rules = RULES_BUCKET;
    if (strcmp(argv[1], "heap") == 0) s.rules = RULES_HEAP;
    s.nodes.state = s.design->state;
    s.nodes.model = model_bytes(argv[1]);
#ifdef CANARY
    s.design = canary_design();
#endif
    timespec_get(&s.began, TIME_UTC);
    s.steps = steps_all();
    run(&s);
    print_figures(&s, ", no counterexample");
    nodes_release(&s.nodes);
    free(s.steps.step);
    return 0;
}
