// SPDX-License-Identifier: MIT
// Counts the instructions of single calls, where they have most to do: to be run under callgrind
// with --collect-atstart=no --instr-atstart=no by the script `rounds`. For each call callgrind
// writes a file that names it: `FUNCTION W R`, W the words of bits that the capacity has, R the
// runs (live blocks, and holes between them).
#include "designs.h"
#include <stdio.h>
#include <valgrind/callgrind.h>

#define MOST_BLOCKS 2048

static union ash_state state;
static size_t offsets[MOST_BLOCKS];

struct scene {
    const struct ash_design *design;
    size_t units;
    size_t runs;
    size_t at; // a block to free, resize and ask after
};

enum call { ALLOC, FREE, RESIZE, USABLE, STATS, CALLS };
static const char *const names[CALLS] = {"alloc", "free", "resize", "usable", "stats"};

// One block of all but a granule.
static struct scene one_block(const struct ash_design *d, size_t units)
{
    units = d->init(&state, units);
    size_t at = d->alloc(&state, units > ASH_GRANULE ? units - ASH_GRANULE : 1, 1);
    return (struct scene){d, units, 3, at};
}

// Blocks of a granule with holes of one between them, and behind them what is left.
static struct scene comb(const struct ash_design *d, size_t units)
{
    units = d->init(&state, units);
    for (size_t i = 0; i < MOST_BLOCKS; i++) offsets[i] = d->alloc(&state, ASH_GRANULE, 1);
    for (size_t i = 0; i < MOST_BLOCKS; i += 2) d->free(&state, offsets[i]);
    return (struct scene){d, units, MOST_BLOCKS + 2, offsets[1]};
}

static void make(enum call call, const struct scene *s, size_t size)
{
    const struct ash_design *d = s->design;
    switch (call) {
    case ALLOC: d->alloc(&state, size, 4 * ASH_GRANULE); break;
    case FREE: d->free(&state, s->at); break;
    case RESIZE: d->resize(&state, s->at, size); break;
    case USABLE: d->usable(&state, s->at); break;
    case STATS: d->stats(&state); break;
    case CALLS: break;
    }
}

static void count(struct scene (*set)(const struct ash_design *, size_t),
                  const struct ash_design *d, size_t units, enum call call, size_t size)
{
    struct scene s = set(d, units);
    char label[64];
    size_t words = (s.units / ASH_GRANULE + ASH_WORD_BITS - 1) / ASH_WORD_BITS;
    snprintf(label, sizeof label, "ash_%s_%s %zu %zu", d->name, names[call], words, s.runs);
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_TOGGLE_COLLECT;
    make(call, &s, size);
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(label);
    CALLGRIND_STOP_INSTRUMENTATION;
}

int main(void)
{
    static const size_t granules[] = {4096, 16384, 65536};
    if (!RUNNING_ON_VALGRIND) {
        fprintf(stderr, "bench: this counts nothing unless it runs under callgrind\n");
        return 2;
    }
    for (size_t d = 0; d < ASH_DESIGNS; d++) {
        for (size_t g = 0; g < sizeof granules / sizeof *granules; g++) {
            size_t units = granules[g] * ASH_GRANULE;
            for (enum call call = ALLOC; call < CALLS; call++) {
                count(one_block, &ash_designs[d], units, call, units - ASH_GRANULE);
                count(one_block, &ash_designs[d], units, call, units / 2);
                count(comb, &ash_designs[d], units, call, units - ASH_GRANULE);
                count(comb, &ash_designs[d], units, call, 3 * ASH_GRANULE);
            }
        }
    }
    return 0;
}
