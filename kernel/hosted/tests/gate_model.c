// SPDX-License-Identifier: MIT
// The gate (gate.h) as a model, all of whose interleavings are gone through: gate_model [DEFECT].
//
// Three threads: the first owns the gate and comes in OWNER_VISITS times, by a step if it can; it
// becomes calm after two visits by the lock, as GATE_CALM says of more. Then it gives the gate up,
// as a thread that ends. The second comes in OTHER_VISITS times by the lock. The third does so once,
// then takes the gate over if nobody owns it, and steps.
//
// Each line of the gate is a transition; the kernel's barrier empties the buffers of all threads,
// one after the other. Looked for: two inside at once, and a state in which nobody can go on.
enum { OWNER, OTHER, HEIR, THREADS };
enum { BUSY, SHARED, LOCK, OWNED, CELLS };
enum { OWNER_VISITS = 12, OTHER_VISITS = 6, HEIR_STEPS = 6, CALM = 2 };

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

#define MODEL_STATE uint8_t calm;
#define MODEL_THREAD uint8_t at, visits;
#include "model.h"

static enum defect defect;

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

static const char *go_on(struct state *s, int t, int choice)
{
    uint8_t at = s->thread[t].at;
    (void)choice;
    s->thread[t].at = at < ENTER_TAKE ? owner_goes_on(s, t) : other_goes_on(s, t);
    return NULL;
}

static bool done(const struct state *s, int t)
{
    return s->thread[t].at == DONE;
}

static const char *judge(const struct state *s)
{
    int inside = 0;
    for (int t = 0; t < THREADS; t++) {
        uint8_t at = s->thread[t].at;
        inside += at == STEP_INSIDE || at == LOCK_INSIDE || at == ENTER_INSIDE;
    }
    return inside > 1 ? "two are inside" : NULL;
}

int main(int arguments, char **argument)
{
    defect = arguments > 1 ? (enum defect)atoi(argument[1]) : NONE;
    if (defect >= DEFECTS) return 2;
    struct state start = {.cell[OWNED] = 1};
    start.thread[OWNER] = (struct thread){.at = STEP_BUSY, .visits = OWNER_VISITS};
    start.thread[OTHER] = (struct thread){.at = ENTER_TAKE, .visits = OTHER_VISITS};
    start.thread[HEIR] = (struct thread){.at = ENTER_TAKE, .visits = 1};
    return model_run(&(struct model){"gate_model", (size_t)1 << 20, 1, go_on, done, judge}, &start);
}
