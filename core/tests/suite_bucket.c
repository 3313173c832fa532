// SPDX-License-Identifier: MIT
// Bucket: which slot a small block gets, when spans come and go, and what falls back on list.
#include "suite_bucket.h"

_Static_assert(ASH_SPAN == 64, "these tests are about spans of 64 granules");

// Granules of the slot that a block of so many granules gets.
static const size_t slots[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  10, 10,
                               12, 12, 14, 14, 16, 16, 20, 20, 20, 20};

static const struct ash_bucket *state(const struct suite_run *r)
{
    return &r->port->state->bucket;
}

static const char *slot_sizes(const struct suite_run *r)
{
    for (size_t n = 1; n <= ASH_SLOT_MOST; n++) {
        suite_init(r, r->capacity);
        for (size_t i = 0; i < ASH_SPAN / slots[n]; i++)
            EXPECT(suite_alloc(r, n * G, 1) == i * slots[n] * G, "a block is not in the next slot");
        EXPECT(state(r)->spans.span[0] == slots[n], "the span has other slots");
        EXPECT(suite_alloc(r, n * G, 1) == SPAN, "a full span does not open another");
    }
    return NULL;
}

// Over all sizes that go into slots, the places of two blocks of one size show what one takes. Up
// to 128 units that is the next granule; above, at most a quarter more than the size, and the
// worst is 63 units for 257.
static const char *worst_rounding(const struct suite_run *r)
{
    size_t worst = 0, worst_size = 1;
    for (size_t size = 1; size <= ASH_SLOT_MOST * G; size++) {
        suite_init(r, r->capacity);
        size_t first = suite_alloc(r, size, 1);
        size_t lost = suite_alloc(r, size, 1) - first - size;
        EXPECT(size > 128 || lost < G, "a size of at most 128 is rounded past its granule");
        if (size <= 128) continue;
        EXPECT(4 * lost <= size, "rounding takes more than a quarter");
        if (lost * worst_size > worst * size) worst = lost, worst_size = size;
    }
    EXPECT(worst == 63 && worst_size == 257, "the worst rounding is not 63 units for 257");
    EXPECT(suite_init(r, r->capacity) == r->capacity, "the capacity changes");
    size_t large = suite_alloc(r, ASH_SLOT_MOST * G + 1, 1);
    EXPECT(suite_alloc(r, ASH_SLOT_MOST * G + 1, 1) - large == (ASH_SLOT_MOST + 1) * G,
           "a large block is rounded past its granule");
    return NULL;
}

static const char *lowest_slot_first(const struct suite_run *r)
{
    static const size_t freed[] = {7, 2, 5};
    static const size_t taken[] = {2, 5, 7, 10};
    for (size_t i = 0; i < 10; i++) suite_alloc(r, 5 * G, 1);
    for (size_t i = 0; i < 3; i++)
        EXPECT(suite_free(r, freed[i] * 5 * G) == ASH_OK, "a live block cannot be freed");
    for (size_t i = 0; i < 4; i++)
        EXPECT(suite_alloc(r, 5 * G, 1) == taken[i] * 5 * G, "a block is not in the lowest slot");
    return NULL;
}

static const char *lowest_span_first(const struct suite_run *r)
{
    for (size_t i = 0; i < 16; i++) suite_alloc(r, 4 * G, 1);
    for (size_t i = 0; i < 16; i++)
        EXPECT(suite_alloc(r, 4 * G, 1) == SPAN + i * 4 * G,
               "the second span is not the next page");
    EXPECT(suite_free(r, SPAN) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_free(r, 60 * G) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_alloc(r, 4 * G, 1) == 60 * G, "a block is not in the lowest open span");
    EXPECT(suite_alloc(r, 4 * G, 1) == SPAN, "a block is not in the other open span");
    EXPECT(suite_alloc(r, 4 * G, 1) == 2 * SPAN, "two full spans do not open a third");
    return NULL;
}

static const char *classes_have_their_spans(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 9 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 11 * G, 1) == SPAN, "another slot size has no span of its own");
    EXPECT(suite_alloc(r, 10 * G, 1) == 10 * G, "the same slot size has another span");
    EXPECT(suite_alloc(r, 12 * G, 1) == SPAN + 12 * G, "the same slot size has another span");
    EXPECT(suite_alloc(r, 8 * G, 1) == 2 * SPAN, "a block is in a larger slot than its own");
    return NULL;
}

