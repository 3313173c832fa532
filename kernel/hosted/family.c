// SPDX-License-Identifier: MIT
// The family by the names of the C library. Small blocks of the thread's own arena are taken and
// freed right here; all else goes the long way.
//
// The core is compiled together with this file, so that its own short way becomes part of malloc
// and free: nothing is called there.
#include "ashlar.h"
__attribute__((always_inline)) inline size_t ash_heap_alloc(struct ash_heap *, size_t, size_t);
__attribute__((always_inline)) inline enum ash_status ash_heap_free(struct ash_heap *, size_t);
#include "ashlar.c"

#include "ashlar-malloc.h"
#include "collect.h"
#include "hosted.h"
#include "misuse.h"
#include "plain.h"
#include "quick.h"
#include "thread.h"
#include "watched.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define API __attribute__((visibility("default")))
// Where these start is not to depend on what stands before them: it is a tenth of their time.
#define AT_A_LINE __attribute__((aligned(GATE_LINE)))
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

static __attribute__((noinline)) void *take(size_t size, size_t align)
{
    bool zero;
    return hosted_take(size, align, &zero);
}

// Inside the gate: a small block that lies where nothing was used yet, or none at all.
static __attribute__((noinline)) void *take_unready(struct arena *a, size_t at, size_t size)
{
    if (at != ASH_NONE && plain_ready(a, at, size)) {
        gate_step_out(&a->gate);
        return a->base + at;
    }
    if (at != ASH_NONE) ash_heap_free(&a->heap, at);
    gate_step_out(&a->gate);
    return take(size, ASH_GRANULE);
}

// Not small, or options want something of it: a run from the shelf, if there is one.
static __attribute__((noinline)) void *take_at_hand(struct arena *a, size_t size)
{
    if (a == NULL) return watched_take(size);
    size_t at = ASH_NONE;
    if (size > ARENA_SMALL && gate_step_in(&a->gate)) {
        at = plain_at_hand(a, size);
        gate_step_out(&a->gate);
    }
    return at != ASH_NONE ? a->base + at : take(size, ASH_GRANULE);
}

// As malloc and free, of a small block, while there is post. Where the long way is taken, all of it
// is collected first.
static __attribute__((noinline)) void *take_by_post(struct arena *a, size_t size)
{
    if (!gate_step_by(&a->gate, GATE_POST)) return take(size, ASH_GRANULE);
    size_t at = ash_heap_alloc(&a->heap, size, ASH_GRANULE);
    if (UNLIKELY(at > a->near || ++a->gate.passed % POST_EVERY == 0 || post_holds(&a->post, at))) {
        if (at != ASH_NONE) ash_heap_free(&a->heap, at);
        gate_step_out(&a->gate);
        return take(size, ASH_GRANULE);
    }
    gate_step_out(&a->gate);
    return a->base + at;
}

static __attribute__((noinline)) void give_by_post(struct arena *a, void *p)
{
    size_t at = (size_t)((char *)p - a->base);
    if (!gate_step_by(&a->gate, GATE_POST)) {
        hosted_give("free", p);
        return;
    }
    if (UNLIKELY(++a->gate.passed % POST_EVERY == 0 || post_holds(&a->post, at))) {
        gate_step_out(&a->gate);
        hosted_give("free", p);
        return;
    }
    enum ash_status status = plain_give(a, at);
    gate_step_out(&a->gate);
    if (UNLIKELY(status != ASH_OK)) misuse("free", p, misuse_name("free", status));
}

// Not of the thread's own arena, if it has any, or options want something of it.
static __attribute__((noinline)) void give_elsewhere(void *p)
{
    struct arena *a = arena_of(p);
    if (a != NULL && a == self.home)
        watched_give(a, p);
    else if (UNLIKELY(a == NULL || !post_put(a, p, 0)))
        hosted_give("free", p);
}

// Inside the gate, as malloc: all that is not at hand.
static __attribute__((noinline)) void *take_slowly(struct arena *a, size_t size)
{
    size_t at = ash_heap_alloc(&a->heap, size, ASH_GRANULE);
    if (UNLIKELY(at > a->near)) return take_unready(a, at, size);
    gate_step_out(&a->gate);
    return a->base + at;
}

// Inside the gate, as free: all that does not go at once.
static __attribute__((noinline)) void give_slowly(struct arena *a, void *p)
{
    enum ash_status status = plain_give(a, (size_t)((char *)p - a->base));
    gate_step_out(&a->gate);
    if (UNLIKELY(status != ASH_OK)) misuse("free", p, misuse_name("free", status));
}

// The same, of a live block that is the last of its unit: these are many. What free has asked before
// the heap need not ask again.
static __attribute__((noinline)) void give_last(struct arena *a, void *p)
{
    size_t at = arena_offset(a, p);
    if (!quick_live(&a->heap, at) || !quick_last(&a->heap, at)) __builtin_unreachable();
    if (UNLIKELY(!quick_room(&a->heap, at))) {
        give_slowly(a, p);
        return;
    }
    ash_heap_free(&a->heap, at);
    plain_emptied(a);
    gate_step_out(&a->gate);
}

