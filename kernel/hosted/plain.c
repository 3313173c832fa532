// SPDX-License-Identifier: MIT
#include "plain.h"

#define READY_STEP ((size_t)64 << 10)
// Bytes that are freed between two purges, at least.
#define PURGE_STEP ((size_t)32 << 20)
// Of so many bytes that are taken again, after they were freed, one counts all the same.
#define PURGE_WEAR 4096
// How often slabs are looked at before it is enough for a purge, if they only go back.
#define PURGE_LOOKS 8
// Lengths to a doubling, of runs that are too long for the shelf.
#define LONG_STEPS 4

bool plain_ready(struct arena *a, size_t at, size_t size)
{
    size_t end = at + (size < ARENA_SMALL ? ARENA_SMALL : arena_round_up(size, PAGE_BYTES));
    if (end <= a->ready) return true;
    end = arena_round_up(end, READY_STEP);
    if (end > a->span) end = a->span;
    if (end > a->committed) {
        size_t to = arena_round_up(end + a->committed / 8, PLAIN_COMMIT);
        if (to > a->span) to = a->span;
        if (!pages_commit(a->base + a->committed, to - a->committed)) {
            to = end; // as little as will do
            if (!pages_commit(a->base + a->committed, to - a->committed)) return false;
        }
        a->committed = to;
    }
    a->ready = end;
    a->near = end - ARENA_SMALL;
    return true;
}

// ---- runs that are at hand ----

// What the heap is asked for: of runs, one of some lengths. So one that was freed fits others, and
// starts where they have started; of what is added to a long one nothing is touched.
static size_t rounded(size_t size)
{
    size_t units = arena_round_up(size, ARENA_UNIT) / ARENA_UNIT;
    if (units <= SHELF_MOST) return shelf_units(shelf_size(units)) * ARENA_UNIT;
    size_t doubling = (size_t)1 << (63 - __builtin_clzll(size - 1));
    return arena_round_up(size, doubling / LONG_STEPS);
}

static bool on_shelf(const struct arena *a, size_t at)
{
    return at % ARENA_UNIT == 0 && shelf_holds(&a->shelf, at / ARENA_UNIT);
}

// A live run. Not more than half of all memory is to lie there.
static bool shelve(struct arena *a, size_t at, size_t size)
{
    return size > ARENA_SMALL && a->shelf.units * ARENA_UNIT <= a->ready / 2 &&
           shelf_put(&a->shelf, at / ARENA_UNIT, size / ARENA_UNIT);
}

// All of it goes to the heap. Was there anything?
static bool clear_shelf(struct arena *a)
{
    bool any = a->shelf.blocks > 0;
    for (unsigned size = 1; size < SHELF_SIZES; size++) {
        size_t unit;
        while ((unit = shelf_take(&a->shelf, size)) != ASH_UNITS)
            ash_heap_free(&a->heap, unit * ARENA_UNIT);
    }
    return any;
}

// ---- blocks ----

static char *take_from_heap(struct arena *a, size_t size, size_t align, bool *zero)
{
    size_t at = ash_heap_alloc(&a->heap, size, align);
    if (at == ASH_NONE && clear_shelf(a)) at = ash_heap_alloc(&a->heap, size, align);
    if (at == ASH_NONE) return NULL;
    if (at <= a->near && size <= ARENA_SMALL) return a->base + at;
    *zero = at >= a->ready;
    if (plain_ready(a, at, size)) return a->base + at;
    ash_heap_free(&a->heap, at);
    return NULL;
}

// Of a run that is taken, nearly all makes up for what was freed.
static void count_taken(struct arena *a, size_t bytes)
{
    size_t reused = bytes - bytes / PURGE_WEAR;
    a->freed -= a->freed < reused ? a->freed : reused;
}

static char *take_run(struct arena *a, size_t size, size_t align, bool *zero)
{
    size_t at = align <= ARENA_UNIT ? plain_at_hand(a, size) : ASH_NONE;
    if (at != ASH_NONE) return a->base + at;
    size_t length = rounded(size);
    count_taken(a, length);
    char *p = take_from_heap(a, length, align, zero);
    return p != NULL || length == size ? p : take_from_heap(a, size, align, zero);
}

char *plain_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    *zero = false;
    if (align < ASH_GRANULE) align = ASH_GRANULE;
    if (size > ARENA_SMALL) return take_run(a, size, align, zero);
    if (align > ARENA_UNIT) count_taken(a, arena_round_up(size, ARENA_UNIT)); // is a run as well
    return take_from_heap(a, size, align, zero);
}

// So many free bytes are enough for a purge.
static size_t enough(const struct arena *a)
{
    return a->ready / 2 > PURGE_STEP ? a->ready / 2 : PURGE_STEP;
}

static void count_freed(struct arena *a, size_t bytes)
{
    a->freed += bytes;
    if (a->freed + a->slabs_less >= enough(a)) plain_purge(a);
}

