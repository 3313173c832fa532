// SPDX-License-Identifier: MIT
// Bucket's check sees when the things that it keeps, each sound in itself, do not fit together.
#include "suite_bucket.h"

// Each record is sound in itself, and they speak of different heaps.
static const char *check_holds_blocks_against_list(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    ash_blocks_drop(&s->spans.blocks, LARGE_FROM, LARGE_END);
    EXPECT(!suite_check(r), "check accepts a large block that only list holds");
    ash_blocks_mark(&s->spans.blocks, LARGE_FROM, LARGE_END - LARGE_FROM);
    ash_blocks_mark(&s->spans.blocks, LARGE_END, 3);
    EXPECT(!suite_check(r), "check accepts a large block that only the user holds");
    ash_blocks_drop(&s->spans.blocks, LARGE_END, LARGE_END + 3);
    ash_blocks_move_end(&s->spans.blocks, LARGE_FROM, LARGE_END, LARGE_END + 1);
    EXPECT(!suite_check(r), "check accepts a large block that ends elsewhere for list");
    ash_blocks_move_end(&s->spans.blocks, LARGE_FROM, LARGE_END + 1, LARGE_END);
    EXPECT(suite_check(r), "check does not accept the repaired state");
    EXPECT(ash_list_free(&s->list, 0) == ASH_OK, "list does not hold the span");
    EXPECT(!suite_check(r), "check accepts a span that list has not handed out");
    EXPECT(ash_list_alloc(&s->list, SPAN, SPAN) == 0 && suite_check(r), "it cannot be repaired");
    return NULL;
}

static const char *check_sees_an_empty_span(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    ash_blocks_drop(&s->spans.blocks, 0, 9);
    EXPECT(suite_check(r), "check wants a block in the first slot of a span");
    ash_blocks_drop(&s->spans.blocks, 20, 29);
    EXPECT(!suite_check(r), "check accepts a span without a block");
    ash_blocks_mark(&s->spans.blocks, 20, 9);
    return NULL;
}

static const char *check_sees_a_block_off_its_slot(const struct suite_run *r)
{
    struct ash_bucket *s = suite_bucket_scene(r);
    EXPECT(s != NULL, "a sound heap cannot be made");
    for (size_t at = 31; at < ASH_SPAN; at++) {
        if (at % 10 == 0 && at < 60) continue;
        ash_blocks_mark(&s->spans.blocks, at, 1);
        EXPECT(!suite_check(r), "check accepts a block that starts in no slot");
        ash_blocks_drop(&s->spans.blocks, at, at + 1);
    }
    ash_blocks_mark(&s->spans.blocks, 30, 11);
    EXPECT(!suite_check(r), "check accepts a block that is longer than its slot");
    ash_blocks_drop(&s->spans.blocks, 30, 41);
    ash_blocks_mark(&s->spans.blocks, 50, 14);
    EXPECT(!suite_check(r), "check accepts a block in the tail of a span");
    ash_blocks_drop(&s->spans.blocks, 50, 64);
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

// The user's record of a large block goes on into the first slot of the span behind it.
static const char *check_sees_a_large_block_in_a_span(const struct suite_run *r)
{
    struct ash_bucket *s = &r->port->state->bucket;
    EXPECT(suite_alloc(r, SPAN, 1) == 0 && suite_alloc(r, 9 * G, 1) == SPAN &&
               suite_alloc(r, 9 * G, 1) == SPAN + 10 * G && suite_free(r, SPAN) == ASH_OK,
           "a sound heap cannot be made");
    ash_blocks_move_end(&s->spans.blocks, 0, ASH_SPAN, ASH_SPAN + 1);
    EXPECT(!suite_check(r), "check accepts a large block that ends in a span");
    ash_blocks_move_end(&s->spans.blocks, 0, ASH_SPAN + 1, ASH_SPAN);
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

// Page 0 is a span and a large block starts at page 1, so that what list thinks of page 0 has
// the right end in either case.
static const char *check_holds_a_span_against_list(const struct suite_run *r)
{
    struct ash_bucket *s = &r->port->state->bucket;
    EXPECT(suite_alloc(r, 3 * G, 1) == 0 && suite_alloc(r, 30 * G, 1) == SPAN,
           "a sound heap cannot be made");
    EXPECT(ash_list_free(&s->list, 0) == ASH_OK, "list does not hold the span");
    EXPECT(!suite_check(r), "check accepts a span that is free for list");
    EXPECT(ash_list_alloc(&s->list, SPAN, SPAN) == 0 && suite_check(r), "it cannot be repaired");
    EXPECT(ash_list_resize(&s->list, 0, SPAN - G) == ASH_OK, "list does not hold the span");
    EXPECT(!suite_check(r), "check accepts a span that is shorter for list");
    EXPECT(ash_list_resize(&s->list, 0, SPAN) == ASH_OK, "it cannot be repaired");
    return NULL;
}

// Four slots of 16 granules, of which the first and third are taken, are made two of 32.
static const char *check_sees_slots_that_are_too_large(const struct suite_run *r)
{
    struct ash_bucket *s = &r->port->state->bucket;
    for (size_t i = 0; i < 4; i++)
        EXPECT(suite_alloc(r, 16 * G, 1) == 16 * i * G, "a block is not in the next slot");
    EXPECT(suite_free(r, 16 * G) == ASH_OK && suite_free(r, 48 * G) == ASH_OK && suite_check(r),
           "a sound heap cannot be made");
    ash_set_remove(&s->spans.open, ash_spans_key(16, 0));
    ash_bits_put(&s->spans.slots, 16, 17, false);
    ash_bits_put(&s->spans.slots, 48, 49, false);
    s->spans.span[0] = 32;
    EXPECT(!suite_check(r), "check accepts slots that are larger than any can be");
    suite_init(r, r->capacity);
    return NULL;
}

static const char *check_sees_more_than_the_state_holds(const struct suite_run *r)
{
    struct ash_bucket *s = &r->port->state->bucket;
    size_t capacity = (r->granules + 1) * G;
    suite_init(r, capacity);
    EXPECT(suite_check(r), "check does not accept the largest heap");
    ash_blocks_init(&s->spans.blocks, capacity);
    ash_list_init(&s->list, capacity);
    EXPECT(!suite_check(r), "check accepts more granules than the state has spans for");
    suite_init(r, r->capacity);
    return NULL;
}

static const struct suite_test tests[] = {
    {"check_holds_blocks_against_list", SUITE_SPANS, check_holds_blocks_against_list},
    {"check_sees_an_empty_span", SUITE_SPANS, check_sees_an_empty_span},
    {"check_sees_a_block_off_its_slot", SUITE_SPANS, check_sees_a_block_off_its_slot},
    {"check_sees_a_large_block_in_a_span", SUITE_SPANS, check_sees_a_large_block_in_a_span},
    {"check_holds_a_span_against_list", SUITE_SPANS, check_holds_a_span_against_list},
    {"check_sees_slots_that_are_too_large", SUITE_SPANS, check_sees_slots_that_are_too_large},
    {"check_sees_more_than_the_state_holds", SUITE_SPANS, check_sees_more_than_the_state_holds},
};
SUITE_GROUP(ash_suite_bucket_fit, tests);
