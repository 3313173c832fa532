// SPDX-License-Identifier: MIT
// Which calls the search makes from every state, how they are made, and how they read.
#include "exhaustive.h"
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define G ((size_t)ASH_GRANULE)
#define TOP (SIZE_MAX / 2 + 1) // the largest power of two

// All whole numbers of granules, up to more than there are, and the odd ones around them.
static const size_t odd_sizes[] = {1, 15, 17, ASH_GRANULES *G - 1, TOP, SIZE_MAX - 14, SIZE_MAX};
static const size_t aligns[] = {0, 1, 3, 16, 24, 32, 48, 64, 128, 256, 1024, TOP, SIZE_MAX};
static const size_t odd_offsets[] = {TOP, TOP + G, SIZE_MAX - 15, SIZE_MAX};
static const size_t within[] = {0, 1, 8, 15}; // a granule

#define COUNT(ARRAY) (sizeof(ARRAY) / sizeof((ARRAY)[0]))
#define SIZES (ASH_GRANULES + 2 + COUNT(odd_sizes))
#define OFFSETS ((ASH_GRANULES + 2) * COUNT(within) + COUNT(odd_offsets))
#define INITS (ASH_GRANULES + 2 + COUNT(odd_sizes))

static size_t size_number(size_t i)
{
    return i < ASH_GRANULES + 2 ? i * G : odd_sizes[i - (ASH_GRANULES + 2)];
}

static size_t offset_number(size_t i)
{
    size_t whole = (ASH_GRANULES + 2) * COUNT(within);
    return i < whole ? i / COUNT(within) * G + within[i % COUNT(within)] : odd_offsets[i - whole];
}

struct steps steps_all(void)
{
    size_t most = INITS + SIZES * COUNT(aligns) + OFFSETS + OFFSETS * SIZES;
    struct steps all = {.step = malloc(most * sizeof *all.step), .inits = INITS};
    if (all.step == NULL) {
        fprintf(stderr, "exhaustive: out of memory\n");
        exit(2);
    }
    for (size_t i = 0; i < INITS; i++)
        all.step[all.count++] = (struct step){.call = CALL_INIT, .size = size_number(i)};
    for (size_t i = 0; i < SIZES; i++) {
        size_t size = size_number(i);
        if (size > 0 && size <= (SEARCH_LEAST - 1) * G) continue;
        for (size_t a = 0; a < COUNT(aligns); a++)
            all.step[all.count++] =
                (struct step){.call = CALL_ALLOC, .size = size, .align = aligns[a]};
    }
    for (size_t i = 0; i < OFFSETS; i++) {
        size_t offset = offset_number(i);
        all.step[all.count++] = (struct step){.call = CALL_FREE, .offset = offset};
        for (size_t s = 0; s < SIZES; s++)
            all.step[all.count++] =
                (struct step){.call = CALL_RESIZE, .offset = offset, .size = size_number(s)};
    }
    return all;
}

size_t model_bytes(const char *name)
{
    return strcmp(name, "heap") == 0 ? sizeof(struct reference) : offsetof(struct reference, heap);
}

size_t step_apply(const struct ash_design *design, union ash_state *state, const struct step *step)
{
    switch (step->call) {
    case CALL_INIT: return design->init(state, step->size);
    case CALL_ALLOC: return design->alloc(state, step->size, step->align);
    case CALL_FREE: return design->free(state, step->offset);
    case CALL_RESIZE: return design->resize(state, step->offset, step->size);
    }
    return ASH_NONE;
}

static void settle_list(struct ash_list *s)
{
    const struct ash_blocks *b = &s->blocks;
    for (size_t i = 0; i <= ASH_LIST_GRANULES; i++) {
        bool run = i < b->limit;
        if (run && i > 0 && !ash_bits_test(&b->start, i))
            run = !ash_bits_test(&b->used, i) && ash_bits_test(&b->used, i - 1);
        if (!run) s->next[i] = UINT32_MAX;
        if (i == 0 || (!run && i != b->limit)) s->prev[i] = UINT32_MAX;
    }
}

static void settle_heap(struct ash_heap *s)
{
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        for (size_t i = s->slabs.racks.held[r]; i < ASH_RACK; i++)
            s->slabs.racks.slot[r][i] = UINT32_MAX;
        if (s->slabs.racks.rest[r] == 0) s->slabs.racks.unit[r] = UINT32_MAX;
    }
    for (size_t u = 0; u < s->runs.limit; u++) {
        if (s->slabs.layout.row[u] == 0) s->slabs.layout.base[u] = (ash_unit)-1;
        if (s->runs.next[u] == 0) s->runs.prev[u] = (ash_unit)-1;
    }
    struct ash_octaves *o = &s->runs.fits.octaves;
    for (size_t t = 0; t < ASH_NODES; t++) {
        if (o->length[t] == 0) o->at[t] = (ash_unit)-1;
    }
}

// The rest of bucket and heap needs none of it: a span that goes takes its slots with it, and its
// bits in all levels of the set; and what lies beyond the limit is as init left it, for good. Were
// one of these not so, the search would tell two states where a user sees one, or not end.
void state_settle(const struct ash_design *design, union ash_state *state)
{
    if (strcmp(design->name, "list") == 0) settle_list(&state->list);
    if (strcmp(design->name, "bucket") == 0) settle_list(&state->bucket.list);
    if (strcmp(design->name, "heap") == 0) settle_heap(&state->heap);
}

void step_print(const struct step *step)
{
    switch (step->call) {
    case CALL_INIT: printf("init %zu", step->size); return;
    case CALL_ALLOC: printf("alloc %zu align %zu", step->size, step->align); return;
    case CALL_FREE: printf("free %zu", step->offset); return;
    case CALL_RESIZE: printf("resize %zu to %zu", step->offset, step->size); return;
    }
}

void answer_print(const struct step *step, size_t answer)
{
    if (step->call == CALL_FREE || step->call == CALL_RESIZE)
        printf("%s", ash_status_name((enum ash_status)answer));
    else if (answer == ASH_NONE)
        printf("none");
    else
        printf("%zu", answer);
}
