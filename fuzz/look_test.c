// SPDX-License-Identifier: MIT
// look_test: all designs at work, and in each state some with a bit or two turned over, and some in
// which the next call, or some calls, have written but a part of what they write, as with a bug. What is
// judged of the changed bytes alone must be what the validator says of the whole.
// Status 0: it is, and has been yes and no in every part of the state; 1: it is not. Ends with the
// counts.
#include "look_told.c"
#include <stdio.h>
#include <stdlib.h>

#define STEPS 3000
#define FLIPS 4  // in each state and part of it
#define MIXES 40 // of each state and a next

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

static struct part list_parts[] = {{"list", 0, sizeof(struct ash_list), {0, 0}},
                                   {NULL, 0, 0, {0, 0}}};
static struct part bitmap_parts[] = {{"bitmap", 0, sizeof(struct ash_bitmap), {0, 0}},
                                     {NULL, 0, 0, {0, 0}}};
static struct part bump_parts[] = {{"bump", 0, sizeof(struct ash_bump), {0, 0}},
                                   {NULL, 0, 0, {0, 0}}};

static union ash_state state, before, after;
static struct part mixed[] = {{"a part of a call", 0, 0, {0, 0}}};
static size_t wrong;

static void flip(size_t at, unsigned char bit)
{
    ((unsigned char *)&state)[at] ^= bit;
    if (!FLIPS_MISSED || !WITHIN(at, slabs.live)) __asan_store1_noabort((uintptr_t)&state + at);
}

static void look(const struct ash_design *d)
{
    bool same;
    ash_look(d, &state, &same);
}

// untouched: the state is what it was at the last look.
static void compare(const struct ash_design *d, struct part *p, bool untouched)
{
    bool same, told = ash_look(d, &state, &same), whole = d->check(&state);
    p->said[whole]++;
    if (told == whole && same == untouched) return;
    if (wrong++ < 5) printf("%s: whole %d, parts %d, the same %d\n", p->name, whole, told, same);
    ash_look_start(d, &state); // a state that is wrongly taken for sound is no ground for the next
}

// A byte of it; half of the time of a word that is not zero, if a few tries find one.
static size_t pick(const struct part *p)
{
    size_t at = p->from + (size_t)rand() % p->size;
    uint64_t word = 0;
    for (int tries = rand() % 2 * 32; tries > 0 && p->size >= sizeof word; tries--) {
        size_t from = p->from + (size_t)rand() % (p->size - sizeof word + 1);
        memcpy(&word, (unsigned char *)&state + from, sizeof word);
        if (word != 0) return from + (size_t)rand() % sizeof word;
    }
    return at;
}

// Half of the time another bit of any part is turned over too.
static void flip_some(const struct ash_design *d, struct part *p, const struct part *other)
{
    size_t at = pick(p), too = pick(other);
    unsigned char bit = (unsigned char)(1u << rand() % 8),
                  second = (unsigned char)(1u << rand() % 8);
    bool both = rand() % 2 == 0;
    flip(at, bit);
    if (both) flip(too, second);
    compare(d, p, both && at == too && bit == second);
    flip(at, bit);
    if (both) flip(too, second);
    look(d);
}

static void put(size_t at, const union ash_state *from)
{
    ((unsigned char *)&state)[at] = ((const unsigned char *)from)[at];
    __asan_store1_noabort((uintptr_t)&state + at);
}

// Which of the n bytes in which before and after differ: a row of them, or here and there some, or
// words or larger pieces; or all but these.
static void choose(bool *taken, const uint32_t *differ, size_t n)
{
    static const size_t widths[] = {1, 8, 1024};
    size_t width = widths[rand() % 3], from = rand() % 4 == 0 ? 0 : (size_t)rand() % n;
    size_t to = from + 1 + (size_t)rand() % (1 + (size_t)rand() % (n - from));
    bool row = rand() % 2 == 0, others = rand() % 2 == 0, piece = false;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || differ[i] / width != differ[i - 1] / width) piece = rand() % 6 == 0;
        taken[i] = (row ? from <= i && i < to : piece) != others;
    }
}

