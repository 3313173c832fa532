// SPDX-License-Identifier: MIT
#include "workload.h"
#include "mix.h"
#include "random.h"
#include "room.h"
#include <stdio.h>
#include <string.h>

#define SEED 1
#define SLOTS_MOST 100000   // of bulk
#define RECORD_MOST 1000000 // operations
#define TIMED 800000
#define TIMED_LARGE 80000 // each goes to the kernel, with some allocators

static void append(struct ops *ops, size_t slot, uint32_t size)
{
    if (ops->op == NULL) ops->op = room_take(RECORD_MOST * sizeof *ops->op);
    if (ops->count == RECORD_MOST) {
        fprintf(stderr, "bench: a workload is too long to be recorded\n");
        exit(1);
    }
    ops->op[ops->count++] = (struct op){(uint32_t)slot, size};
}

// All slots are filled, then emptied, the last block first.
static void lifo(struct workload *w, enum mix mix, size_t count, uint64_t *random)
{
    for (size_t done = 0; done < count; done += w->slots) {
        for (size_t i = 0; i < w->slots; i++) append(&w->steady, i, mix_draw(mix, random));
        for (size_t i = w->slots; i-- > 0;) append(&w->steady, i, 0);
    }
}

// The same, the oldest block first.
static void fifo(struct workload *w, enum mix mix, size_t count, uint64_t *random)
{
    for (size_t done = 0; done < count; done += w->slots) {
        for (size_t i = 0; i < w->slots; i++) append(&w->steady, i, mix_draw(mix, random));
        for (size_t i = 0; i < w->slots; i++) append(&w->steady, i, 0);
    }
}

static void shuffle(uint32_t *order, size_t n, uint64_t *random)
{
    for (size_t i = n; i-- > 1;) {
        uint32_t j = random_below(random, (uint32_t)i + 1), other = order[j];
        order[j] = order[i];
        order[i] = other;
    }
}

// The same, in random order.
static void bulk(struct workload *w, enum mix mix, size_t count, uint64_t *random)
{
    static uint32_t order[SLOTS_MOST]; // not from malloc, which may be what is measured
    for (size_t i = 0; i < w->slots; i++) order[i] = (uint32_t)i;
    for (size_t done = 0; done < count; done += w->slots) {
        for (size_t i = 0; i < w->slots; i++) append(&w->steady, i, mix_draw(mix, random));
        shuffle(order, w->slots, random);
        for (size_t i = 0; i < w->slots; i++) append(&w->steady, order[i], 0);
    }
}

// All slots are full; any block may go for each that comes.
static void replace(struct workload *w, enum mix mix, size_t count, uint64_t *random)
{
    for (size_t i = 0; i < w->slots; i++) append(&w->fill, i, mix_draw(mix, random));
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = random_below(random, (uint32_t)w->slots);
        append(&w->steady, slot, 0);
        append(&w->steady, slot, mix_draw(mix, random));
    }
}

// One slot is for a short-lived block, which goes as soon as it has come; after every second of
// these, a block in one of the other slots is replaced.
static void among(struct workload *w, enum mix mix, size_t count, uint64_t *random)
{
    size_t last = w->slots - 1;
    for (size_t i = 0; i < last; i++) append(&w->fill, i, mix_draw(mix, random));
    for (size_t i = 0; i < count; i++) {
        append(&w->steady, last, mix_draw(mix, random));
        append(&w->steady, last, 0);
        if (i % 2 == 0) continue;
        uint32_t slot = random_below(random, (uint32_t)last);
        append(&w->steady, slot, 0);
        append(&w->steady, slot, mix_draw(mix, random));
    }
}

static const struct {
    const char *name;
    void (*record)(struct workload *, enum mix, size_t count, uint64_t *random);
    enum mix mix;
    size_t slots;
    size_t count; // of pairs of an alloc and a free in steady, at least
} kinds[WORKLOADS] = {
    {"lifo1_64", lifo, MIX_64, 1, 1024},
    {"lifo256_64", lifo, MIX_64, 256, 1024},
    {"fifo256_64", fifo, MIX_64, 256, 1024},
    {"small_mixed", replace, MIX_SMALL, 10000, 100000},
    {"wide_mixed", replace, MIX_WIDE, 2000, 100000},
    {"larson100k", replace, MIX_LARSON, 100000, 200000},
    {"bulk64", bulk, MIX_64, 50000, 100000},
    {"bulk_mixed", bulk, MIX_SMALL, 50000, 100000},
    {"kernel", among, MIX_KERNEL, 20001, 100000},
    {"large_mixed", replace, MIX_LARGE, 100, 4000},
    {"huge_mixed", replace, MIX_HUGE, 16, 4000},
};

const char *workload_name(size_t i)
{
    return i < WORKLOADS ? kinds[i].name : NULL;
}

struct workload workload_record(const char *name)
{
    for (size_t i = 0; i < WORKLOADS; i++) {
        if (strcmp(kinds[i].name, name) != 0) continue;
        uint64_t random = SEED;
        struct workload w = {.name = kinds[i].name, .slots = kinds[i].slots, .timed = TIMED};
        if (kinds[i].mix == MIX_LARGE || kinds[i].mix == MIX_HUGE) w.timed = TIMED_LARGE;
        kinds[i].record(&w, kinds[i].mix, kinds[i].count, &random);
        return w;
    }
    fprintf(stderr, "bench: no workload is called '%s'; there are:", name);
    for (size_t i = 0; i < WORKLOADS; i++) fprintf(stderr, " %s", kinds[i].name);
    fprintf(stderr, "\n");
    exit(2);
}
