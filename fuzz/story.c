// SPDX-License-Identifier: MIT
#define _GNU_SOURCE // MAP_ANONYMOUS
#include "story.h"
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define HANG_MILLISECONDS 1000 // of processor time, for a run or for asking a design

// ---- in a process that may die, in memory that outlives it ----

static void tell(void *context, const struct side *side, const struct call *call,
                 const size_t *result)
{
    struct story *s = context;
    if (result == NULL && s->count < STORY_CALLS) {
        s->told[s->count++] = (struct told){.side = side, .call = *call};
    } else if (result != NULL) {
        s->told[s->count - 1].got = *result;
        s->told[s->count - 1].returned = true;
    }
}

static void left(void *context, const struct side *side, const union ash_state *state)
{
    struct story *s = context;
    (void)side;
    s->left = *state;
    s->ended = true;
}

static bool run(struct story *s, const struct subject *subject, const struct trace *t)
{
    s->differ.seen = (struct seen){.tell = tell, .context = s, .left = left};
    return ash_differ_run(&s->differ, subject, t);
}

// What the design says is live, asked at each granule.
static bool ask(struct story *s, const struct subject *subject, const struct trace *t)
{
    const union ash_state *state = &s->left;
    (void)subject, (void)t;
    for (size_t k = 0; !s->ended && k < SIDES; k++) {
        if (s->differ.side[k].side == s->side) state = &s->differ.side[k].state;
    }
    for (size_t at = 0; at < s->capacity; at += ASH_GRANULE) {
        size_t size = s->side->design->usable(state, at);
        if (size != 0)
            s->design.block[s->design.count++] = (struct seen_block){.offset = at, .size = size};
    }
    s->design.known = true;
    return true;
}

// How that ended, as waitpid tells it: 0 when what was run came back with true.
static int apart(struct story *s, const struct subject *subject, const struct trace *t,
                 bool (*what)(struct story *, const struct subject *, const struct trace *))
{
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO); // as in minimise.c
        struct itimerval limit = {.it_value = {.tv_sec = HANG_MILLISECONDS / 1000}};
        setitimer(ITIMER_VIRTUAL, &limit, NULL);
        _exit(what(s, subject, t) ? 0 : 1);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) return -1;
    return status;
}

// ---- in the process that tells ----

// The calls on the design that was wrong, and nothing else.
static void keep_side(struct story *s)
{
    const struct failure *f = &s->differ.failure;
    s->side = f->side;
    if (s->died && s->count > 0) s->side = s->told[s->count - 1].side;
    if (s->side == NULL) s->side = &s->differ.subject->side[0];
    for (size_t i = 0; i < s->count; i++) {
        if (s->told[i].side == s->side) s->told[s->calls++] = s->told[i];
    }
}

static size_t number_of(const struct view *v, size_t offset)
{
    for (size_t i = 0; i < v->count; i++) {
        if (v->block[i].offset == offset) return v->block[i].number;
    }
    return 0;
}

// The model's blocks, with the numbers that they had; a new one gets that of the call.
static void look(struct view *v, const struct model *m, size_t number)
{
    static struct view old;
    old = *v;
    v->known = true;
    v->count = m->count;
    for (size_t i = 0; i < m->count; i++) {
        size_t known = number_of(&old, m->block[i].offset);
        v->block[i] =
            (struct seen_block){m->block[i].offset, m->block[i].size, known != 0 ? known : number};
    }
}

static void replay_model(struct story *s, const struct trace *t)
{
    struct model *m = &s->after;
    s->capacity = ash_model_init(m, s->side->rules, ash_trace_capacity(t));
    look(&s->model, m, 0);
    for (size_t i = 0; i < s->calls; i++) {
        s->before = s->model;
        s->want[i] = ash_call_model(&s->told[i].call, m);
        look(&s->model, m, i + 1);
    }
    s->before.known = s->calls > 0;
}

struct story *ash_story(const struct subject *subject, const struct trace *t)
{
    struct story *s =
        mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s == MAP_FAILED) return NULL;
    int status = apart(s, subject, t, run);
    if (status == 0 || status == -1) return NULL;
    s->trace = t;
    s->died = WIFSIGNALED(status);
    keep_side(s);
    replay_model(s, t);
    apart(s, subject, t, ask);
    for (size_t i = 0; i < s->design.count; i++)
        s->design.block[i].number = number_of(&s->model, s->design.block[i].offset);
    return s;
}
