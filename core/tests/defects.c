// SPDX-License-Identifier: MIT
// defects: seeded faults, linked in place of functions of the core. Each group of the suite must
// find the one that is meant for it, or its tests could not be trusted. DEFECT says which is in.
#include "designs.h"

#define IN_PLACE_OF(RESULT, NAME, ...)                                                             \
    RESULT __real_##NAME(__VA_ARGS__);                                                             \
    RESULT __wrap_##NAME(__VA_ARGS__);                                                             \
    RESULT __wrap_##NAME(__VA_ARGS__)

// 1: every request is aligned as it comes.
IN_PLACE_OF(size_t, ash_request_align, size_t align)
{
    return DEFECT == 1 ? 1 : __real_ash_request_align(align);
}

// 2: a freed block keeps its last granule, as a block that nobody asked for.
// 3: what lies inside a granule is taken for its start.
IN_PLACE_OF(enum ash_status, ash_blocks_free, struct ash_blocks *b, size_t offset)
{
    size_t size = ash_blocks_usable(b, offset);
    size_t last = (offset + size) / ASH_GRANULE - 1;
    enum ash_status status =
        __real_ash_blocks_free(b, DEFECT == 3 ? offset - offset % ASH_GRANULE : offset);
    if (DEFECT == 2 && status == ASH_OK && size > ASH_GRANULE) ash_blocks_mark(b, last, 1);
    return status;
}

// 4: rounding a size up wraps.
IN_PLACE_OF(enum ash_status, ash_blocks_resize, struct ash_blocks *b, size_t offset, size_t size)
{
    size_t rounded = (size + ASH_GRANULE - 1) / ASH_GRANULE * ASH_GRANULE;
    return __real_ash_blocks_resize(b, offset, DEFECT == 4 ? rounded : size);
}

// 5: of two free slots bucket takes the second.
IN_PLACE_OF(size_t, ash_bucket_alloc, struct ash_bucket *s, size_t size, size_t align)
{
    size_t first = __real_ash_bucket_alloc(s, size, align);
    if (DEFECT != 5 || first == ASH_NONE) return first;
    size_t second = __real_ash_bucket_alloc(s, size, align);
    if (second == ASH_NONE) return first;
    ash_bucket_free(s, first);
    return second;
}

// 6: what lies behind a block in its slot is called part of it. (And 3, for bucket.)
IN_PLACE_OF(enum ash_status, ash_bucket_free, struct ash_bucket *s, size_t offset)
{
    enum ash_status status =
        __real_ash_bucket_free(s, DEFECT == 3 ? offset - offset % ASH_GRANULE : offset);
    bool in_slot = status == ASH_ALREADY_FREE &&
                   !ash_bits_test(&s->spans.slots, offset / ASH_GRANULE) &&
                   s->spans.span[offset / ASH_GRANULE / ASH_SPAN] != 0;
    return DEFECT == 6 && in_slot ? ASH_NOT_A_BLOCK : status;
}

// 7: bucket's check believes the set of open spans.
IN_PLACE_OF(bool, ash_bucket_check, const struct ash_bucket *s)
{
    static struct ash_bucket copy;
    copy = *s;
    if (DEFECT == 7 && copy.spans.span[0] != 0) {
        size_t key = ash_spans_key(copy.spans.span[0], 0);
        ash_set_remove(&copy.spans.open, key);
        if (__real_ash_bucket_check(&copy)) return true;
        ash_set_insert(&copy.spans.open, key);
    }
    return __real_ash_bucket_check(&copy);
}

// 8: a slab that is given back leaves a slot on the rack.
IN_PLACE_OF(void, ash_slabs_end, struct ash_slabs *s, size_t b)
{
    size_t r = s->layout.row[b];
    __real_ash_slabs_end(s, b);
    if (DEFECT != 8 || s->racks.held[r] == ASH_RACK) return;
    s->racks.slot[r][s->racks.held[r]++] = (uint32_t)(b * ASH_WORD_BITS);
}

// 9: a slab that is empty is neither kept nor given back.
IN_PLACE_OF(enum ash_status, ash_heap_keep_slab, struct ash_heap *s, size_t b)
{
    return DEFECT == 9 ? ASH_OK : __real_ash_heap_keep_slab(s, b);
}

// 10: a run is aligned as it comes.
IN_PLACE_OF(size_t, ash_runs_take_aligned, struct ash_runs *s, size_t n, size_t a)
{
    return DEFECT == 10 ? ash_runs_take(s, n) : __real_ash_runs_take_aligned(s, n, a);
}

// 11: heap's check looks at the runs alone.
IN_PLACE_OF(bool, ash_heap_check, const struct ash_heap *s)
{
    return DEFECT == 11 ? ash_runs_check(&s->runs) : __real_ash_heap_check(s);
}

// 12: the longest slots are said to be aligned to a granule alone.
IN_PLACE_OF(void, ash_shapes_init, struct ash_shapes *p, size_t least)
{
    __real_ash_shapes_init(p, least);
    if (DEFECT == 12) p->align[ASH_ROWS] = 1;
}

// 13: a search that finds nothing goes on behind its end.
IN_PLACE_OF(size_t, ash_bits_next_without, const struct ash_bits *b, const struct ash_bits *other,
            size_t from, size_t to)
{
    size_t i = __real_ash_bits_next_without(b, other, from, to);
    return DEFECT != 13 || i < to ? i : __real_ash_bits_next_without(b, other, from, to + 1);
}
