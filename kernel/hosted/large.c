// SPDX-License-Identifier: MIT
#include "large.h"

#include "hard.h"
#include "options.h"

// As for memory that is kept, there are live blocks of so many bytes at least.
#define KEPT_LEAST ((size_t)32 << 20)

static size_t units_of(const struct arena *a, size_t bytes)
{
    return (bytes >> a->shift) + ((bytes & (((size_t)1 << a->shift) - 1)) != 0 ? 1 : 0);
}

// The number of the heap's that stands for p. For an address between two units one of the same
// granule that is no multiple of a granule, and so never the start of a block.
static size_t unit_at(const struct arena *a, const void *p)
{
    size_t at = arena_offset(a, p);
    return at >> a->shift | ((at & (((size_t)1 << a->shift) - 1)) != 0 ? 1 : 0);
}

// All but a page at least: nobody may touch what lies between two large blocks.
static size_t bytes_of(const struct arena *a, size_t units)
{
    return units == 0 ? 0 : (units << a->shift) - PAGE_BYTES;
}

// Is the block of so many units at that number kept, and nobody's? There may be none: 0 units.
static bool is_kept(const struct arena *a, size_t at, size_t units)
{
    return kept_holds(&a->kept, &a->heap.slabs.layout.shapes, at / ASH_GRANULE,
                      units / ASH_GRANULE);
}

static void count_held(struct arena *a, size_t more, size_t less)
{
    a->held += more - less;
    if (a->held > a->most) a->most = a->held;
}

// ---- blocks that are kept ----

static char *start_of(const struct arena *a, size_t granule)
{
    return a->base + (granule * ASH_GRANULE << a->shift);
}

size_t large_kept(const struct arena *a)
{
    return (a->kept.length * ASH_GRANULE << a->shift) - a->kept.blocks * PAGE_BYTES;
}

// May all that is kept have so many granules of memory? `share` times as much as live blocks have, or
// as KEPT_LEAST.
static bool may_keep(const struct arena *a, size_t granules, size_t share)
{
    size_t bytes = granules * ASH_GRANULE << a->shift;
    return bytes <= share * (a->held > KEPT_LEAST ? a->held : KEPT_LEAST);
}

// The memory of all that is kept goes; the pages can be used again.
static void cool(struct arena *a)
{
    struct kept *k = &a->kept;
    for (size_t kind = 1; kind <= KEPT_KINDS; kind++)
        for (; k->cold[kind] < k->count[kind]; k->cold[kind]++) {
            size_t g = k->block[kind][k->cold[kind]];
            size_t units = ash_heap_usable(&a->heap, g * ASH_GRANULE);
            pages_drop(start_of(a, g), bytes_of(a, units));
        }
    k->warm = 0;
}

// Keeps a live block, if it is not too long.
static bool keep(struct arena *a, size_t at, size_t units)
{
    size_t g = at / ASH_GRANULE, n = units / ASH_GRANULE, bytes = bytes_of(a, units);
    bool wiped = options.zero == ZERO_FREE, warm = !wiped && may_keep(a, a->kept.warm + n, 1);
    if (a->shift != ARENA_PAGES) return false;
    if (!kept_put(&a->kept, &a->heap.slabs.layout.shapes, g, n, warm)) return false;
    if (wiped)
        hard_wipe(start_of(a, g), bytes);
    else if (!warm)
        pages_drop(start_of(a, g), bytes);
    count_held(a, 0, bytes);
    return true;
}

// A kept block for that many units, or NULL: the last to have come of their kind, if it has as many.
static char *take_kept(struct arena *a, size_t units)
{
    const struct ash_shapes *shapes = &a->heap.slabs.layout.shapes;
    size_t kind = kept_kind(shapes, (units + ASH_GRANULE - 1) / ASH_GRANULE);
    if (a->kept.count[kind] == 0) return NULL;
    size_t g = kept_last(&a->kept, kind), all = ash_heap_usable(&a->heap, g * ASH_GRANULE);
    if (all < units) return NULL;
    kept_take(&a->kept, kind, all / ASH_GRANULE);
    count_held(a, bytes_of(a, all), 0);
    return start_of(a, g);
}

// ---- quarantine: blocks whose memory is gone, and whose addresses nobody is to have for a while ----

static void end_late(struct arena *a, size_t place)
{
    uint32_t *late = &a->kept.late[place % KEPT_LATE];
    if (*late == 0) return;
    ash_heap_free(&a->heap, (size_t)(*late - 1) * ASH_GRANULE);
    *late = 0;
    a->kept.late_blocks--;
}

// Puts a live block in; the one that has been there longest goes to the heap for it.
static void put_late(struct arena *a, size_t at, size_t units)
{
    size_t g = at / ASH_GRANULE, place = a->kept.late_next++;
    pages_uncommit(start_of(a, g), bytes_of(a, units));
    count_held(a, 0, bytes_of(a, units));
    end_late(a, place);
    a->kept.late[place % KEPT_LATE] = (uint32_t)g + 1;
    a->kept.late_blocks++;
}

