// SPDX-License-Identifier: MIT
// The gate (gate.h) as a model, all of whose interleavings are gone through: gate_model [DEFECT].
//
// Three threads: the first owns the gate and comes in OWNER_VISITS times, by a step if it can; it
// becomes calm after two visits by the lock, as GATE_CALM says of more. Then it gives the gate up,
// as a thread that ends. The second comes in OTHER_VISITS times by the lock. The third does so once,
// then takes the gate over if nobody owns it, and steps.
//
// Each line of the gate is a transition. A store goes into the thread's buffer and reaches memory
// at any later time, in order, as on x86 (which is weaker than what the gate asks for elsewhere);
// a load sees the thread's own buffer first; an exchange empties it; the kernel's barrier empties
// those of all threads, one after the other. Looked for: two inside at once, and a state in which
// nobody can go on.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OWNER, OTHER, HEIR, THREADS };
enum { BUSY, SHARED, LOCK, OWNED, CELLS };
enum { OWNER_VISITS = 12, OTHER_VISITS = 6, HEIR_STEPS = 6, CALM = 2, DEEP = 4 };

// Each leaves something out of the gate. The search must find what comes of it.
enum defect { NONE, NO_BARRIER, LOOK_FIRST, NO_AWAIT, NO_SHARE, SHARE_LATE, DEFECTS };

enum {
    // the owner, or the heir once it has taken over
    STEP_BUSY,
    STEP_LOOK,
    STEP_INSIDE,
    STEP_BACK,
    LOCK_TAKE,
    LOCK_CALM,
    LOCK_INSIDE,
    LOCK_GIVE,
    QUIT_TAKE,
    QUIT_DISOWN,
    QUIT_GIVE,
    // another
    ENTER_TAKE,
    ENTER_LOOK,
    ENTER_SHARE,
    ENTER_BARRIER_1,
    ENTER_BARRIER_2,
    ENTER_BARRIER_3,
    ENTER_AWAIT,
    ENTER_INSIDE,
    ENTER_OWN,
    ENTER_GIVE,
    DONE,
};

struct state {
    uint8_t cell[CELLS], calm;
    struct thread {
        uint8_t at, visits, stored;
        struct {
            uint8_t cell, value;
        } buffer[DEEP];
    } thread[THREADS];
};

static enum defect defect;

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
    memset(&me->buffer[DEEP - 1], 0, sizeof *me->buffer);
    me->stored--;
}

static void drain(struct state *s, int t)
{
    while (s->thread[t].stored > 0) drain_one(s, t);
}

static void store(struct state *s, int t, int cell, uint8_t value)
{
    struct thread *me = &s->thread[t];
    if (me->stored == DEEP) drain_one(s, t);
    me->buffer[me->stored].cell = (uint8_t)cell;
    me->buffer[me->stored++].value = value;
}

static bool lock(struct state *s, int t)
{
    if (s->cell[LOCK] != 0) return false;
    drain(s, t);
    s->cell[LOCK] = 1;
    return true;
}

static void unlock(struct state *s, int t)
{
    drain(s, t);
    s->cell[LOCK] = 0;
}

// ---- threads ----

// Where a thread goes on that has just left the gate.
static uint8_t next_visit(struct state *s, int t)
{
    struct thread *me = &s->thread[t];
    if (--me->visits > 0) return t == OTHER ? ENTER_TAKE : STEP_BUSY;
    return t == OTHER ? DONE : QUIT_TAKE;
}

static uint8_t owner_goes_on(struct state *s, int t)
{
    switch (s->thread[t].at) {
    case STEP_BUSY:
        if (defect == LOOK_FIRST) return load(s, t, SHARED) == 0 ? STEP_LOOK : LOCK_TAKE;
        store(s, t, BUSY, 1);
        return STEP_LOOK;
    case STEP_LOOK:
        if (defect != LOOK_FIRST) return load(s, t, SHARED) == 0 ? STEP_INSIDE : STEP_BACK;
        store(s, t, BUSY, 1);
        return STEP_INSIDE;
    case STEP_INSIDE: store(s, t, BUSY, 0); return next_visit(s, t);
    case STEP_BACK: store(s, t, BUSY, 0); return LOCK_TAKE;
    case LOCK_TAKE: return lock(s, t) ? LOCK_CALM : LOCK_TAKE;
    case LOCK_CALM:
        if (++s->calm == CALM) {
            s->calm = 0;
            store(s, t, SHARED, 0);
        }
        return LOCK_INSIDE;
    case LOCK_INSIDE: return LOCK_GIVE;
    case LOCK_GIVE: unlock(s, t); return next_visit(s, t);
    case QUIT_TAKE: return lock(s, t) ? QUIT_DISOWN : QUIT_TAKE;
    case QUIT_DISOWN: store(s, t, OWNED, 0); return QUIT_GIVE;
    default: unlock(s, t); return DONE;
    }
}

