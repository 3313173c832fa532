// SPDX-License-Identifier: MIT
// Post (post.h) as a model, all of whose interleavings are gone through: post_model [DEFECT].
//
// Two blocks share a word, both live at first. The owner of their arena takes and frees any of them,
// right or wrong, by a way on which it collects or by the short one, OWNER_CALLS times. Two posters
// free any of them. `top` is left out: it is to `some` what that is to the words of blocks. The gate
// has a model of its own: who goes in by the lock does so in one step, while the owner is outside.
//
// A free by post has happened when it returns. Looked for:
// - a block is handed out, or a second free of it let through, though a free of it had returned
//   before that call began and was not collected;
// - a free by post is let through of what was free in memory, or by post, from before the call began
//   until it returned;
// - a free by post is lost: it waits, and nobody will find it.

enum { OWNER, POSTER, SECOND, THREADS };
enum { LIVE, MARK, SOME, SIGN, CELLS };
enum { OWNER_CALLS = 3, POSTER_CALLS = 2, BLOCKS = 2 };

// Each leaves something out, or does it in another order. The search must find what comes of it.
enum defect {
    NONE,
    SIGN_LAST,    // the owner takes the sign down when it has collected
    SIGN_FIRST,   // a poster puts it up before the rest
    TAKE_BLINDLY, // nobody asks for the bit of a block that is taken,
    GIVE_BLINDLY, // or freed
    TAKEN_FIRST,  // the owner takes the bits of blocks before it frees them
    LOOK_BEFORE,  // a poster looks before it sets the bit,
    LOOK_NEVER,   // or not at all,
    ONLY_FIRST,   // or sets those above only if it was the first below
    DEFECTS,
};

// What the owner does next, then what a poster does.
enum { CALL, TAKE_ASK, GIVE_ASK, GIVE_NOW, COLLECT_SIGN, COLLECT_SOME };
enum { COLLECT_BLOCKS = COLLECT_SOME + 1, COLLECT_BITS, COLLECT_END, LONG_WAY };
enum { BEGIN = LONG_WAY + 1, LOOK_EARLY, SET_BLOCK, SET_SOME, SET_SIGN, LOOK, GO_IN };
enum { GO_IN_TO_FREE = GO_IN + 1, DONE };

// waits: blocks a free of which has returned and not been collected; holder: who has set the bit of
// a block; known: of the owner's, what waited when its call began; free: for a poster, its block
// was free when its call began, and has been since.
#define MODEL_STATE uint8_t waits, known, holder[BLOCKS];
#define MODEL_THREAD uint8_t at, calls, block, taking, free, bits;
#include "model.h"

static enum defect defect;

static uint8_t bit(int block)
{
    return (uint8_t)(1 << block);
}

// The bit of a block is gone.
static void settle(struct state *s, int block)
{
    s->cell[MARK] &= (uint8_t)~bit(block);
    s->waits &= (uint8_t)~bit(block);
    s->known &= (uint8_t)~bit(block);
    s->holder[block] = 0;
}

static const char *returns(struct state *s, int t)
{
    struct thread *me = &s->thread[t];
    me->at = --me->calls == 0 ? DONE : t == OWNER ? CALL : BEGIN;
    me->block = me->taking = me->free = me->bits = 0;
    if (t == OWNER) s->known = 0;
    return NULL;
}

// ---- the owner ----

static const char *handed_out(struct state *s, int block)
{
    if ((s->known & bit(block)) != 0) return "a block is handed out on which a free waits";
    return returns(s, OWNER);
}

// What the heap does of a block that is freed, as far as the owner can tell.
static const char *freed(struct state *s, int block)
{
    uint8_t live = load(s, OWNER, LIVE);
    if ((live & bit(block)) != 0) {
        if ((s->known & bit(block)) != 0) return "a second free is let through";
        store(s, OWNER, LIVE, live & (uint8_t)~bit(block));
    }
    return returns(s, OWNER);
}