static const char *emptied_span_is_given_back(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 3 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 3 * G, 1) == 3 * G, "the second block does not follow");
    EXPECT(suite_alloc(r, 5 * G, 1) == SPAN, "another slot size has no span of its own");
    EXPECT(suite_free(r, 0) == ASH_OK, "a live block cannot be freed");
    EXPECT(state(r)->spans.span[0] == 3, "a span with a live block is given back");
    EXPECT(suite_free(r, 3 * G) == ASH_OK, "a live block cannot be freed");
    EXPECT(state(r)->spans.span[0] == 0, "an empty span is kept");
    EXPECT(suite_alloc(r, SPAN, 1) == 0, "a large block does not fit where the span was");
    EXPECT(suite_free(r, 0) == ASH_OK && suite_alloc(r, 7 * G, 1) == 0, "nor another span");
    EXPECT(suite_free(r, 0) == ASH_OK && suite_free(r, SPAN) == ASH_OK, "a block stays live");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

// Fills page after page with blocks of another slot size, and frees them in mixed order.
static const char *whole_capacity_after_many_spans(const struct suite_run *r)
{
    size_t at[SUITE_GRANULES], count = 0;
    for (size_t p = 0; p < r->capacity / SPAN; p++) {
        size_t slot = 3 + 2 * p;
        for (size_t i = 0; i < ASH_SPAN / slots[slot]; i++)
            at[count++] = suite_alloc(r, slot * G, 1);
    }
    EXPECT(suite_alloc(r, ASH_SLOT_MOST * G, 1) == ASH_NONE, "pages are left");
    for (size_t i = 0; i < count; i += 2)
        EXPECT(suite_free(r, at[i]) == ASH_OK && suite_check(r), "a block cannot be freed");
    for (size_t i = 1; i < count; i += 2)
        EXPECT(suite_free(r, at[i]) == ASH_OK && suite_check(r), "a block cannot be freed");
    EXPECT(suite_alloc(r, r->capacity, 1) == 0, "the whole capacity does not fit again");
    return NULL;
}

// A span is a whole page or none: a small block then lies where a large one would.
static const char *falls_back_without_a_page(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 10 * G, 2 * G) == 0, "the first block does not start at 0");
    size_t rest = r->capacity - 2 * SPAN;
    EXPECT(suite_alloc(r, rest + 20 * G, 64 * G) == SPAN, "the second is not on the next page");
    size_t hole = SPAN + rest + 20 * G; // 44 granules up to the end
    EXPECT(suite_alloc(r, 3 * G, 1) == 10 * G, "a small block is not at the lowest free place");
    EXPECT(state(r)->spans.span[0] == 0, "a page that is in use became a span");
    EXPECT(suite_resize(r, 10 * G, 54 * G) == ASH_OK, "it cannot grow like a large block");
    EXPECT(suite_alloc(r, 3 * G, 1) == hole, "a small block is not in the only hole");
    EXPECT(suite_alloc(r, 2 * G, 1) == hole + 3 * G, "other small blocks are not beside it");
    EXPECT(suite_free(r, hole) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_alloc(r, G, 1) == hole, "its place cannot be had again by any size");
    return NULL;
}

// The first granules that are free for 64 granules in a row start off a page.
static const char *span_starts_at_a_page(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 40 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 2 * G, 1) == SPAN, "a span does not start at a page");
    EXPECT(suite_alloc(r, 24 * G, 1) == 40 * G, "what lies before the span cannot be had");
    return NULL;
}

static const char *part_of_a_page_is_no_span(const struct suite_run *r)
{
    EXPECT(suite_init(r, SPAN + 40 * G) == SPAN + 40 * G, "the capacity is another");
    EXPECT(suite_alloc(r, 2 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 3 * G, 1) == SPAN, "a small block is not behind the only span");
    EXPECT(state(r)->spans.span[1] == 0, "a part of a page became a span");
    EXPECT(suite_alloc(r, 37 * G, 1) == SPAN + 3 * G, "what is left cannot be had as one block");
    return NULL;
}

static const char *large_never_in_a_span(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, (ASH_SLOT_MOST + 1) * G, 1) == SPAN, "a large block is in a span");
    EXPECT(suite_alloc(r, G, 2 * G) == SPAN + 22 * G, "an aligned block is in a span");
    size_t rest = r->capacity - SPAN - 23 * G;
    EXPECT(suite_alloc(r, rest, 1) == SPAN + 23 * G, "what is left cannot be had as one block");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_alloc(r, G, 2 * G) == ASH_NONE, "an aligned block is in a span");
    EXPECT(suite_alloc(r, 21 * G, 1) == ASH_NONE, "a large block is in a span");
    EXPECT(suite_alloc(r, 2 * G, 1) == ASH_NONE, "a block is in a slot of another size");
    EXPECT(suite_fingerprint(r) == before, "a refused alloc changed the state");
    EXPECT(suite_alloc(r, G, 1) == G, "a block is not in the free slot");
    return NULL;
}