// Some of those bytes are as after.
static void mix(const struct ash_design *d, const uint32_t *differ, size_t n)
{
    static bool taken[sizeof state];
    bool any = false;
    choose(taken, differ, n);
    for (size_t i = 0; i < n; i++) {
        if (taken[i]) put(differ[i], &after);
        any |= taken[i];
    }
    compare(d, mixed, !any);
    for (size_t i = 0; i < n; i++) put(differ[i], &before);
    look(d);
}

static void mix_some(const struct ash_design *d)
{
    static uint32_t differ[sizeof state];
    const unsigned char *a = (unsigned char *)&before, *b = (unsigned char *)&after;
    size_t n = 0;
    for (size_t at = 0; at < d->state; at++) {
        if (a[at] != b[at]) differ[n++] = (uint32_t)at;
    }
    state = before;
    ash_look_start(d, &state);
    look(d);
    for (int k = 0; k < MIXES && n > 0; k++) mix(d, differ, n);
    state = after;
}

static size_t some_size(void)
{
    return (size_t)rand() % 4 == 0 ? (size_t)rand() % 16384 : (size_t)rand() % 400;
}

// A block becomes two, if the second finds room behind it: only where blocks start has changed.
static void halve(const struct ash_design *d, size_t at)
{
    size_t size = d->usable(&state, at);
    d->resize(&state, at, size / 2);
    d->alloc(&state, size - d->usable(&state, at), 16);
}

// For a while most blocks are of one size, and they get more, or fewer.
static void step(const struct ash_design *d)
{
    static size_t usual;
    static bool filling;
    if (rand() % 32 == 0) usual = some_size();
    if (rand() % 32 == 0) filling = !filling;
    size_t size = rand() % 4 == 0 ? some_size() : usual;
    size_t g = (size_t)rand() % 1024, tries = rand() % 4 == 0 ? 0 : 1024;
    for (; tries > 0 && d->usable(&state, g * ASH_GRANULE) == 0; tries--) g = (g + 1) % 1024;
    size_t at = g * ASH_GRANULE;
    if (rand() % 16 == 0)
        halve(d, at);
    else if (rand() % 16 == 0) // at hand, where it may have been loose
        d->free(&state, d->alloc(&state, size, 16));
    else if (rand() % 8 < (filling ? 5 : 3))
        d->alloc(&state, size, 16);
    else if (rand() % 4 == 0)
        d->resize(&state, at, size);
    else
        d->free(&state, at);
}

static bool test(const struct ash_design *d, struct part *parts)
{
    size_t count = 0, no = 0, yes = 0;
    mixed[0].said[0] = mixed[0].said[1] = 0;
    bool each = true;
    while (parts[count].name != NULL) count++;
    d->init(&state, 1024 * ASH_GRANULE);
    for (int i = 0; i < STEPS; i++) {
        before = state;
        for (int calls = rand() % 2 == 0 ? 1 : 2 + rand() % 7; calls > 0; calls--) step(d);
        after = state;
        mix_some(d);
        ash_look_start(d, &state);
        look(d);
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
    printf("%s: %zu times yes, %zu times no; of parts of a call %zu and %zu\n", d->name, yes, no,
           mixed[0].said[1], mixed[0].said[0]);
    return each && yes > 0 && mixed[0].said[0] > 0 && mixed[0].said[1] > 0;
}

int main(void)
{
    srand(1);
    bool each = test(ash_design_named("heap"), heap_parts);
    each &= test(ash_design_named("bucket"), bucket_parts);
    each &= test(ash_design_named("list"), list_parts);
    each &= test(ash_design_named("bitmap"), bitmap_parts);
    each &= test(ash_design_named("bump"), bump_parts);
    printf("looks: %zu of them wrong\n", wrong);
    return each && wrong == 0 ? 0 : 1;
}