// Which block the heap hands out; BLOCKS if there is none. It is live then, even if the owner gives it
// back as a free waits on it: who has looked meanwhile is told when that is collected.
static int taken(struct state *s)
{
    uint8_t live = load(s, OWNER, LIVE);
    int block = (live & bit(0)) == 0 ? 0 : (live & bit(1)) == 0 ? 1 : BLOCKS;
    if (block == BLOCKS) return block;
    store(s, OWNER, LIVE, live | bit(block));
    for (int t = POSTER; t <= SECOND; t++)
        if (s->thread[t].block == block) s->thread[t].free = 0;
    return block;
}

static const char *calls(struct state *s, int choice)
{
    struct thread *me = &s->thread[OWNER];
    bool collects = choice % 2 != 0, sign = load(s, OWNER, SIGN) != 0;
    me->taking = choice / 2 == BLOCKS;
    me->block = me->taking ? 0 : (uint8_t)(choice / 2);
    s->known = s->waits;
    if (collects && sign) {
        me->at = COLLECT_SIGN;
    } else if (me->taking) {
        int block = taken(s);
        if (block == BLOCKS) return returns(s, OWNER);
        me->block = (uint8_t)block;
        if (!sign || defect == TAKE_BLINDLY) return handed_out(s, block);
        me->at = TAKE_ASK;
    } else {
        me->at = sign && defect != GIVE_BLINDLY ? GIVE_ASK : GIVE_NOW;
    }
    return NULL;
}

static void collects_bits(struct state *s, uint8_t bits)
{
    drain(s, OWNER);
    for (int block = 0; block < BLOCKS; block++)
        if ((bits & bit(block)) != 0) settle(s, block);
}

static uint8_t collects_blocks(struct state *s)
{
    uint8_t bits = load(s, OWNER, MARK), live = load(s, OWNER, LIVE);
    if (defect == TAKEN_FIRST) collects_bits(s, bits);
    if ((live & bits) != 0) store(s, OWNER, LIVE, live & (uint8_t)~bits);
    return bits;
}

static const char *owner_goes_on(struct state *s, int choice)
{
    struct thread *me = &s->thread[OWNER];
    switch (me->at) {
    case CALL: return calls(s, choice);
    case TAKE_ASK:
        if ((load(s, OWNER, MARK) & bit(me->block)) == 0) return handed_out(s, me->block);
        store(s, OWNER, LIVE, load(s, OWNER, LIVE) & (uint8_t)~bit(me->block));
        me->at = COLLECT_SIGN;
        return NULL;
    case GIVE_ASK:
        me->at = (load(s, OWNER, MARK) & bit(me->block)) == 0 ? GIVE_NOW : COLLECT_SIGN;
        return NULL;
    case GIVE_NOW: return freed(s, me->block);
    case COLLECT_SIGN:
        drain(s, OWNER);
        if (defect != SIGN_LAST) s->cell[SIGN] = 0;
        me->at = COLLECT_SOME;
        return NULL;
    case COLLECT_SOME:
        me->at = load(s, OWNER, SOME) == 0 ? COLLECT_END : COLLECT_BLOCKS;
        if (me->at == COLLECT_END) return NULL;
        drain(s, OWNER);
        s->cell[SOME] = 0;
        return NULL;
    case COLLECT_BLOCKS:
        me->bits = collects_blocks(s);
        me->at = defect == TAKEN_FIRST ? COLLECT_END : COLLECT_BITS;
        return NULL;
    case COLLECT_BITS:
        collects_bits(s, me->bits);
        me->at = COLLECT_END;
        return NULL;
    case COLLECT_END:
        if (defect == SIGN_LAST) s->cell[SIGN] = 0;
        me->at = LONG_WAY;
        return NULL;
    default:
        if (!me->taking) return freed(s, me->block);
        int block = taken(s);
        return block == BLOCKS ? returns(s, OWNER) : handed_out(s, block);
    }
}

// ---- a poster ----

static const char *posted(struct state *s, int t)
{
    const struct thread *me = &s->thread[t];
    if (s->holder[me->block] == t) {
        if (me->free) return "what was free is freed by post";
        s->waits |= bit(me->block);
    }
    return returns(s, t);
}