static const char *resizes_within_its_slot(const struct suite_run *r)
{
    for (size_t n = 1; n <= ASH_SLOT_MOST; n++) {
        suite_init(r, r->capacity);
        EXPECT(suite_alloc(r, n * G, 1) == 0, "the first block does not start at 0");
        for (size_t to = slots[n]; to >= 1; to--) {
            EXPECT(suite_resize(r, 0, to * G) == ASH_OK, "a size within the slot is refused");
            EXPECT(suite_usable(r, 0) == to * G && suite_stats(r).live == to * G, "not so long");
        }
        EXPECT(suite_resize(r, 0, slots[n] * G) == ASH_OK, "a block cannot grow in its slot");
        uint64_t before = suite_fingerprint(r);
        EXPECT(suite_resize(r, 0, slots[n] * G + 1) == ASH_NO_ROOM, "a block leaves its slot");
        EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    }
    return NULL;
}

// Of a block of 9 in a slot of 10, and of what it gives back: not to a new block, nor to a
// neighbour that grows.
static const char *rest_of_a_slot_goes_to_nobody(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 10 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, 9 * G, 1) == 10 * G, "the second block does not follow");
    EXPECT(suite_stats(r).live == 19 * G, "the rest of a slot counts as live");
    EXPECT(suite_resize(r, 10 * G, G) == ASH_OK, "a block cannot shrink");
    EXPECT(suite_resize(r, 0, G) == ASH_OK, "a block cannot shrink");
    EXPECT(suite_alloc(r, 9 * G, 1) == 20 * G, "a block is in the rest of a slot");
    EXPECT(suite_alloc(r, G, 1) == SPAN, "a block is in the rest of a slot");
    EXPECT(suite_resize(r, 0, 11 * G) == ASH_NO_ROOM, "a block grows over another's slot");
    return NULL;
}

static const char *large_grows_up_to_a_span(const struct suite_run *r)
{
    EXPECT(suite_alloc(r, 30 * G, 1) == 0, "the first block does not start at 0");
    EXPECT(suite_alloc(r, G, 1) == SPAN && suite_alloc(r, G, 1) == SPAN + G, "no span behind it");
    EXPECT(suite_free(r, SPAN) == ASH_OK, "a live block cannot be freed");
    uint64_t before = suite_fingerprint(r);
    EXPECT(suite_resize(r, 0, SPAN + 1) == ASH_NO_ROOM, "a block grows over a free slot");
    EXPECT(suite_fingerprint(r) == before, "a refused resize changed the state");
    EXPECT(suite_resize(r, 0, SPAN) == ASH_OK, "a block cannot grow up to a span");
    EXPECT(suite_resize(r, 0, G) == ASH_OK, "a large block cannot shrink to a small one");
    EXPECT(suite_resize(r, 0, SPAN) == ASH_OK, "a large block that is small is bound to a slot");
    EXPECT(suite_free(r, SPAN + G) == ASH_OK, "a live block cannot be freed");
    EXPECT(suite_resize(r, 0, SPAN + 1) == ASH_OK, "a block cannot grow where a span was");
    return NULL;
}

static const struct suite_test tests[] = {
    {"slot_sizes", SUITE_SPANS, slot_sizes},
    {"worst_rounding_is_63_units_for_257", SUITE_SPANS, worst_rounding},
    {"lowest_slot_first", SUITE_SPANS, lowest_slot_first},
    {"lowest_span_first", SUITE_SPANS, lowest_span_first},
    {"classes_have_their_spans", SUITE_SPANS, classes_have_their_spans},
    {"emptied_span_is_given_back", SUITE_SPANS, emptied_span_is_given_back},
    {"whole_capacity_after_many_spans", SUITE_SPANS, whole_capacity_after_many_spans},
    {"falls_back_without_a_page", SUITE_SPANS, falls_back_without_a_page},
    {"span_starts_at_a_page", SUITE_SPANS, span_starts_at_a_page},
    {"part_of_a_page_is_no_span", SUITE_SPANS, part_of_a_page_is_no_span},
    {"large_never_in_a_span", SUITE_SPANS, large_never_in_a_span},
    {"resizes_within_its_slot", SUITE_SPANS, resizes_within_its_slot},
    {"rest_of_a_slot_goes_to_nobody", SUITE_SPANS, rest_of_a_slot_goes_to_nobody},
    {"large_grows_up_to_a_span", SUITE_SPANS, large_grows_up_to_a_span},
};
SUITE_GROUP(ash_suite_bucket, tests);
