// SPDX-License-Identifier: MIT
// rc: one value with many owners, and with handles that do not own it.
//
// A strong handle (struct ash_rc) keeps the value; a weak one (struct ash_weak) keeps only the
// memory, and can be asked whether the value is still there. The counts and the value lie in
// one block: two numbers of four bytes, then, as far on as the value's alignment asks, the value.
//
// A handle is one owner: pass it on by clone and drop, never by assignment. Two values that
// hold strong handles of each other stay for ever; make one of the two weak.
#ifndef ASH_RC_H
#define ASH_RC_H

#include "kind.h"

// As many strong handles of a value can be, and one less weak ones.
#define ASH_RC_MOST UINT32_MAX

struct ash_rc {
    const struct ash_pool *pool;
    struct ash_kind kind;
    size_t at; // where the counts lie, or ASH_NONE: no value, the handle is empty
};

struct ash_weak {
    struct ash_rc to; // not counted as strong
};

// A new value, all bytes 0, with one strong handle. False if there is none, and the handle is then
// empty: only if the kind's size is 0, or so large that the counts do not fit as well, or its
// align is no power of two, or the pool refuses. Work: an alloc, and a step a byte.
bool ash_rc_init(struct ash_rc *rc, const struct ash_pool *pool, struct ash_kind kind);

// Where the value lies, until the last strong handle goes; NULL of an empty handle.
// Work: a few steps.
unsigned char *ash_rc_value(const struct ash_rc *rc);

// How many strong handles of the value there are; 0 of an empty handle. Work: a few steps.
size_t ash_rc_strong(const struct ash_rc *rc);

// One more strong handle, in `to`, which must hold none. False, and nothing changes, only if
// rc is empty or ASH_RC_MOST handles are out. Work: a few steps.
bool ash_rc_clone(const struct ash_rc *rc, struct ash_rc *to);

// The handle goes, and is then empty. With the last strong one the destructor runs, and with the
// last of all the memory is given back. Does nothing to an empty handle. Never fails.
// Work: a few steps; at last the destructor, and a free.
void ash_rc_drop(struct ash_rc *rc);

// One more weak handle, in `to`, which must hold none. False, and nothing changes, only if rc
// is empty or ASH_RC_MOST - 1 weak handles are out. Work: a few steps.
bool ash_rc_weak(const struct ash_rc *rc, struct ash_weak *to);

// A strong handle of the value, in `to`, which must hold none. False, and nothing changes, only
// if the value has gone, or the handle is empty, or ASH_RC_MOST handles are out.
// Work: a few steps.
bool ash_weak_upgrade(const struct ash_weak *weak, struct ash_rc *to);

// The handle goes, and is then empty; with the last of all the memory is given back. Does
// nothing to an empty handle. Never fails. Work: a few steps; at last a free.
void ash_weak_drop(struct ash_weak *weak);

#endif