// Was there any?
static bool end_all_late(struct arena *a)
{
    bool any = a->kept.late_blocks != 0;
    for (size_t i = 0; i < KEPT_LATE; i++) end_late(a, i);
    return any;
}

bool large_clear(struct arena *a)
{
    struct kept *k = &a->kept;
    bool any = k->blocks != 0;
    for (size_t kind = 1; kind <= KEPT_KINDS; kind++)
        while (k->count[kind] > 0) {
            size_t g = kept_last(k, kind), units = ash_heap_usable(&a->heap, g * ASH_GRANULE);
            kept_take(k, kind, units / ASH_GRANULE);
            ash_heap_free(&a->heap, g * ASH_GRANULE);
            pages_uncommit(start_of(a, g), bytes_of(a, units));
        }
    return any;
}

// ---- blocks ----

static char *take_new(struct arena *a, size_t units, size_t align)
{
    size_t at = ash_heap_alloc(&a->heap, units, align < ASH_GRANULE ? ASH_GRANULE : align);
    if (at == ASH_NONE) return NULL;
    char *p = a->base + (at << a->shift);
    size_t bytes = bytes_of(a, ash_heap_usable(&a->heap, at));
    if (!pages_commit(p, bytes)) {
        ash_heap_free(&a->heap, at);
        return NULL;
    }
    count_held(a, bytes, 0);
    return p;
}

char *large_take(struct arena *a, size_t size, size_t align, bool *zero)
{
    size_t units = units_of(a, size + PAGE_BYTES);
    char *p = align <= PAGE_BYTES ? take_kept(a, units) : NULL;
    *zero = p == NULL;
    if (p == NULL) p = take_new(a, units, align >> a->shift);
    if (p == NULL && (large_clear(a) || end_all_late(a))) p = take_new(a, units, align >> a->shift);
    return p;
}

// Not before the heap has said that it is right, and never after somebody else can have the block:
// both happen inside the gate.
enum ash_status large_give(struct arena *a, const void *p)
{
    size_t at = unit_at(a, p), units = ash_heap_usable(&a->heap, at);
    if (is_kept(a, at, units)) return ASH_ALREADY_FREE;
    if (units != 0 && options.quarantine) {
        put_late(a, at, units);
    } else if (units == 0 || !keep(a, at, units)) {
        enum ash_status status = ash_heap_free(&a->heap, at);
        if (status != ASH_OK) return status;
        pages_uncommit(a->base + (at << a->shift), bytes_of(a, units));
        count_held(a, 0, bytes_of(a, units));
    }
    if (!may_keep(a, a->kept.warm, 2)) cool(a);
    return ASH_OK;
}

size_t large_usable(struct arena *a, const void *p)
{
    size_t at = unit_at(a, p), units = ash_heap_usable(&a->heap, at);
    return is_kept(a, at, units) ? 0 : bytes_of(a, units);
}

enum ash_status large_resize(struct arena *a, const void *p, size_t size)
{
    size_t at = unit_at(a, p), units = ash_heap_usable(&a->heap, at), old = bytes_of(a, units);
    if (is_kept(a, at, units)) return ASH_ALREADY_FREE;
    if (units != 0 && size > a->span - PAGE_BYTES) return ASH_NO_ROOM;
    enum ash_status status = ash_heap_resize(&a->heap, at, units_of(a, size + PAGE_BYTES));
    if (status != ASH_OK) return status;
    size_t new = bytes_of(a, ash_heap_usable(&a->heap, at));
    char *start = a->base + (at << a->shift);
    if (new < old) pages_uncommit(start + new, old - new);
    if (new > old && !pages_commit(start + old, new - old)) {
        ash_heap_resize(&a->heap, at, units_of(a, old + PAGE_BYTES));
        return ASH_NO_ROOM;
    }
    count_held(a, new, old);
    return ASH_OK;
}

bool large_check(const struct arena *a)
{
    const struct kept *k = &a->kept;
    const struct ash_shapes *shapes = &a->heap.slabs.layout.shapes;
    bool sound = ash_heap_check(&a->heap);
    for (size_t kind = 1; kind <= KEPT_KINDS && sound; kind++)
        for (size_t i = 0; i < k->count[kind] && sound; i++) {
            size_t units = ash_heap_usable(&a->heap, (size_t)k->block[kind][i] * ASH_GRANULE);
            sound = units != 0 && kept_kind(shapes, units / ASH_GRANULE) == kind;
        }
    for (size_t i = 0; i < KEPT_LATE && sound; i++)
        sound = k->late[i] == 0 ||
                ash_heap_usable(&a->heap, (size_t)(k->late[i] - 1) * ASH_GRANULE) != 0;
    return sound;
}
