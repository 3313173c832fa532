// SPDX-License-Identifier: MIT
#include "heap.h"

#define UNIT ((size_t)ASH_WORD_BITS * ASH_GRANULE)

size_t ash_heap_init(struct ash_heap *s, size_t capacity)
{
    ash_runs_init(&s->runs, capacity / UNIT);
    ash_slabs_init(&s->slabs, s->runs.limit);
    s->kept = ASH_UNITS;
    return s->runs.limit * UNIT;
}

// Gives the kept slab back, if it is still empty.
static void give_kept(struct ash_heap *s)
{
    size_t b = s->kept;
    if (b == ASH_UNITS || !ash_slabs_idle(&s->slabs, b)) return;
    s->kept = ASH_UNITS;
    ash_slabs_end(&s->slabs, b);
    ash_runs_give(&s->runs, b);
}

static size_t take_run(struct ash_heap *s, size_t n, size_t a)
{
    size_t u = a == 1 ? ash_runs_take(&s->runs, n) : ash_runs_take_aligned(&s->runs, n, a);
    if (u != ASH_UNITS || s->kept == ASH_UNITS) return u;
    give_kept(s);
    return a == 1 ? ash_runs_take(&s->runs, n) : ash_runs_take_aligned(&s->runs, n, a);
}

// A block of n granules off the slabs, at a multiple of a.
static size_t alloc_run(struct ash_heap *s, size_t n, size_t a)
{
    size_t units = n / ASH_WORD_BITS + (n % ASH_WORD_BITS != 0 ? 1 : 0);
    size_t u = take_run(s, units, a <= ASH_WORD_BITS ? 1 : a / ASH_WORD_BITS);
    if (u == ASH_UNITS) return ASH_NONE;
    ash_slabs_mark(&s->slabs, u);
    return u * UNIT;
}

// No slot of row r is free: a new slab, or a block off the slabs.
static size_t alloc_new(struct ash_heap *s, size_t r, size_t n, size_t a)
{
    size_t b = ash_runs_take(&s->runs, s->slabs.layout.shapes.units[r]);
    if (b == ASH_UNITS) return alloc_run(s, n, a);
    ash_slabs_begin(&s->slabs, b, r);
    return ash_slabs_take(&s->slabs, r) * ASH_GRANULE;
}

static size_t alloc_slow(struct ash_heap *s, size_t size, size_t align)
{
    size_t n = ash_request_granules(size);
    size_t a = ash_request_align(align);
    if (n == 0 || a == 0) return ASH_NONE;
    if (n > ASH_SLOT_TOP || a > ASH_WORD_BITS) return alloc_run(s, n, a);
    size_t m = (n + a - 1) / a * a;
    if (m > ASH_SLOT_TOP) return alloc_run(s, n, a);
    size_t r = s->slabs.layout.shapes.row[m - 1];
    if (s->slabs.layout.shapes.align[r] < a) return alloc_run(s, n, a);
    size_t g = ash_slabs_take(&s->slabs, r);
    if (g == ASH_NO_SLOT) return alloc_new(s, r, n, a);
    return g * ASH_GRANULE;
}

size_t ash_heap_alloc(struct ash_heap *s, size_t size, size_t align)
{
    if (size == 0 || size > ASH_SLOT_TOP * ASH_GRANULE || align != ASH_GRANULE)
        return alloc_slow(s, size, align);
    size_t r = s->slabs.layout.shapes.row[(size - 1) / ASH_GRANULE];
    size_t g = ash_slabs_take(&s->slabs, r);
    if (g == ASH_NO_SLOT) return alloc_new(s, r, (size - 1) / ASH_GRANULE + 1, 1);
    return g * ASH_GRANULE;
}

