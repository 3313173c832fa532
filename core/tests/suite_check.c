// SPDX-License-Identifier: MIT
// Stats add up, and check sees damage: the validator's own canary.
#include "suite_test.h"

#define G (r->granule)

static const char *stats_add_up(const struct suite_run *r)
{
    size_t live = 0;
    size_t blocks = 0;
    for (size_t n = 1; n <= 20; n++) {
        size_t at = suite_alloc(r, n * G - 3, 1);
        bool fits = (r->traits & SUITE_FOLLOWS) != 0 || n <= r->capacity / G / ASH_SPAN;
        EXPECT(at == ASH_NONE ? !fits : suite_placed(r, at, live),
               "a block does not follow the one before");
        if (at != ASH_NONE) live += n * G, blocks++;
        struct ash_stats stats = suite_stats(r);
        EXPECT(stats.capacity == r->capacity, "the capacity changes");
        EXPECT(stats.live == live, "the live units are miscounted");
        EXPECT(stats.blocks == blocks, "the blocks are miscounted");
        EXPECT(stats.free == r->capacity - live, "live and free do not make the capacity");
    }
    return NULL;
}

static const char *fresh_heap_is_sound(const struct suite_run *r)
{
    for (size_t capacity = 0; capacity <= 130 * G; capacity += SUITE_EVERY * G / 2) {
        size_t got = suite_init(r, capacity);
        struct ash_stats stats = suite_stats(r);
        EXPECT(suite_check(r), "check finds a fresh heap unsound");
        EXPECT(stats.capacity == got && stats.free == got, "a fresh heap is not all free");
    }
    return NULL;
}

// Leaves granules 3 .. 7 live as one block; what lies around them is free.
static struct ash_blocks *one_block_in_the_middle(const struct suite_run *r)
{
    union ash_state *s = r->port->state;
    suite_init(r, SUITE_CAPACITY);
    size_t before = suite_alloc(r, 3 * G, 1);
    size_t block = suite_alloc(r, 5 * G, 1);
    if (block != 3 * G || suite_free(r, before) != ASH_OK) return NULL;
    if (ash_design_named("bump") == r->design) return &s->bump.blocks;
    if (ash_design_named("list") == r->design) return &s->list.blocks;
    return &s->bitmap.blocks;
}

static void flip(struct ash_bits *bits, size_t i)
{
    bits->word[i / ASH_WORD_BITS] ^= (ash_word)((ash_word)1 << i % ASH_WORD_BITS);
}

// Flips each of these bits in turn, of start or else of used, and repairs it.
static const char *sees_flips(const struct suite_run *r, bool start, const size_t *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ash_blocks *blocks = one_block_in_the_middle(r);
        EXPECT(blocks != NULL && suite_check(r), "a sound heap cannot be made");
        struct ash_bits *bits = start ? &blocks->start : &blocks->used;
        flip(bits, at[i]);
        EXPECT(!suite_check(r), "check does not see a flipped bit");
        flip(bits, at[i]);
        EXPECT(suite_check(r), "check does not accept the repaired state");
    }
    return NULL;
}

static const char *check_sees_a_flipped_start(const struct suite_run *r)
{
    static const size_t at[] = {0, 2, 3, 8, 9, 63, 64, 65, 130, SUITE_GRANULES - 1};
    return sees_flips(r, true, at, sizeof at / sizeof at[0]);
}

// Granules 7 and 8 are left out: with them the block would only end elsewhere, which a
// state without links cannot tell from a block of that length.
static const char *check_sees_a_flipped_used(const struct suite_run *r)
{
    static const size_t at[] = {0, 2, 3, 4, 5, 6, 9, 63, 64, 65, 130, SUITE_GRANULES - 1};
    return sees_flips(r, false, at, sizeof at / sizeof at[0]);
}

static const char *check_sees_a_wild_limit(const struct suite_run *r)
{
    struct ash_blocks *blocks = one_block_in_the_middle(r);
    EXPECT(blocks != NULL && suite_check(r), "a sound heap cannot be made");
    const size_t wild[] = {r->granules + 1, ASH_GRANULES + 1, SIZE_MAX / 2, SIZE_MAX};
    size_t limit = blocks->limit;
    for (size_t i = 0; i < sizeof wild / sizeof wild[0]; i++) {
        blocks->limit = wild[i];
        EXPECT(!suite_check(r), "check accepts more granules than the state can hold");
    }
    blocks->limit = limit;
    return NULL;
}

static const char *check_sees_wild_counters(const struct suite_run *r)
{
    struct ash_bump *bump = &r->port->state->bump;
    EXPECT(one_block_in_the_middle(r) != NULL && suite_check(r), "a sound heap cannot be made");
    static const size_t wild_next[] = {0, 3, 7, SUITE_GRANULES + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof wild_next / sizeof wild_next[0]; i++) {
        bump->next = wild_next[i];
        EXPECT(!suite_check(r), "check accepts a next that cannot be");
    }
    bump->next = 8;
    static const size_t wild_count[] = {0, 2, SIZE_MAX};
    for (size_t i = 0; i < sizeof wild_count / sizeof wild_count[0]; i++) {
        bump->count = wild_count[i];
        EXPECT(!suite_check(r), "check accepts a count that cannot be");
    }
    bump->count = 1;
    EXPECT(suite_free(r, 3 * G) == ASH_OK && suite_check(r), "the repaired state is not accepted");
    bump->next = 8;
    EXPECT(!suite_check(r), "check accepts an empty heap that does not start over");
    bump->next = 0;
    return NULL;
}

// In that heap the runs start at 0, 3 and 8, and the limit follows the last of them.
static const uint32_t heads[] = {0, 3, 8, SUITE_GRANULES};
#define LINKS (sizeof heads / sizeof heads[0] - 1)