static uint8_t other_goes_on(struct state *s, int t)
{
    uint8_t at = s->thread[t].at;
    switch (at) {
    case ENTER_TAKE: return lock(s, t) ? ENTER_LOOK : ENTER_TAKE;
    case ENTER_LOOK:
        s->calm = 0;
        if (load(s, t, SHARED) != 0) return ENTER_AWAIT;
        return defect == SHARE_LATE ? ENTER_BARRIER_1 : ENTER_SHARE;
    case ENTER_SHARE:
        if (defect != NO_SHARE) store(s, t, SHARED, 1);
        return defect == NO_BARRIER || defect == SHARE_LATE ? ENTER_AWAIT : ENTER_BARRIER_1;
    case ENTER_BARRIER_1:
    case ENTER_BARRIER_2:
    case ENTER_BARRIER_3:
        drain(s, t);
        drain(s, at - ENTER_BARRIER_1);
        if (at < ENTER_BARRIER_3) return at + 1;
        return defect == SHARE_LATE ? ENTER_SHARE : ENTER_AWAIT;
    case ENTER_AWAIT:
        return defect == NO_AWAIT || load(s, t, BUSY) == 0 ? ENTER_INSIDE : ENTER_AWAIT;
    case ENTER_INSIDE: return t == HEIR && load(s, t, OWNED) == 0 ? ENTER_OWN : ENTER_GIVE;
    case ENTER_OWN:
        store(s, t, OWNED, 1);
        store(s, t, SHARED, 0);
        s->thread[t].visits = HEIR_STEPS + 1;
        return ENTER_GIVE;
    default:
        unlock(s, t);
        if (t == HEIR && s->thread[t].visits == 1) return DONE; // the owner is still there
        return next_visit(s, t);
    }
}

static void go_on(struct state *s, int t)
{
    uint8_t at = s->thread[t].at;
    s->thread[t].at = at < ENTER_TAKE ? owner_goes_on(s, t) : other_goes_on(s, t);
}

static bool inside(const struct state *s, int t)
{
    uint8_t at = s->thread[t].at;
    return at == STEP_INSIDE || at == LOCK_INSIDE || at == ENTER_INSIDE;
}

// ---- the search ----

#define SEEN_MOST ((size_t)1 << 20)
static struct state *seen;
static uint32_t *table; // 1 + the number of a state
static size_t count;

// Remembers a state; false if it was there.
static bool add(const struct state *s)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < sizeof *s; i++) hash = (hash ^ ((const uint8_t *)s)[i]) * 1099511628211u;
    size_t at = hash % (2 * SEEN_MOST);
    for (; table[at] != 0; at = (at + 1) % (2 * SEEN_MOST))
        if (memcmp(&seen[table[at] - 1], s, sizeof *s) == 0) return false;
    if (count == SEEN_MOST) {
        puts("FAIL hosted/gate_model: more states than there is room for");
        exit(1);
    }
    seen[count] = *s;
    table[at] = (uint32_t)++count;
    return true;
}

// What is wrong with the state number i, whose successors are added; NULL if nothing.
static const char *look_at(size_t i)
{
    bool moves = false, done = true;
    int in = 0;
    for (int t = 0; t < THREADS; t++) {
        const struct state s = seen[i];
        in += inside(&s, t);
        if (s.thread[t].at != DONE || s.thread[t].stored != 0) done = false;
        struct state next = s;
        if (s.thread[t].at != DONE) {
            go_on(&next, t);
            if (memcmp(&next, &s, sizeof s) != 0) moves = true;
            add(&next);
        }
        if (s.thread[t].stored != 0) {
            next = s;
            drain_one(&next, t);
            moves = true;
            add(&next);
        }
    }
    if (in > 1) return "two are inside";
    return moves || done ? NULL : "nobody can go on";
}

int main(int arguments, char **argument)
{
    defect = arguments > 1 ? (enum defect)atoi(argument[1]) : NONE;
    seen = malloc(SEEN_MOST * sizeof *seen);
    table = calloc(2 * SEEN_MOST, sizeof *table);
    if (seen == NULL || table == NULL || defect >= DEFECTS) return 2;
    struct state start = {.cell[OWNED] = 1};
    start.thread[OWNER] = (struct thread){.at = STEP_BUSY, .visits = OWNER_VISITS};
    start.thread[OTHER] = (struct thread){.at = ENTER_TAKE, .visits = OTHER_VISITS};
    start.thread[HEIR] = (struct thread){.at = ENTER_TAKE, .visits = 1};
    add(&start);
    const char *wrong = NULL;
    size_t i = 0;
    while (i < count && wrong == NULL) wrong = look_at(i++);
    printf("gate_model: %zu states, %s\n", i, wrong == NULL ? "all sound" : wrong);
    if (wrong == NULL)
        puts("ok hosted/gate_model");
    else
        printf("FAIL hosted/gate_model: %s\n", wrong);
    printf("%d passed, %d failed\n", wrong == NULL, wrong != NULL);
    return wrong == NULL ? 0 : 1;
}
