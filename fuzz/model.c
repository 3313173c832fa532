// SPDX-License-Identifier: MIT
#include "model.h"
#include "bucket.h"

#define SPAN (64 * (size_t)ASH_GRANULE) // what bucket divides into slots, at multiples of it
_Static_assert(SPAN == (size_t)ASH_SPAN * ASH_GRANULE, "the core has spans of another size");

// ---- where blocks lie ----

// To a power of two. x is at most a capacity, so that not even the highest overflows.
static size_t round_up(size_t x, size_t align)
{
    return (x + (align - 1)) & ~(align - 1);
}

static bool fits(size_t at, size_t size, size_t end)
{
    return at <= end && size <= end - at;
}

// The first and the end of what live block i keeps from others that come to lie beside it:
// itself, or for a block in a slot the whole of its span. Before the first block is nothing,
// and nothing comes after the capacity.
static size_t taken_from(const struct model *m, size_t i)
{
    if (i == m->count) return m->capacity;
    return m->block[i].offset - (m->block[i].slot != 0 ? m->block[i].offset % SPAN : 0);
}

static size_t taken_to(const struct model *m, size_t i)
{
    const struct block *b = &m->block[i];
    return b->slot != 0 ? taken_from(m, i) + SPAN : b->offset + b->size;
}

size_t ash_model_room(const struct model *m, size_t i)
{
    const struct block *b = &m->block[i];
    if (m->rules->coarse) return plain_room(&m->heap, b->offset / ASH_GRANULE) * ASH_GRANULE;
    return b->slot != 0 ? b->slot : taken_from(m, i + 1) - b->offset;
}

size_t ash_model_gap(const struct model *m, size_t i)
{
    size_t from = i > 0 ? taken_to(m, i - 1) : 0;
    size_t to = taken_from(m, i);
    return from < to ? to - from : 0; // two blocks may be in one span
}

// The lowest place of that size and alignment that nothing is taken of.
static size_t first_fit(const struct model *m, size_t size, size_t align)
{
    size_t at = 0;
    for (size_t i = 0; i <= m->count; i++) {
        if (fits(at, size, taken_from(m, i))) return at;
        if (i < m->count) at = round_up(taken_to(m, i), align);
    }
    return ASH_NONE;
}

// The lowest free slot of that size in a span of such slots that is there.
static size_t first_slot(const struct model *m, size_t slot)
{
    size_t i = 0;
    while (i < m->count) {
        if (m->block[i].slot != slot) {
            i++;
            continue;
        }
        size_t at = taken_from(m, i);
        size_t end = at + SPAN;
        for (; i < m->count && m->block[i].offset == at && at < end; i++) at += slot;
        if (fits(at, slot, end)) return at;
    }
    return ASH_NONE;
}

// ---- the designs' own rules ----

static size_t whole_granules(size_t asked, size_t granules)
{
    size_t most = granules * ASH_GRANULE;
    return asked < most ? asked - asked % ASH_GRANULE : most;
}

static size_t capacity_none(size_t asked)
{
    return whole_granules(asked, 0);
}

static size_t capacity_granules(size_t asked)
{
    return whole_granules(asked, ASH_GRANULES);
}

static size_t capacity_list(size_t asked)
{
    return whole_granules(asked, ASH_LIST_GRANULES);
}

static size_t capacity_bucket(size_t asked)
{
    return whole_granules(asked, ASH_BUCKET_GRANULES);
}

static size_t capacity_heap(size_t asked)
{
    size_t units = asked / ASH_GRANULE / ASH_WORD_BITS;
    return (units < ASH_UNITS ? units : ASH_UNITS) * ASH_WORD_BITS * ASH_GRANULE;
}

static void place_nowhere(struct model *m, struct block *new, size_t align)
{
    (void)m, (void)align;
    new->offset = ASH_NONE;
}

static void place_at_next(struct model *m, struct block *new, size_t align)
{
    size_t at = round_up(m->next, align);
    new->offset = fits(at, new->size, m->capacity) ? at : ASH_NONE;
}

static void place_first_fit(struct model *m, struct block *new, size_t align)
{
    new->offset = first_fit(m, new->size, align);
}

// In granules; 0 for a block that is too large for a slot.
static size_t slot_for(size_t n)
{
    static const uint8_t sizes[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20};
    for (size_t i = 0; i < sizeof sizes; i++) {
        if (n <= sizes[i]) return sizes[i];
    }
    return 0;
}

static void place_in_slots(struct model *m, struct block *new, size_t align)
{
    new->slot = align > ASH_GRANULE ? 0 : slot_for(new->size / ASH_GRANULE) * ASH_GRANULE;
    if (new->slot != 0) {
        new->offset = first_slot(m, new->slot);
        if (new->offset == ASH_NONE) new->offset = first_fit(m, SPAN, SPAN);
        if (new->offset != ASH_NONE) return;
    }
    new->slot = 0;
    place_first_fit(m, new, align);
}

