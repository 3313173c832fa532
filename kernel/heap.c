// SPDX-License-Identifier: MIT
#include "heap.h"

#include "pages.h"
#include "print.h"
#include "records.h"

#define UNIT_PAGE (ASH_WORD_BITS * HEAP_GRANULE) // bytes of a unit of runs

_Static_assert(UNIT_PAGE % PAGE_SIZE == 0, "runs and slabs are whole pages");
_Static_assert(HEAP_SIZE <= PAGES_MOST, "pages can hold all");

static union ash_state state;
static const struct ash_design *design;
static bool runs; // the design is heap, which knows its runs
static struct pages pages;
static struct heap_stats counts; // but for what pages knows
static size_t hidden;            // blocks that are not counted there
static int fill = HEAP_ANY;      // of fresh pages

static void start(const struct ash_design *chosen)
{
    design = chosen;
    runs = chosen == ash_design_named("heap");
    pages_start(&pages, HEAP_BASE, HEAP_SIZE, fill);
    records_start();
    counts =
        (struct heap_stats){.reserved = design->init(&state, HEAP_SIZE / HEAP_SCALE) * HEAP_SCALE};
}

void heap_init(const struct ash_design *chosen)
{
    start(chosen);
}

bool heap_use(const struct ash_design *chosen)
{
    if (counts.blocks + hidden != 0) return false;
    start(chosen);
    return true;
}

bool heap_fill(int byte)
{
    if (counts.blocks + hidden != 0) return false;
    fill = byte;
    start(design);
    return true;
}

const char *heap_design_name(void)
{
    return design->name;
}

// ---- pages that nothing needs ----

static void drop(size_t from, size_t to)
{
    pages_drop(&pages, from, to);
    records_drop(from, to);
}

// Gives back what lies idle in the units first .. end-1, each idle run as a whole: the records
// of its first units may share a page with those of the units before.
static void drop_idle(size_t first, size_t end)
{
    const struct ash_runs *r = &state.heap.runs;
    for (size_t u = first; u < end;) {
        size_t head = ash_runs_of(r, u), next = r->next[head];
        if (r->idle[head]) drop(head * UNIT_PAGE, next * UNIT_PAGE);
        u = next;
    }
}

// The units of the slab that heap keeps; it gives it back when another one takes its place, or
// when it stands in the way of a large block.
struct kept {
    size_t first, end;
};

static struct kept kept_slab(void)
{
    if (!runs || state.heap.kept == ASH_UNITS) return (struct kept){0, 0};
    size_t first = state.heap.kept;
    const struct ash_slabs *s = &state.heap.slabs;
    return (struct kept){first, first + s->layout.shapes.units[s->layout.row[first]]};
}

// After an operation: gives back the pages that nothing needs any more, of the stretch that was
// a block and of the slab that was kept.
static void settle(size_t from, size_t to, struct kept before)
{
    if (!runs) {
        if (counts.blocks + hidden == 0) drop(0, HEAP_SIZE);
        return;
    }
    drop_idle(from / UNIT_PAGE, (to + UNIT_PAGE - 1) / UNIT_PAGE);
    if (before.end != 0 && before.first != state.heap.kept) drop_idle(before.first, before.end);
}

// ---- blocks ----

static void count(size_t old, size_t now)
{
    counts.live = counts.live - old + now;
    counts.blocks = counts.blocks - (old != 0 ? 1 : 0) + (now != 0 ? 1 : 0);
    if (counts.live > counts.most_live) counts.most_live = counts.live;
}

static size_t in_units(size_t bytes)
{
    return bytes / HEAP_SCALE + (bytes % HEAP_SCALE != 0 ? 1 : 0);
}

// An alignment in units; 0 when it is no power of two.
static size_t align_in_units(size_t align)
{
    if (align < HEAP_SCALE) return align == 1 || align == 2 ? 1 : 0;
    return align % HEAP_SCALE == 0 ? align / HEAP_SCALE : 0;
}

size_t heap_take(size_t size, size_t align, size_t backed, const struct heap_record *record)
{
    struct kept before = kept_slab();
    size_t units = design->alloc(&state, in_units(size), align_in_units(align));
    if (units == ASH_NONE) {
        settle(0, 0, before);
        return ASH_NONE;
    }
    size_t offset = units * HEAP_SCALE, length = heap_usable(offset);
    if (backed > length) backed = length;
    settle(0, 0, before); // first what it gave back: the frames may be needed
    if (pages_need(&pages, offset, offset + backed) && records_take(offset, length, record)) {
        count(0, length);
        return offset;
    }
    before = kept_slab();
    design->free(&state, units);
    settle(offset, offset + length, before);
    return ASH_NONE;
}

