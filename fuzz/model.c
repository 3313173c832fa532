// SPDX-License-Identifier: MIT
#include "model.h"
#include "list.h"

// ---- the designs' own rules ----

static size_t capacity_none(size_t asked)
{
    (void)asked;
    return 0;
}

static size_t whole_granules(size_t asked, size_t granules)
{
    size_t most = granules * ASH_GRANULE;
    return asked < most ? asked - asked % ASH_GRANULE : most;
}

static size_t capacity_granules(size_t asked)
{
    return whole_granules(asked, ASH_GRANULES);
}

static size_t capacity_list(size_t asked)
{
    return whole_granules(asked, ASH_LIST_GRANULES);
}

// To a power of two. x is at most a capacity, so that not even the highest overflows.
static size_t round_up(size_t x, size_t align)
{
    return (x + (align - 1)) & ~(align - 1);
}

static bool fits(size_t at, size_t size, size_t end)
{
    return at <= end && size <= end - at;
}

static size_t place_nowhere(const struct model *m, size_t size, size_t align)
{
    (void)m, (void)size, (void)align;
    return ASH_NONE;
}

static size_t place_at_next(const struct model *m, size_t size, size_t align)
{
    size_t at = round_up(m->next, align);
    return fits(at, size, m->capacity) ? at : ASH_NONE;
}

static size_t place_first_fit(const struct model *m, size_t size, size_t align)
{
    size_t first_end = m->count > 0 ? m->block[0].offset : m->capacity;
    if (fits(0, size, first_end)) return 0;
    for (size_t i = 0; i < m->count; i++) {
        size_t at = round_up(m->block[i].offset + m->block[i].size, align);
        if (fits(at, size, ash_model_gap_end(m, i))) return at;
    }
    return ASH_NONE;
}

static const struct rules all_rules[] = {
    {"dummy", capacity_none, place_nowhere},
    {"bump", capacity_granules, place_at_next},
    {"bitmap", capacity_granules, place_first_fit},
    {"list", capacity_list, place_first_fit},
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

size_t ash_model_gap_end(const struct model *m, size_t i)
{
    return i + 1 < m->count ? m->block[i + 1].offset : m->capacity;
}

// The live block that the unit at offset lies in, or count.
static size_t block_around(const struct model *m, size_t offset)
{
    size_t i = 0;
    while (i < m->count &&
           !(m->block[i].offset <= offset && offset - m->block[i].offset < m->block[i].size))
        i++;
    return i;
}

static enum ash_status verdict(const struct model *m, size_t offset)
{
    if (offset >= m->capacity) return ASH_OUT_OF_RANGE;
    size_t i = block_around(m, offset);
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
    return m->capacity;
}

size_t ash_model_alloc(struct model *m, size_t size, size_t align)
{
    if (size == 0 || size > m->capacity) return ASH_NONE;
    if (align == 0 || (align & (align - 1)) != 0) return ASH_NONE;
    struct span new = {.size = round_up(size, ASH_GRANULE)};
    new.offset = m->rules->place(m, new.size, align < ASH_GRANULE ? ASH_GRANULE : align);
    if (new.offset == ASH_NONE) return ASH_NONE;
    size_t i = m->count++;
    for (; i > 0 && m->block[i - 1].offset > new.offset; i--) m->block[i] = m->block[i - 1];
    m->block[i] = new;
    m->next = new.offset + new.size;
    return new.offset;
}

enum ash_status ash_model_free(struct model *m, size_t offset)
{
    enum ash_status misuse = verdict(m, offset);
    if (misuse != ASH_OK) return misuse;
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
    enum ash_status misuse = verdict(m, offset);
    if (misuse != ASH_OK) return misuse;
    if (size == 0) return ASH_BAD_SIZE;
    size_t i = block_around(m, offset);
    if (size > ash_model_gap_end(m, i) - offset) return ASH_NO_ROOM;
    size_t old_end = offset + m->block[i].size;
    m->block[i].size = round_up(size, ASH_GRANULE);
    size_t new_end = offset + m->block[i].size;
    if (old_end == m->next || new_end > m->next) m->next = new_end;
    return ASH_OK;
}

size_t ash_model_usable(const struct model *m, size_t offset)
{
    return verdict(m, offset) == ASH_OK ? m->block[block_around(m, offset)].size : 0;
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