static size_t slab_bytes(const struct arena *a)
{
    size_t units = 0, used = a->ready / ARENA_UNIT;
    for (size_t u = 0; u < used; u++) units += a->heap.slabs.layout.row[u] != 0;
    return units * ARENA_UNIT;
}

// Nobody says when the heap makes a slab. So they are looked through now and then, a byte for each
// unit that was ever used: just before the last that went back there were so many at most.
static void look_at_slabs(struct arena *a)
{
    size_t now = slab_bytes(a), back = a->slabs_back;
    if (a->slabs_most < now + back) a->slabs_most = now + back;
    a->slabs_less = a->slabs_most - now;
    a->slabs_back = 0;
    count_freed(a, back / PURGE_WEAR);
}

enum ash_status plain_give_run(struct arena *a, size_t at)
{
    if (on_shelf(a, at)) return ASH_ALREADY_FREE;
    size_t size = ash_heap_usable(&a->heap, at);
    if (shelve(a, at, size)) return ASH_OK;
    enum ash_status status = ash_heap_free(&a->heap, at);
    count_freed(a, size);
    return status;
}

void plain_count_slab(struct arena *a)
{
    const struct ash_layout *layout = &a->heap.slabs.layout;
    size_t before = a->idle, row = a->idle_row;
    a->idle = a->heap.kept;
    a->idle_row = a->idle != ASH_UNITS ? layout->row[a->idle] : 0;
    if (row == 0 || layout->row[before] != 0) return;
    a->slabs_back += layout->shapes.units[row] * ARENA_UNIT;
    if (a->slabs_back >= enough(a) / PURGE_LOOKS) look_at_slabs(a);
}

size_t plain_usable(struct arena *a, size_t at)
{
    return on_shelf(a, at) ? 0 : ash_heap_usable(&a->heap, at);
}

enum ash_status plain_resize(struct arena *a, size_t at, size_t size)
{
    if (on_shelf(a, at)) return ASH_ALREADY_FREE;
    size_t old = ash_heap_usable(&a->heap, at);
    enum ash_status status = ash_heap_resize(&a->heap, at, size);
    if (status != ASH_OK) return status;
    size_t new = ash_heap_usable(&a->heap, at);
    if (new < old) count_freed(a, old - new);
    if (new <= old) return ASH_OK;
    if (plain_ready(a, at, size)) {
        count_taken(a, new - old);
        return ASH_OK;
    }
    ash_heap_resize(&a->heap, at, old);
    return ASH_NO_ROOM;
}

// ---- memory that goes back ----

// What lies behind as if it had never been used, if nothing is there any more.
static void drop(struct arena *a, size_t at, size_t size)
{
    size_t from = arena_round_up(at, PAGE_BYTES), to = (at + size) / PAGE_BYTES * PAGE_BYTES;
    if (to > a->ready) to = a->ready;
    if (from < to) pages_drop(a->base + from, to - from);
}

// As much as there is of a free run of `size` bytes, less than twice as many: where it starts, and
// *length; ASH_NONE if there is none.
static size_t take_whole(struct arena *a, size_t size, size_t *length)
{
    size_t at = ash_heap_alloc(&a->heap, size, ASH_GRANULE);
    *length = size;
    for (size_t more = size / 2; at != ASH_NONE && more >= ARENA_UNIT; more /= 2)
        if (ash_heap_resize(&a->heap, at, *length + more) == ASH_OK) *length += more;
    return at;
}

// The heap itself says what is free: it is asked for runs, the longest first, and gets them back.
bool plain_purge(struct arena *a)
{
    size_t count = 0, length;
    bool dropped = false;
    a->freed = a->slabs_back = a->slabs_most = a->slabs_less = 0;
    clear_shelf(a);
    for (size_t size = a->span; size >= PLAIN_RUN; size /= 2) {
        while (count < PLAIN_PURGED) {
            size_t at = take_whole(a, size, &length);
            if (at == ASH_NONE) break;
            a->purged[count++] = (uint32_t)(at / ARENA_UNIT);
            if (at >= a->ready) break; // from here on nothing was used
            drop(a, at, length);
            dropped = true;
        }
    }
    while (count-- > 0) ash_heap_free(&a->heap, (size_t)a->purged[count] * ARENA_UNIT);
    return dropped;
}

bool plain_check(const struct arena *a)
{
    bool sound = ash_heap_check(&a->heap);
    for (unsigned size = 1; size < SHELF_SIZES && sound; size++)
        for (unsigned i = 0; i < a->shelf.count[size] && sound; i++)
            sound = shelf_holds(&a->shelf, a->shelf.run[size][i]) &&
                    ash_heap_usable(&a->heap, a->shelf.run[size][i] * ARENA_UNIT) ==
                        shelf_units(size) * ARENA_UNIT;
    return sound;
}
