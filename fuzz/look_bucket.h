// SPDX-License-Identifier: MIT
// look_bucket: the invariant of bucket, judged again where the state has changed: the pages that
// the change lies on, or ends at; the record of blocks, the set and the list, each as a whole, if
// anything of it has changed. look_heap.h says why that is enough.
#ifndef ASH_FUZZ_LOOK_BUCKET_H
#define ASH_FUZZ_LOOK_BUCKET_H

#include "bucket.h"
#include "look_sets.h"

#define BUCKET_PART(field) offsetof(struct ash_bucket, field)
#define BUCKET_WITHIN(at, field) ((at)-BUCKET_PART(field) < sizeof((struct ash_bucket *)0)->field)

struct bucket_again {
    bool all, no, blocks, list, known;
    uint64_t pages[(ASH_PAGES + 63) / 64];
};

// Byte `at` of a map of granules, on which pages lie. A page looks at the first granule behind it.
static void note_granules(struct bucket_again *a, size_t at)
{
    size_t from = at / sizeof(ash_word) * ASH_WORD_BITS, to = from + ASH_WORD_BITS - 1;
    mark_all(a->pages, from == 0 ? 0 : (from - 1) / ASH_SPAN, to / ASH_SPAN, ASH_PAGES);
}

// Byte `at` of the set of open spans: read by the spans whose members have come or gone.
static void note_open(struct bucket_again *a, const struct ash_set *old, const struct ash_set *s,
                      size_t at)
{
    if (!set_told(old, s, at)) a->no = true;
    a->known = true;
    size_t from;
    uint64_t changed = set_changed(old, s, at, &from);
    while (changed != 0) mark(a->pages, take_changed(&changed, from) % ASH_PAGES);
}

static void note_bucket(struct bucket_again *a, const struct ash_bucket *old,
                        const struct ash_bucket *s, size_t at)
{
    if (BUCKET_WITHIN(at, spans.blocks.used)) {
        a->blocks = true;
        note_granules(a, at - BUCKET_PART(spans.blocks.used));
    } else if (BUCKET_WITHIN(at, spans.blocks.start)) {
        a->blocks = true;
        note_granules(a, at - BUCKET_PART(spans.blocks.start));
    } else if (BUCKET_WITHIN(at, spans.slots)) {
        note_granules(a, at - BUCKET_PART(spans.slots));
    } else if (BUCKET_WITHIN(at, spans.span)) {
        size_t p = at - BUCKET_PART(spans.span);
        mark(a->pages, p);
        a->known = true;
    } else if (BUCKET_WITHIN(at, spans.open)) {
        note_open(a, &old->spans.open, &s->spans.open, at - BUCKET_PART(spans.open));
    } else if (BUCKET_WITHIN(at, list.blocks.used)) {
        a->list = true;
        note_granules(a, at - BUCKET_PART(list.blocks.used));
    } else if (BUCKET_WITHIN(at, list.blocks.start)) {
        a->list = true;
        note_granules(a, at - BUCKET_PART(list.blocks.start));
    } else if (BUCKET_WITHIN(at, list.next) || BUCKET_WITHIN(at, list.prev)) {
        a->list = true;
    } else {
        a->all = true;
    }
}

static bool judge_bucket(const struct bucket_again *a, const struct ash_bucket *s)
{
    if (a->no || (a->blocks && !ash_blocks_check(&s->spans.blocks))) return false;
    if (a->known && !known_sound(&s->spans)) return false;
    if (a->list && !ash_list_check(&s->list)) return false;
    for (size_t p = 0; (p = next_mark(a->pages, p, ASH_PAGES)) < ASH_PAGES; p++) {
        if (!(s->spans.span[p] == 0 ? plain_sound(&s->spans, p) : span_sound(&s->spans, p)))
            return false;
        if (!page_held(s, p)) return false;
    }
    return true;
}

#endif
