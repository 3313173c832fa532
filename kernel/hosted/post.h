// SPDX-License-Identifier: MIT
// post: blocks of an arena that others than its owner have freed, and that it has not seen to yet.
//
// Who frees a block of somebody else's home need not go in there: he sets a bit for it, and is
// done. One bit a granule says that a free waits there, one bit for each word of those that there
// may be some, and one for each word of these; the gate has a sign that there may be any. The owner
// collects now and then, from the sign downwards: each bit is taken away before what it stands for
// is looked at, and each poster sets them from below. So what a poster has set below a bit that
// he saw set is found by who takes that bit away.
//
// A free by post has happened when it returns. A second one is found by the bit or, once the bit
// is gone, by a look at whether the block is live: if it is not, the poster has the heap tell it at
// once, by going in to collect. Whoever takes or frees a block while the sign stands, and has not collected,
// asks for its bit first: a block on which a free waits is not handed out, nor freed again.
//
// tests/post_model.c goes through all interleavings of this.
#ifndef POST_H
#define POST_H

#include "ashlar.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define POST_BITS 64
#define POST_SOME (ASH_UNITS / POST_BITS)
#define POST_TOP (POST_SOME / POST_BITS)

// While the sign stands, the owner collects at every POST_EVERYth call at least.
#define POST_EVERY 256
// Who has posted more bytes than that while nobody collected goes in and does it himself.
#define POST_MOST ((size_t)4 << 20)
// It is counted in steps of so many for each thread.
#define POST_TOLD ((size_t)64 << 10)

struct post {
    _Atomic size_t waiting; // bytes that were posted since somebody collected, about
    _Atomic uint64_t top[POST_TOP];
    _Atomic uint64_t some[POST_SOME];
    _Atomic uint64_t block[ASH_UNITS]; // a unit of the heap's is a word of granules
};

struct arena;

// Frees the block at p of another thread's home by post, or tells that there is none. `size` is what
// it was asked for with, or 0 if that is not known. False, and nothing has changed, if the caller
// must go in himself: nobody collects there, or a free of p waits already, or p cannot be a block of
// that size, or it is one that is too long to be left waiting. A few steps.
bool post_put(struct arena *a, const void *p, size_t size);

// By who is inside the gate: frees all that was posted, and tells of what the heap refuses.
void post_collect(struct arena *a);

// Does a free wait on the block at that offset, which is one of the heap's? For who is inside. It does
// not ask above first, where others write to the same few words all the time.
static inline bool post_holds(const struct post *s, size_t at)
{
    size_t g = at / ASH_GRANULE;
    return (atomic_load(&s->block[g / POST_BITS]) >> g % POST_BITS & 1) != 0;
}

#endif
