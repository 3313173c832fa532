// SPDX-License-Identifier: MIT
// look_test: heaps and buckets at work, and in each state some with a bit or two turned over. What
// is judged of the changed bytes alone must be what the validator says of the whole.
// Status 0: it is, and has been yes and no in every part of the state; 1: it is not. Ends with the
// counts.
#include "look_told.c"
#include <stdio.h>
#include <stdlib.h>

#define STEPS 1500
#define FLIPS 4 // in each state and part of it

// With this, those of live bits are not told of: a canary.
#ifndef FLIPS_MISSED
#define FLIPS_MISSED 0
#endif

void __asan_store1_noabort(uintptr_t to);

#define PART_OF(type, name)                                                                        \
    {                                                                                              \
#name, offsetof(struct type, name), sizeof((struct type *)0)->name,                        \
        {                                                                                          \
            0, 0                                                                                   \
        }                                                                                          \
    }
#define HEAP_PART(name) PART_OF(ash_heap, name)
#define BUCKET_PART_OF(name) PART_OF(ash_bucket, name)

struct part {
    const char *name;
    size_t from, size;
    size_t said[2]; // no and yes
};

static struct part heap_parts[] = {
    HEAP_PART(slabs.layout.limit), HEAP_PART(slabs.layout.row),  HEAP_PART(slabs.layout.base),
    HEAP_PART(slabs.racks.held),   HEAP_PART(slabs.racks.slot),  HEAP_PART(slabs.racks.rest),
    HEAP_PART(slabs.racks.unit),   HEAP_PART(slabs.open),        HEAP_PART(slabs.live),
    HEAP_PART(runs.limit),         HEAP_PART(runs.next),         HEAP_PART(runs.prev),
    HEAP_PART(runs.idle),          HEAP_PART(runs.heads),        HEAP_PART(runs.fits.row),
    HEAP_PART(runs.fits.rows),     HEAP_PART(runs.fits.octaves), HEAP_PART(kept),
    {NULL, 0, 0, {0, 0}},
};
static struct part bucket_parts[] = {
    BUCKET_PART_OF(spans.blocks.limit), BUCKET_PART_OF(spans.blocks.used),
    BUCKET_PART_OF(spans.blocks.start), BUCKET_PART_OF(spans.slots),
    BUCKET_PART_OF(spans.span),         BUCKET_PART_OF(spans.open),
    BUCKET_PART_OF(list.blocks.limit),  BUCKET_PART_OF(list.blocks.used),
    BUCKET_PART_OF(list.blocks.start),  BUCKET_PART_OF(list.next),
    BUCKET_PART_OF(list.prev),          {NULL, 0, 0, {0, 0}},
};

static union ash_state state;
static size_t wrong;

static void flip(size_t at, unsigned char bit)
{
    ((unsigned char *)&state)[at] ^= bit;
    if (!FLIPS_MISSED || !WITHIN(at, slabs.live)) __asan_store1_noabort((uintptr_t)&state + at);
}

static void compare(const struct ash_design *d, struct part *p)
{
    bool told = ash_look(d, &state), whole = d->check(&state);
    p->said[whole]++;
    if (told == whole) return;
    if (wrong++ < 5) printf("%s: whole %d, parts %d\n", p->name, whole, told);
    ash_look_start(d, &state); // a state that is wrongly taken for sound is no ground for the next
}

// Half of the time another bit of any part is turned over too.
static void flip_some(const struct ash_design *d, struct part *p, const struct part *other)
{
    size_t at = p->from + (size_t)rand() % p->size;
    size_t too = other->from + (size_t)rand() % other->size;
    unsigned char bit = (unsigned char)(1u << rand() % 8),
                  second = (unsigned char)(1u << rand() % 8);
    bool both = rand() % 2 == 0;
    flip(at, bit);
    if (both) flip(too, second);
    compare(d, p);
    flip(at, bit);
    if (both) flip(too, second);
    ash_look(d, &state);
}

static void step(const struct ash_design *d)
{
    size_t size = (size_t)rand() % 4 == 0 ? (size_t)rand() % 8192 : (size_t)rand() % 400;
    size_t at = (size_t)rand() % 1024 * ASH_GRANULE;
    if (rand() % 2 == 0)
        d->alloc(&state, size, 16);
    else if (rand() % 4 == 0)
        d->resize(&state, at, size);
    else
        d->free(&state, at);
}

static bool test(const struct ash_design *d, struct part *parts)
{
    size_t count = 0, no = 0, yes = 0;
    bool each = true;
    while (parts[count].name != NULL) count++;
    d->init(&state, 1024 * ASH_GRANULE);
    for (int i = 0; i < STEPS; i++) {
        step(d);
        ash_look_start(d, &state);
        ash_look(d, &state);
        for (size_t k = 0; k < count * FLIPS; k++)
            flip_some(d, &parts[k % count], &parts[(size_t)rand() % count]);
    }
    for (size_t k = 0; k < count; k++) {
        no += parts[k].said[0];
        yes += parts[k].said[1];
        if (parts[k].said[0] > 0) continue;
        printf("%s: nothing turned over there was wrong\n", parts[k].name);
        each = false;
    }
    printf("%s: %zu times yes, %zu times no\n", d->name, yes, no);
    return each && yes > 0;
}

int main(void)
{
    srand(1);
    bool each = test(ash_design_named("heap"), heap_parts);
    each &= test(ash_design_named("bucket"), bucket_parts);
    printf("looks: %zu of them wrong\n", wrong);
    return each && wrong == 0 ? 0 : 1;
}