API AT_A_LINE void *malloc(size_t size)
{
    struct arena *a = self.quick;
    if (UNLIKELY(a == NULL || size - 1 >= ARENA_SMALL)) return take_at_hand(a, size);
    if (UNLIKELY(!gate_step_in(&a->gate))) return take_by_post(a, size);
    if (UNLIKELY(!quick_take(&a->heap, size))) return take_slowly(a, size);
    size_t at = ash_heap_alloc(&a->heap, size, ASH_GRANULE);
    if (UNLIKELY(at > a->near)) return take_unready(a, at, size);
    gate_step_out(&a->gate);
    return a->base + at;
}

API AT_A_LINE void free(void *p)
{
    struct arena *a = self.quick;
    size_t at = (size_t)((char *)p - self.base);
    if (UNLIKELY(ash_heap_granule(at) >= self.granules)) {
        give_elsewhere(p);
        return;
    }
    if (UNLIKELY(!gate_step_in(&a->gate))) {
        give_by_post(a, p);
        return;
    }
    // That was asked above, and is not asked again, here or in the heap.
    if (ash_heap_granule(at) / ASH_WORD_BITS >= a->heap.runs.limit) __builtin_unreachable();
    if (UNLIKELY(quick_live(&a->heap, at) && quick_last(&a->heap, at))) {
        give_last(a, p);
        return;
    }
    if (UNLIKELY(!quick_give(&a->heap, at))) {
        give_slowly(a, p);
        return;
    }
    ash_heap_free(&a->heap, at);
    gate_step_out(&a->gate);
}

API void *calloc(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    if (bytes - 1 < ARENA_SMALL) {
        void *p = malloc(bytes);
        return p != NULL ? memset(p, 0, bytes) : NULL;
    }
    bool zero;
    void *p = hosted_take(bytes, ASH_GRANULE, &zero);
    return p != NULL && !zero ? memset(p, 0, bytes) : p;
}

// The bytes of a live block in a slot of the thread's own arena; 0 of all else, and while the gate is
// shared, or there is post.
static inline size_t slot_bytes(char *p)
{
    struct arena *a = self.quick;
    if (a == NULL || !gate_step_in(&a->gate)) return 0;
    size_t length = plain_slot_bytes(a, (size_t)(p - a->base));
    gate_step_out(&a->gate);
    return length;
}

// realloc of a block in a slot of `length` bytes: it stays, if it is long enough and not much too long.
static void *resize_slot(void *p, size_t length, size_t size)
{
    if (size <= length && !hosted_too_long(length, size)) return p;
    int before = errno;
    void *new = malloc(size);
    if (UNLIKELY(new == NULL)) {
        errno = before;
        return hosted_resize(p, size);
    }
    memcpy(new, p, length < size ? length : size);
    free(p);
    return new;
}

API void *realloc(void *p, size_t size)
{
    if (p == NULL) return malloc(size);
    size_t length = slot_bytes(p);
    if (length != 0 && size != 0) return resize_slot(p, length, size);
    if (size != 0) return hosted_resize(p, size);
    hosted_give("realloc", p);
    return NULL;
}

API void *reallocarray(void *p, size_t count, size_t size)
{
    size_t bytes;
    if (!__builtin_mul_overflow(count, size, &bytes)) return realloc(p, bytes);
    errno = ENOMEM;
    return NULL;
}

static bool power_of_two(size_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

API void *aligned_alloc(size_t align, size_t size)
{
    if (power_of_two(align)) return take(size, align);
    errno = EINVAL;
    return NULL;
}

API int posix_memalign(void **p, size_t align, size_t size)
{
    if (!power_of_two(align) || align % sizeof(void *) != 0) return EINVAL;
    int before = errno;
    void *block = take(size, align);
    errno = before;
    if (block == NULL) return ENOMEM;
    *p = block;
    return 0;
}

// As the C library's: an alignment that is no power of two means the next one.
API void *memalign(size_t align, size_t size)
{
    size_t power = ASH_GRANULE;
    while (power < align && power <= SIZE_MAX / 2) power *= 2;
    if (power >= align) return take(size, power);
    errno = EINVAL;
    return NULL;
}

API void *valloc(size_t size)
{
    return take(size, PAGE_BYTES);
}

API void *pvalloc(size_t size)
{
    if (size > SIZE_MAX - PAGE_BYTES) {
        errno = ENOMEM;
        return NULL;
    }
    return take((size + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES, PAGE_BYTES);
}

API size_t malloc_usable_size(void *p)
{
    return hosted_usable(p);
}

API void free_sized(void *p, size_t size)
{
    hosted_give_sized("free_sized", p, 1, size);
}

API void free_aligned_sized(void *p, size_t align, size_t size)
{
    hosted_give_sized("free_aligned_sized", p, align, size);
}