size_t heap_alloc(size_t size, size_t align, const struct site *site)
{
    return heap_take(size, align, HEAP_ALL, &(struct heap_record){.taken = site, .size = size});
}

// Of an offset that the core's units cannot express: it lies in a granule, but not at its start.
static enum ash_status off_unit(size_t offset)
{
    size_t start = offset / HEAP_GRANULE * HEAP_GRANULE;
    return heap_usable(start) != 0 ? ASH_NOT_A_BLOCK : design->free(&state, start / HEAP_SCALE);
}

enum ash_status heap_free(size_t offset, const struct site *site)
{
    if (offset % HEAP_SCALE != 0) return off_unit(offset);
    struct kept before = kept_slab();
    size_t length = heap_usable(offset);
    enum ash_status status = design->free(&state, offset / HEAP_SCALE);
    if (status != ASH_OK) return status;
    count(length, 0);
    records_free(offset, site);
    settle(offset, offset + length, before);
    return ASH_OK;
}

void heap_hide(size_t offset, const struct site *site)
{
    size_t length = heap_usable(offset);
    count(length, 0);
    hidden++;
    records_free(offset, site);
    pages_drop(&pages, offset, offset + length);
}

void heap_release(size_t offset)
{
    struct kept before = kept_slab();
    size_t length = heap_usable(offset);
    design->free(&state, offset / HEAP_SCALE);
    hidden--;
    settle(offset, offset + length, before);
}

enum ash_status heap_resize(size_t offset, size_t size)
{
    if (offset % HEAP_SCALE != 0) return off_unit(offset);
    struct kept before = kept_slab();
    size_t old = heap_usable(offset);
    enum ash_status status = design->resize(&state, offset / HEAP_SCALE, in_units(size));
    if (status != ASH_OK) return status;
    size_t now = heap_usable(offset);
    if (!pages_need(&pages, offset, offset + now)) {
        design->resize(&state, offset / HEAP_SCALE, old / HEAP_SCALE); // to shrink never fails
        settle(offset, offset + now, before);
        return ASH_NO_ROOM;
    }
    count(old, now);
    records_resize(offset, now, size);
    settle(offset, offset + old, before);
    return ASH_OK;
}

size_t heap_usable(size_t offset)
{
    if (offset % HEAP_SCALE != 0) return 0;
    return design->usable(&state, offset / HEAP_SCALE) * HEAP_SCALE;
}

bool heap_check(void)
{
    return design->check(&state);
}

// ---- what there is ----

struct heap_stats heap_stats(void)
{
    struct heap_stats s = counts;
    s.committed = pages.backed;
    s.most_committed = pages.peak;
    return s;
}

bool heap_committed(size_t offset)
{
    return pages_here(&pages, offset);
}

size_t heap_end(void)
{
    return pages_end(&pages);
}

bool heap_slab(size_t offset, struct heap_slab *slab)
{
    if (offset >= counts.reserved) return false;
    if (runs) {
        const struct ash_slabs *s = &state.heap.slabs;
        size_t u = offset / UNIT_PAGE, row = s->layout.row[u];
        *slab = (struct heap_slab){s->layout.base[u] * UNIT_PAGE,
                                   s->layout.shapes.units[row] * UNIT_PAGE,
                                   s->layout.shapes.size[row] * HEAP_GRANULE};
        return row != 0;
    }
    if (design != ash_design_named("bucket")) return false;
    size_t size = ASH_SPAN * HEAP_GRANULE, page = offset / size;
    *slab = (struct heap_slab){page * size, size, state.bucket.spans.span[page] * HEAP_GRANULE};
    return slab->slot != 0;
}

size_t heap_next(size_t from)
{
    for (size_t at = from; at < counts.reserved; at += HEAP_GRANULE) {
        if (!pages_here(&pages, at)) at = pages_next(&pages, at);
        if (at == NO_PAGE) break;
        if (heap_usable(at) != 0) return at;
    }
    return ASH_NONE;
}

size_t heap_block(size_t offset)
{
    size_t start = records_upto(offset); // a block has put out all records within it but its own
    return start != ASH_NONE && offset < start + heap_usable(start) ? start : ASH_NONE;
}

const struct heap_record *heap_freed(size_t offset)
{
    return records_freed_at(offset);
}

const struct heap_record *heap_record(size_t offset)
{
    return records_find(offset);
}

void heap_print_sites(const struct heap_record *record)
{
    print("    taken by      %s, %s\n", record->taken->function, record->taken->place);
    if (record->freed != NULL)
        print("    freed by      %s, %s\n", record->freed->function, record->freed->place);
}