// By the lock: collects, and then has the heap's verdict on its own block, if it is not posted.
static const char *goes_in(struct state *s, int t)
{
    uint8_t at = s->thread[OWNER].at;
    if (at != CALL && at != DONE) return NULL;
    drain(s, OWNER);
    if (s->cell[SIGN] != 0) {
        if (s->cell[SOME] != 0) collects_bits(s, collects_blocks(s));
        s->cell[SIGN] = s->cell[SOME] = 0;
    }
    if (s->thread[t].at == GO_IN_TO_FREE) s->cell[LIVE] &= (uint8_t)~bit(s->thread[t].block);
    return returns(s, t);
}

// Is the block free in memory, and will be, unless it is taken from now on?
static bool is_free(const struct state *s, int block)
{
    const struct thread *owner = &s->thread[OWNER];
    uint8_t live = s->cell[LIVE];
    for (int i = 0; i < owner->stored; i++)
        live |= owner->buffer[i].value; // it stores nothing else
    return (live & bit(block)) == 0;
}

static const char *begins(struct state *s, int t, int block)
{
    struct thread *me = &s->thread[t];
    if (block >= BLOCKS) return NULL;
    me->block = (uint8_t)block;
    me->free = (s->waits & bit(block)) != 0 || is_free(s, block);
    me->at = defect == LOOK_BEFORE ? LOOK_EARLY : defect == SIGN_FIRST ? SET_SIGN : SET_BLOCK;
    return NULL;
}

static void sets_block(struct state *s, int t)
{
    struct thread *me = &s->thread[t];
    uint8_t before = s->cell[MARK], mine = bit(me->block);
    me->at = (before & mine) != 0 ? GO_IN_TO_FREE : SET_SOME;
    if ((before & mine) != 0) return;
    if (defect == ONLY_FIRST && before != 0) me->at = SET_SIGN;
    s->cell[MARK] |= mine;
    s->holder[me->block] = (uint8_t)t;
}

static const char *poster_goes_on(struct state *s, int t, int choice)
{
    struct thread *me = &s->thread[t];
    uint8_t mine = bit(me->block);
    switch (me->at) {
    case BEGIN: return begins(s, t, choice);
    case LOOK_EARLY: me->at = (s->cell[LIVE] & mine) != 0 ? SET_BLOCK : GO_IN_TO_FREE; return NULL;
    case SET_BLOCK: sets_block(s, t); return NULL;
    case SET_SOME:
        s->cell[SOME] = 1;
        me->at = defect == SIGN_FIRST ? LOOK : SET_SIGN;
        return NULL;
    case SET_SIGN:
        s->cell[SIGN] = 1;
        me->at = defect == SIGN_FIRST ? SET_BLOCK : LOOK;
        return NULL;
    case LOOK:
        if (defect == LOOK_NEVER || defect == LOOK_BEFORE || (s->cell[LIVE] & mine) != 0)
            return posted(s, t);
        me->at = GO_IN;
        return NULL;
    default: return goes_in(s, t);
    }
}

static const char *go_on(struct state *s, int t, int choice)
{
    return t == OWNER ? owner_goes_on(s, choice) : poster_goes_on(s, t, choice);
}

static bool done(const struct state *s, int t)
{
    return s->thread[t].at == DONE;
}

static const char *judge(const struct state *s)
{
    uint8_t owner = s->thread[OWNER].at;
    if (owner != CALL && owner != DONE) return NULL;
    bool found = s->cell[SIGN] != 0 && s->cell[SOME] != 0;
    return s->waits != 0 && !found ? "a free is lost" : NULL;
}

int main(int arguments, char **argument)
{
    defect = arguments > 1 ? (enum defect)atoi(argument[1]) : NONE;
    if (defect >= DEFECTS) return 2;
    struct state start = {.cell[LIVE] = 3};
    start.thread[OWNER] = (struct thread){.at = CALL, .calls = OWNER_CALLS};
    start.thread[POSTER] = (struct thread){.at = BEGIN, .calls = POSTER_CALLS};
    start.thread[SECOND] = (struct thread){.at = BEGIN, .calls = POSTER_CALLS};
    const struct model model = {"post_model", (size_t)1 << 21, 2 * (BLOCKS + 1), go_on, done,
                                judge};
    return model_run(&model, &start);
}
