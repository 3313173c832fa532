// SPDX-License-Identifier: MIT
#include "post.h"

#include "thread.h"

_Static_assert(ASH_WORD_BITS == POST_BITS && POST_TOP > 0, "a word of bits for each unit");

// What the heap says of a block, asked from outside the gate. Of a block that is live, and the
// caller's to free, it cannot change meanwhile. Of anything else it may, and then the answer may be
// either: it is a first look, so that a misuse is named at once. The verdict is the heap's, in the
// gate, and comes in any case.
//
// C has no name for such a look at a word, other bits of which the owner may change: on this
// machine it is one load.
#define LOOK(object) (*(const volatile __typeof__(object) *)&(object))

// The bytes of the block that starts at granule g; 0 if it is too long to wait.
static inline __attribute__((no_sanitize("thread"))) size_t length_at(const struct arena *a,
                                                                      size_t g)
{
    size_t u = g / POST_BITS;
    size_t r = LOOK(a->heap.slabs.layout.row[u]);
    if (r != 0) return a->heap.slabs.layout.shapes.size[r] * (size_t)ASH_GRANULE;
    size_t units = (size_t)LOOK(a->heap.runs.next[u]) - u;
    return units <= SHELF_MOST ? units * ARENA_UNIT : 0;
}

static inline __attribute__((no_sanitize("thread"))) bool live_at(const struct arena *a, size_t g)
{
    size_t u = g / POST_BITS;
    if ((LOOK(a->heap.slabs.live[u]) >> g % POST_BITS & 1) == 0) return false;
    return g % POST_BITS != 0 || (LOOK(a->shelf.held[u / 64]) >> u % 64 & 1) == 0;
}

static inline bool has(_Atomic uint64_t *word, size_t bit)
{
    return (atomic_load(word) >> bit % POST_BITS & 1) != 0;
}

static void set(_Atomic uint64_t *word, size_t bit)
{
    if (!has(word, bit)) atomic_fetch_or(word, (uint64_t)1 << bit % POST_BITS);
}

// All that stands for the word of unit u, from below.
static __attribute__((noinline)) void mark_above(struct arena *a, size_t u)
{
    size_t v = u / POST_BITS;
    set(&a->post.some[v], u);
    set(&a->post.top[v / POST_BITS], v);
    gate_put_sign(&a->gate, GATE_POST);
}

static inline bool marked_above(struct arena *a, size_t u)
{
    size_t v = u / POST_BITS;
    return has(&a->post.some[v], u) && has(&a->post.top[v / POST_BITS], v) &&
           gate_has_sign(&a->gate, GATE_POST);
}

static __attribute__((noinline)) void go_in(struct arena *a)
{
    thread_leave(a, thread_enter(a));
}

// That many bytes more than the last that the arena knows of. Has the post grown so long that the
// owner must be asleep? Then the caller collects.
static void tell(struct arena *a, size_t length)
{
    struct arena *before = self.posting;
    size_t untold = self.posted;
    self.posting = a;
    self.posted = 0;
    if (before != a) {
        if (before != NULL) atomic_fetch_add(&before->post.waiting, untold);
        untold = 0;
    }
    if (atomic_fetch_add(&a->post.waiting, untold + length) > POST_MOST) go_in(a);
}

// The rest of what is to be done for a block at granule g, of which the bit is set. Always true.
static __attribute__((noinline)) bool posted(struct arena *a, size_t g, size_t length)
{
    mark_above(a, g / POST_BITS);
    if (!live_at(a, g)) go_in(a); // the heap says what is wrong, as with all that is posted
    if (self.posting != a || self.posted >= POST_TOLD)
        tell(a, length);
    else
        self.posted += length;
    return true;
}

bool post_put(struct arena *a, const void *p, size_t size)
{
    if (!atomic_load_explicit(&a->posts, memory_order_relaxed) || a == self.home) return false;
    size_t at = (size_t)((const char *)p - a->base), g = at / ASH_GRANULE;
    if (at >= ARENA_SLOT || at % ASH_GRANULE != 0) return false;
    size_t length = length_at(a, g);
    if (length == 0 || size > length) return false;
    uint64_t mask = (uint64_t)1 << g % POST_BITS;
    if ((atomic_fetch_or(&a->post.block[g / POST_BITS], mask) & mask) != 0)
        return false; // a free of it waits already
    // Mostly all that follows has been done for others.
    if (!marked_above(a, g / POST_BITS) || !live_at(a, g) || self.posting != a ||
        self.posted >= POST_TOLD)
        return posted(a, g, length);
    self.posted += length;
    return true;
}