// What offset is if no live block starts there.
static enum ash_status misuse(const struct ash_heap *s, size_t offset)
{
    size_t g = offset / ASH_GRANULE, u = g / ASH_WORD_BITS;
    if (u >= s->runs.limit) return ASH_OUT_OF_RANGE;
    if (s->slabs.layout.row[u] == 0) {
        size_t i = ash_runs_of(&s->runs, u);
        return s->runs.idle[i] != 0 ? ASH_ALREADY_FREE : ASH_NOT_A_BLOCK;
    }
    size_t first = s->slabs.layout.base[u] * ASH_WORD_BITS;
    size_t size = s->slabs.layout.shapes.size[s->slabs.layout.row[u]];
    size_t slot = first + (g - first) / size * size;
    bool live = slot / ASH_WORD_BITS < s->runs.limit &&
                ash_word_test(s->slabs.live[slot / ASH_WORD_BITS], slot % ASH_WORD_BITS);
    return live ? ASH_NOT_A_BLOCK : ASH_ALREADY_FREE;
}

// Is offset the start of a live block?
static inline bool is_live(const struct ash_heap *s, size_t offset)
{
    if (offset % ASH_GRANULE != 0) return false;
    size_t g = offset / ASH_GRANULE, u = g / ASH_WORD_BITS;
    return u < s->runs.limit && ash_word_test(s->slabs.live[u], g % ASH_WORD_BITS);
}

static void emptied(struct ash_heap *s, size_t u)
{
    size_t b = s->slabs.layout.base[u];
    if (s->kept == b || !ash_slabs_idle(&s->slabs, b)) return;
    give_kept(s);
    s->kept = b;
}

enum ash_status ash_heap_free(struct ash_heap *s, size_t offset)
{
    if (!is_live(s, offset)) return misuse(s, offset);
    size_t g = offset / ASH_GRANULE, u = g / ASH_WORD_BITS;
    if (s->slabs.layout.row[u] == 0) {
        ash_slabs_unmark(&s->slabs, u);
        ash_runs_give(&s->runs, u);
        return ASH_OK;
    }
    ash_slabs_put(&s->slabs, g);
    if (s->slabs.live[u] == 0) emptied(s, u);
    return ASH_OK;
}

size_t ash_heap_usable(const struct ash_heap *s, size_t offset)
{
    if (!is_live(s, offset)) return 0;
    size_t u = offset / UNIT;
    size_t r = s->slabs.layout.row[u];
    if (r != 0) return (size_t)s->slabs.layout.shapes.size[r] * ASH_GRANULE;
    return (s->runs.next[u] - u) * UNIT;
}

enum ash_status ash_heap_free_sized(struct ash_heap *s, size_t offset, size_t size)
{
    if (!is_live(s, offset)) return misuse(s, offset);
    if (size == 0 || size > ash_heap_usable(s, offset)) return ASH_BAD_SIZE;
    return ash_heap_free(s, offset);
}

enum ash_status ash_heap_resize(struct ash_heap *s, size_t offset, size_t size)
{
    if (!is_live(s, offset)) return misuse(s, offset);
    if (size == 0) return ASH_BAD_SIZE;
    size_t n = ash_request_granules(size), u = offset / UNIT;
    size_t r = s->slabs.layout.row[u];
    if (r != 0) return n <= s->slabs.layout.shapes.size[r] ? ASH_OK : ASH_NO_ROOM;
    size_t units = n / ASH_WORD_BITS + (n % ASH_WORD_BITS != 0 ? 1 : 0);
    return ash_runs_resize(&s->runs, u, units) ? ASH_OK : ASH_NO_ROOM;
}

// Units of size of the block at granule g.
static size_t extent(const struct ash_heap *s, size_t g)
{
    size_t u = g / ASH_WORD_BITS;
    size_t r = s->slabs.layout.row[u];
    return r != 0 ? s->slabs.layout.shapes.size[r] * (size_t)ASH_GRANULE
                  : (s->runs.next[u] - u) * UNIT;
}

struct ash_stats ash_heap_stats(const struct ash_heap *s)
{
    size_t live = 0, blocks = 0, all = s->runs.limit * ASH_WORD_BITS;
    for (size_t g = 0; g < all; g++) {
        if (!ash_word_test(s->slabs.live[g / ASH_WORD_BITS], g % ASH_WORD_BITS)) continue;
        live += extent(s, g);
        blocks++;
    }
    size_t capacity = s->runs.limit * UNIT;
    return (struct ash_stats){capacity, live, capacity - live, blocks};
}
