// SPDX-License-Identifier: MIT
#include "reference.h"
#include <string.h>

static size_t granules(size_t size)
{
    return size / ASH_GRANULE + (size % ASH_GRANULE != 0);
}

// Does a live block lie over granule i?
static bool used(const struct reference *m, size_t i)
{
    for (size_t first = 0; first <= i; first++) {
        if (first + m->length[first] > i) return true;
    }
    return false;
}

// The slots of the span on the page of granule i; 0 when there is no span, which is so exactly
// while no block in a slot lives there.
static size_t span(const struct reference *m, size_t i)
{
    size_t first = i - i % ASH_SPAN;
    for (size_t k = first; k < first + ASH_SPAN && k < m->limit; k++) {
        if (m->slot[k] != 0) return m->slot[k];
    }
    return 0;
}

// Are there n granules from first on, all free and none of a span?
static bool gap(const struct reference *m, size_t first, size_t n)
{
    if (n > m->limit) return false;
    for (size_t i = first; i < first + n; i++) {
        if (i >= m->limit || used(m, i) || span(m, i) != 0) return false;
    }
    return true;
}

static size_t slot_size(size_t n)
{
    if (n > 16) return 20;
    return n > 8 && n % 2 != 0 ? n + 1 : n;
}

// Where the slot for a small block lies: in a span that is there, or else first in a new one.
static size_t slot_place(const struct reference *m, size_t slot)
{
    for (size_t i = 0; i < m->limit; i++) {
        size_t at = i % ASH_SPAN;
        bool starts = span(m, i) == slot && at % slot == 0 && at + slot <= ASH_SPAN;
        if (starts && m->length[i] == 0) return i;
    }
    for (size_t i = 0; i < m->limit; i += ASH_SPAN) {
        if (gap(m, i, ASH_SPAN)) return i;
    }
    return ASH_NONE;
}

static size_t take(struct reference *m, size_t i, size_t n, size_t slot)
{
    m->length[i] = (unsigned char)n;
    m->slot[i] = (unsigned char)slot;
    return i * ASH_GRANULE;
}

// The plain heap's blocks as those of the reference.
static void copy_heap(struct reference *m)
{
    for (size_t i = 0; i < ASH_GRANULES; i++) m->length[i] = (unsigned char)m->heap.length[i];
}

static size_t alloc(struct reference *m, enum rules rules, size_t size, size_t align)
{
    bool power = align != 0 && (align & (align - 1)) == 0;
    if (size == 0 || !power) return ASH_NONE;
    size_t n = granules(size);
    if (rules == RULES_HEAP) {
        size_t i = plain_alloc(&m->heap, n, granules(align));
        copy_heap(m);
        return i == ASH_NONE ? ASH_NONE : i * ASH_GRANULE;
    }
    if (rules == RULES_BUCKET && n <= ASH_SLOT_MOST && align <= ASH_GRANULE) {
        size_t i = slot_place(m, slot_size(n));
        if (i != ASH_NONE) return take(m, i, n, slot_size(n));
    }
    for (size_t i = rules == RULES_BUMP ? m->next : 0; i < m->limit; i++) {
        if (i * ASH_GRANULE % align != 0) continue;
        if (!gap(m, i, n)) continue;
        if (rules == RULES_BUMP) m->next = (unsigned char)(i + n);
        return take(m, i, n, 0);
    }
    return ASH_NONE;
}

enum ash_status reference_verdict(const struct reference *m, size_t offset)
{
    size_t i = offset / ASH_GRANULE;
    if (i >= m->limit) return ASH_OUT_OF_RANGE;
    if (!used(m, i)) return ASH_ALREADY_FREE;
    return offset % ASH_GRANULE == 0 && m->length[i] != 0 ? ASH_OK : ASH_NOT_A_BLOCK;
}

size_t reference_usable(const struct reference *m, size_t offset)
{
    if (reference_verdict(m, offset) != ASH_OK) return 0;
    return (size_t)m->length[offset / ASH_GRANULE] * ASH_GRANULE;
}

struct ash_stats reference_stats(const struct reference *m)
{
    struct ash_stats stats = {.capacity = (size_t)m->limit * ASH_GRANULE};
    for (size_t i = 0; i < m->limit; i++) {
        stats.live += (size_t)m->length[i] * ASH_GRANULE;
        if (m->length[i] != 0) stats.blocks++;
    }
    stats.free = stats.capacity - stats.live;
    return stats;
}

static enum ash_status release(struct reference *m, enum rules rules, size_t offset)
{
    enum ash_status verdict = reference_verdict(m, offset);
    if (verdict != ASH_OK) return verdict;
    if (rules == RULES_HEAP) plain_free(&m->heap, offset / ASH_GRANULE);
    m->length[offset / ASH_GRANULE] = 0;
    m->slot[offset / ASH_GRANULE] = 0;
    if (reference_stats(m).blocks == 0) m->next = 0;
    return ASH_OK;
}

static enum ash_status resize(struct reference *m, enum rules rules, size_t offset, size_t size)
{
    enum ash_status verdict = reference_verdict(m, offset);
    if (verdict != ASH_OK) return verdict;
    if (size == 0) return ASH_BAD_SIZE;
    size_t first = offset / ASH_GRANULE;
    size_t old = m->length[first];
    size_t n = granules(size);
    if (rules == RULES_HEAP) {
        if (n > plain_room(&m->heap, first)) return ASH_NO_ROOM;
        plain_resize(&m->heap, first, n);
        copy_heap(m);
        return ASH_OK;
    }
    size_t slot = m->slot[first];
    bool room = slot != 0 ? n <= slot : n <= old || gap(m, first + old, n - old);
    if (!room) return ASH_NO_ROOM;
    m->length[first] = (unsigned char)n;
    if (rules == RULES_BUMP && (first + old == m->next || first + n > m->next))
        m->next = (unsigned char)(first + n);
    return ASH_OK;
}

size_t reference_step(struct reference *m, enum rules rules, const struct step *step)
{
    switch (step->call) {
    case CALL_INIT:
        memset(m, 0, sizeof *m);
        if (rules != RULES_REFUSE) {
            size_t n = step->size / ASH_GRANULE;
            m->limit = (unsigned char)(n < ASH_GRANULES ? n : ASH_GRANULES);
        }
        if (rules == RULES_HEAP) {
            plain_init(&m->heap, m->limit);
            m->limit = (unsigned char)(m->heap.units * ASH_WORD_BITS);
        }
        return (size_t)m->limit * ASH_GRANULE;
    case CALL_ALLOC: return alloc(m, rules, step->size, step->align);
    case CALL_FREE: return release(m, rules, step->offset);
    case CALL_RESIZE: return resize(m, rules, step->offset, step->size);
    }
    return ASH_NONE;
}
