// SPDX-License-Identifier: MIT
// model: all interleavings of a few threads that are small machines, for the models of the gate and
// of post.
//
// A store goes into the thread's buffer and reaches memory at any later time, in order, as on x86
// (which is weaker than what the code asks for elsewhere); a load sees the thread's own buffer first;
// an exchange empties it.
//
// Before this is included: THREADS and CELLS; MODEL_THREAD and MODEL_STATE, what a thread and a
// state consist of besides.
#ifndef HOSTED_MODEL_H
#define HOSTED_MODEL_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL_DEEP = 4 };

struct state {
    uint8_t cell[CELLS];
    MODEL_STATE
    struct thread {
        MODEL_THREAD
        uint8_t stored;
        struct {
            uint8_t cell, value;
        } buffer[MODEL_DEEP];
    } thread[THREADS];
};

// ---- memory ----

static uint8_t load(const struct state *s, int t, int cell)
{
    for (int i = s->thread[t].stored; i-- > 0;)
        if (s->thread[t].buffer[i].cell == cell) return s->thread[t].buffer[i].value;
    return s->cell[cell];
}

static void drain_one(struct state *s, int t)
{
    struct thread *me = &s->thread[t];
    s->cell[me->buffer[0].cell] = me->buffer[0].value;
    memmove(me->buffer, me->buffer + 1, sizeof me->buffer - sizeof *me->buffer);
    memset(&me->buffer[MODEL_DEEP - 1], 0, sizeof *me->buffer);
    me->stored--;
}

static void drain(struct state *s, int t)
{
    while (s->thread[t].stored > 0) drain_one(s, t);
}

static void store(struct state *s, int t, int cell, uint8_t value)
{
    struct thread *me = &s->thread[t];
    if (me->stored == MODEL_DEEP) drain_one(s, t);
    me->buffer[me->stored].cell = (uint8_t)cell;
    me->buffer[me->stored++].value = value;
}

// ---- the search ----

struct model {
    const char *name;
    size_t most; // states that there may be
    int choices; // that a thread may have in a state
    // One step of a thread, the choice it makes being one of them. What is wrong with it, or NULL.
    const char *(*go_on)(struct state *s, int t, int choice);
    bool (*done)(const struct state *s, int t);
    // What is wrong with a state, or NULL.
    const char *(*judge)(const struct state *s);
};

static struct state *model_seen;
static uint32_t *model_table; // 1 + the number of a state
static size_t model_count;

// Remembers a state, if it is new.
static void model_add(const struct model *m, const struct state *s)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < sizeof *s; i++) hash = (hash ^ ((const uint8_t *)s)[i]) * 1099511628211u;
    size_t at = hash % (2 * m->most);
    for (; model_table[at] != 0; at = (at + 1) % (2 * m->most))
        if (memcmp(&model_seen[model_table[at] - 1], s, sizeof *s) == 0) return;
    if (model_count == m->most) {
        printf("FAIL hosted/%s: more states than there is room for\n", m->name);
        exit(1);
    }
    model_seen[model_count] = *s;
    model_table[at] = (uint32_t)++model_count;
}

// What is wrong with the state number i, or a step from there; the states that follow are added.
static const char *model_look_at(const struct model *m, size_t i)
{
    const struct state s = model_seen[i];
    const char *wrong = m->judge(&s);
    bool moves = false, done = true;
    for (int t = 0; t < THREADS && wrong == NULL; t++) {
        if (!m->done(&s, t) || s.thread[t].stored != 0) done = false;
        for (int choice = 0; choice < m->choices && wrong == NULL && !m->done(&s, t); choice++) {
            struct state next = s;
            wrong = m->go_on(&next, t, choice);
            if (memcmp(&next, &s, sizeof s) != 0) moves = true;
            model_add(m, &next);
        }
        if (s.thread[t].stored != 0) {
            struct state next = s;
            drain_one(&next, t);
            moves = true;
            model_add(m, &next);
        }
    }
    if (wrong != NULL) return wrong;
    return moves || done ? NULL : "nobody can go on";
}

// All that can follow from a state, up to the first that is wrong. Prints what there was, and counts.
static int model_run(const struct model *m, const struct state *start)
{
    model_seen = malloc(m->most * sizeof *model_seen);
    model_table = calloc(2 * m->most, sizeof *model_table);
    if (model_seen == NULL || model_table == NULL) return 2;
    model_add(m, start);
    const char *wrong = NULL;
    size_t i = 0;
    while (i < model_count && wrong == NULL) wrong = model_look_at(m, i++);
    printf("%s: %zu states, %s\n", m->name, i, wrong == NULL ? "all sound" : wrong);
    if (wrong == NULL)
        printf("ok hosted/%s\n", m->name);
    else
        printf("FAIL hosted/%s: %s\n", m->name, wrong);
    printf("%d passed, %d failed\n", wrong == NULL, wrong != NULL);
    return wrong == NULL ? 0 : 1;
}

#endif
