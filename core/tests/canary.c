// SPDX-License-Identifier: MIT
// canary: bitmap with one fault planted at the border between two words, list with one among
// its links, bucket with one among its spans, or heap with one among its slabs. The search that
// does not find it is no search.
// CANARY says which call forgets what.
#include "exhaustive.h"

#if CANARY <= 3
#define CANARY_OF "bitmap"

// Is there a border between words inside the granules first .. end-1?
static bool crosses(size_t first, size_t end)
{
    return first / ASH_WORD_BITS != (end - 1) / ASH_WORD_BITS;
}
#endif

#if CANARY == 1
// alloc overlooks the gaps that cross a border.
static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    size_t at = ash_bitmap_alloc(&s->bitmap, size, align);
    if (at == ASH_NONE) return ASH_NONE;
    size_t end = (at + ash_bitmap_usable(&s->bitmap, at)) / ASH_GRANULE;
    if (!crosses(at / ASH_GRANULE, end)) return at;
    ash_bitmap_free(&s->bitmap, at);
    return ASH_NONE;
}
#elif CANARY == 2
// free leaves behind the part past the border, as a sound block that nobody asked for.
static enum ash_status release(union ash_state *s, size_t offset)
{
    size_t end = (offset + ash_bitmap_usable(&s->bitmap, offset)) / ASH_GRANULE;
    enum ash_status status = ash_bitmap_free(&s->bitmap, offset);
    if (status != ASH_OK || !crosses(offset / ASH_GRANULE, end)) return status;
    size_t border = (end - 1) / ASH_WORD_BITS * ASH_WORD_BITS;
    ash_blocks_mark(&s->bitmap.blocks, border, end - border);
    return ASH_OK;
}
#elif CANARY == 3
// resize believes that the first granule past a border is free.
static enum ash_status resize(union ash_state *s, size_t offset, size_t size)
{
    enum ash_status status = ash_bitmap_resize(&s->bitmap, offset, size);
    if (status != ASH_NO_ROOM) return status;
    size_t first = offset / ASH_GRANULE;
    size_t end = ash_blocks_end(&s->bitmap.blocks, first);
    size_t to = first + ash_request_granules(size);
    if (to != end + 1 || to > s->bitmap.blocks.limit || !crosses(end - 1, to)) return status;
    ash_blocks_move_end(&s->bitmap.blocks, first, end, to);
    return ASH_OK;
}
#elif CANARY == 4
#define CANARY_OF "list"

// free forgets to join with the hole in front: two holes are left, one after the other.
static enum ash_status release(union ash_state *s, size_t offset)
{
    struct ash_list *list = &s->list;
    enum ash_status verdict = ash_blocks_verdict(&list->blocks, offset);
    size_t first = offset / ASH_GRANULE;
    bool hole = verdict == ASH_OK && first > 0 && !ash_bits_test(&list->blocks.used, first - 1);
    size_t front = hole ? list->prev[first] : 0;
    enum ash_status status = ash_list_free(list, offset);
    if (!hole) return status;
    list->prev[list->next[front]] = (uint32_t)first;
    list->next[first] = list->next[front];
    list->next[front] = (uint32_t)first;
    list->prev[first] = (uint32_t)front;
    return status;
}
#elif CANARY == 5
#define CANARY_OF "bucket"

// alloc gives up on a small block when there is no page for a span, although list has room for
// it, if some span has a free slot of another size. Sound in every state: it only says no.
static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    struct ash_bucket *bucket = &s->bucket;
    bool open = ash_set_next(&bucket->spans.open, 0) < ASH_SET_MEMBERS;
    size_t at = ash_bucket_alloc(bucket, size, align);
    bool small = ash_request_granules(size) <= ASH_SLOT_MOST && align <= ASH_GRANULE;
    if (at == ASH_NONE || !open || !small) return at;
    if (bucket->spans.span[at / (ASH_SPAN * ASH_GRANULE)] != 0) return at;
    ash_bucket_free(bucket, at);
    return ASH_NONE;
}
#elif CANARY == 6
#define CANARY_OF "bucket"

// free gives a span back to list, and a page of list to nobody, if the next page has a span too.
static enum ash_status release(union ash_state *s, size_t offset)
{
    struct ash_bucket *bucket = &s->bucket;
    size_t page = offset / (ASH_SPAN * ASH_GRANULE);
    bool slot = ash_bucket_usable(bucket, offset) != 0 && bucket->spans.span[page] != 0;
    bool follows = slot && page + 1 < ASH_PAGES && bucket->spans.span[page + 1] != 0;
    enum ash_status status = ash_bucket_free(bucket, offset);
    if (follows && bucket->spans.span[page] == 0)
        ash_list_alloc(&bucket->list, ASH_SPAN * ASH_GRANULE, ASH_SPAN * ASH_GRANULE);
    return status;
}
#elif CANARY == 7
#define CANARY_OF "heap"

// free forgets the slot that its full rack has no place for.
static enum ash_status release(union ash_state *s, size_t offset)
{
    struct ash_slabs *slabs = &s->heap.slabs;
    size_t unit = offset / (ASH_WORD_BITS * ASH_GRANULE);
    size_t row = ash_heap_usable(&s->heap, offset) == 0 ? 0 : slabs->layout.row[unit];
    size_t slab = slabs->layout.base[unit % ASH_UNITS];
    bool full =
        row != 0 && slabs->racks.held[row] == ASH_RACK && !ash_set_test(&slabs->open[row], slab);
    enum ash_status status = ash_heap_free(&s->heap, offset);
    if (full && slabs->layout.row[unit] == row) ash_set_remove(&slabs->open[row], slab);
    return status;
}
#elif CANARY == 8
#define CANARY_OF "heap"

// alloc gives up rather than give the kept slab back. Sound in every state: it only says no.
static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    static struct ash_heap before;
    before = s->heap;
    size_t at = ash_heap_alloc(&s->heap, size, align);
    if (before.kept == ASH_UNITS || s->heap.kept != ASH_UNITS) return at;
    s->heap = before;
    return ASH_NONE;
}
#elif CANARY == 9
#define CANARY_OF "heap"

// alloc gives up on a small block when no slab fits, although a run could serve. It only says no.
static size_t alloc(union ash_state *s, size_t size, size_t align)
{
    size_t at = ash_heap_alloc(&s->heap, size, align);
    bool small = ash_request_granules(size) <= ASH_SLOT_TOP && align <= ASH_GRANULE;
    if (at == ASH_NONE || !small) return at;
    if (s->heap.slabs.layout.row[at / (ASH_WORD_BITS * ASH_GRANULE)] != 0) return at;
    ash_heap_free(&s->heap, at);
    return ASH_NONE;
}
#else
#error "CANARY must be 1 to 9"
#endif

const struct ash_design *canary_design(void)
{
    static struct ash_design design;
    design = *ash_design_named(CANARY_OF);
#if CANARY == 1 || CANARY == 5 || CANARY == 8 || CANARY == 9
    design.alloc = alloc;
#elif CANARY == 3
    design.resize = resize;
#else
    design.free = release;
#endif
    return &design;
}