static void place_in_heap(struct model *m, struct block *new, size_t align)
{
    size_t g = plain_alloc(&m->heap, new->size / ASH_GRANULE, align / ASH_GRANULE);
    new->offset = g == ASH_NONE ? ASH_NONE : g *ASH_GRANULE;
    if (g != ASH_NONE) new->size = m->heap.length[g] * (size_t)ASH_GRANULE;
}

static const struct rules all_rules[] = {
    {"dummy", capacity_none, place_nowhere, false},
    {"bump", capacity_granules, place_at_next, false},
    {"bitmap", capacity_granules, place_first_fit, false},
    {"list", capacity_list, place_first_fit, false},
    {"bucket", capacity_bucket, place_in_slots, false},
    {"heap", capacity_heap, place_in_heap, true},
};

const struct rules *ash_model_rules(const char *name)
{
    for (size_t i = 0; i < sizeof all_rules / sizeof all_rules[0]; i++) {
        const char *a = all_rules[i].name, *b = name;
        while (*a != 0 && *a == *b) a++, b++;
        if (*a == *b) return &all_rules[i];
    }
    return NULL;
}

// ---- what all designs have in common ----

size_t ash_model_block(const struct model *m, size_t offset)
{
    size_t i = 0;
    while (i < m->count &&
           !(m->block[i].offset <= offset && offset - m->block[i].offset < m->block[i].size))
        i++;
    return i;
}

enum ash_status ash_model_verdict(const struct model *m, size_t offset)
{
    if (offset >= m->capacity) return ASH_OUT_OF_RANGE;
    size_t i = ash_model_block(m, offset);
    if (i == m->count) return ASH_ALREADY_FREE;
    return m->block[i].offset == offset ? ASH_OK : ASH_NOT_A_BLOCK;
}

size_t ash_model_init(struct model *m, const struct rules *rules, size_t capacity)
{
    m->rules = rules;
    m->capacity = rules->capacity(capacity);
    m->next = 0;
    m->count = 0;
    m->freed = 0;
    for (size_t i = 0; i < MODEL_STALE; i++) m->stale[i] = 0;
    if (rules->coarse) plain_init(&m->heap, m->capacity / ASH_GRANULE);
    return m->capacity;
}

size_t ash_model_alloc(struct model *m, size_t size, size_t align)
{
    if (size == 0 || align == 0 || (align & (align - 1)) != 0) return ASH_NONE;
    // Whatever is too large is as good as the least that is; heap changes when it refuses.
    size_t most = m->capacity + ASH_GRANULE;
    struct block new = {.size = size < most ? round_up(size, ASH_GRANULE) : most};
    m->rules->place(m, &new, align < ASH_GRANULE ? ASH_GRANULE : align);
    if (new.offset == ASH_NONE) return ASH_NONE;
    size_t i = m->count++;
    for (; i > 0 && m->block[i - 1].offset > new.offset; i--) m->block[i] = m->block[i - 1];
    m->block[i] = new;
    m->next = new.offset + new.size;
    return new.offset;
}

enum ash_status ash_model_free(struct model *m, size_t offset)
{
    enum ash_status misuse = ash_model_verdict(m, offset);
    if (misuse != ASH_OK) return misuse;
    if (m->rules->coarse) plain_free(&m->heap, offset / ASH_GRANULE);
    m->count--;
    for (size_t i = 0; i < m->count; i++) {
        if (m->block[i].offset >= offset) m->block[i] = m->block[i + 1];
    }
    if (m->count == 0) m->next = 0;
    m->stale[m->freed++ % MODEL_STALE] = offset;
    return ASH_OK;
}

enum ash_status ash_model_resize(struct model *m, size_t offset, size_t size)
{
    enum ash_status misuse = ash_model_verdict(m, offset);
    if (misuse != ASH_OK) return misuse;
    if (size == 0) return ASH_BAD_SIZE;
    size_t i = ash_model_block(m, offset);
    if (size > ash_model_room(m, i)) return ASH_NO_ROOM;
    size_t old_end = offset + m->block[i].size;
    m->block[i].size = round_up(size, ASH_GRANULE);
    if (m->rules->coarse) {
        plain_resize(&m->heap, offset / ASH_GRANULE, m->block[i].size / ASH_GRANULE);
        m->block[i].size = m->heap.length[offset / ASH_GRANULE] * (size_t)ASH_GRANULE;
    }
    size_t new_end = offset + m->block[i].size;
    if (old_end == m->next || new_end > m->next) m->next = new_end;
    return ASH_OK;
}

size_t ash_model_usable(const struct model *m, size_t offset)
{
    size_t i = ash_model_block(m, offset);
    return i < m->count && m->block[i].offset == offset ? m->block[i].size : 0;
}

struct ash_stats ash_model_stats(const struct model *m)
{
    struct ash_stats s = {.capacity = m->capacity, .free = m->capacity, .blocks = m->count};
    for (size_t i = 0; i < m->count; i++) {
        s.live += m->block[i].size;
        s.free -= m->block[i].size;
    }
    return s;
}