// Is there a value for this link, other than the right one, that check accepts?
static bool accepts_another(const struct suite_run *r, uint32_t *link)
{
    static const uint32_t far[] = {SUITE_GRANULES + 2, ASH_LIST_GRANULES, ASH_LIST_GRANULES + 1,
                                   UINT32_MAX / 2, UINT32_MAX};
    uint32_t right = *link;
    bool accepted = false;
    for (uint32_t to = 0; to <= SUITE_GRANULES + 1; to++) {
        *link = to;
        accepted = accepted || (to != right && suite_check(r));
    }
    for (size_t i = 0; i < sizeof far / sizeof far[0]; i++) {
        *link = far[i];
        accepted = accepted || suite_check(r);
    }
    *link = right;
    return accepted;
}

static const char *check_sees_a_wrong_next(const struct suite_run *r)
{
    struct ash_list *list = &r->port->state->list;
    EXPECT(one_block_in_the_middle(r) != NULL && suite_check(r), "a sound heap cannot be made");
    for (size_t i = 0; i < LINKS; i++) {
        EXPECT(list->next[heads[i]] == heads[i + 1], "next is not the run that follows");
        EXPECT(!accepts_another(r, &list->next[heads[i]]), "check accepts a wrong next");
        EXPECT(suite_check(r), "check does not accept the repaired state");
    }
    return NULL;
}

static const char *check_sees_a_wrong_prev(const struct suite_run *r)
{
    struct ash_list *list = &r->port->state->list;
    EXPECT(one_block_in_the_middle(r) != NULL && suite_check(r), "a sound heap cannot be made");
    for (size_t i = 0; i < LINKS; i++) {
        EXPECT(list->prev[heads[i + 1]] == heads[i], "prev is not the run before");
        EXPECT(!accepts_another(r, &list->prev[heads[i + 1]]), "check accepts a wrong prev");
        EXPECT(suite_check(r), "check does not accept the repaired state");
    }
    return NULL;
}

// The links are whole, and the record is that of another heap: the block would end elsewhere,
// or be two.
static const char *check_holds_links_against_blocks(const struct suite_run *r)
{
    struct ash_blocks *blocks = one_block_in_the_middle(r);
    EXPECT(blocks != NULL && suite_check(r), "a sound heap cannot be made");
    for (size_t at = 7; at <= 8; at++) {
        flip(&blocks->used, at);
        EXPECT(!suite_check(r), "check does not see that the block ends elsewhere");
        flip(&blocks->used, at);
    }
    for (size_t at = 4; at <= 7; at++) {
        flip(&blocks->start, at);
        EXPECT(!suite_check(r), "check does not see that the block is two");
        flip(&blocks->start, at);
    }
    EXPECT(suite_check(r), "check does not accept the repaired state");
    return NULL;
}

// The block, or the hole behind it, in two runs: each link is right for its run.
static const char *check_sees_one_run_as_two(const struct suite_run *r)
{
    struct ash_list *list = &r->port->state->list;
    for (size_t i = 1; i < LINKS; i++) {
        EXPECT(one_block_in_the_middle(r) != NULL && suite_check(r), "a sound heap cannot be made");
        uint32_t middle = heads[i] + 2;
        list->next[heads[i]] = list->prev[heads[i + 1]] = middle;
        list->next[middle] = heads[i + 1];
        list->prev[middle] = heads[i];
        EXPECT(!suite_check(r), "check accepts two runs where one is");
        list->next[heads[i]] = heads[i + 1];
        list->prev[heads[i + 1]] = heads[i];
        EXPECT(suite_check(r), "check does not accept the repaired state");
    }
    return NULL;
}

// Inside a run, and before the first, there is nothing to link.
static const char *check_ignores_links_of_no_run(const struct suite_run *r)
{
    struct ash_list *list = &r->port->state->list;
    EXPECT(one_block_in_the_middle(r) != NULL, "a sound heap cannot be made");
    for (uint32_t i = 0; i <= SUITE_GRANULES; i++) {
        if (i != 0 && i != 3 && i != 8) list->next[i] = UINT32_MAX;
        if (i != 3 && i != 8 && i != SUITE_GRANULES) list->prev[i] = UINT32_MAX;
    }
    EXPECT(suite_check(r), "check wants something of a link that belongs to no run");
    EXPECT(suite_free(r, 3 * G) == ASH_OK && suite_check(r), "free reads such a link");
    EXPECT(suite_alloc(r, SUITE_CAPACITY, 1) == 0, "alloc reads such a link");
    return NULL;
}

static const struct suite_test tests[] = {
    {"stats_add_up", SUITE_GRANTS, stats_add_up},
    {"fresh_heap_is_sound", 0, fresh_heap_is_sound},
    {"check_sees_a_flipped_start", SUITE_RECORDS, check_sees_a_flipped_start},
    {"check_sees_a_flipped_used", SUITE_RECORDS, check_sees_a_flipped_used},
    {"check_sees_a_wild_limit", SUITE_RECORDS, check_sees_a_wild_limit},
    {"check_sees_wild_counters", SUITE_RECORDS | SUITE_RESETS, check_sees_wild_counters},
    {"check_sees_a_wrong_next", SUITE_LINKS, check_sees_a_wrong_next},
    {"check_sees_a_wrong_prev", SUITE_LINKS, check_sees_a_wrong_prev},
    {"check_holds_links_against_blocks", SUITE_LINKS, check_holds_links_against_blocks},
    {"check_sees_one_run_as_two", SUITE_LINKS, check_sees_one_run_as_two},
    {"check_ignores_links_of_no_run", SUITE_LINKS, check_ignores_links_of_no_run},
};
SUITE_GROUP(ash_suite_check, tests);
