// SPDX-License-Identifier: MIT
#include "bench.h"

#include "heap.h"
#include "keys.h"
#include "print.h"
#include "random.h"

#define BLOCKS 256
#define BATCH 100     // operations between two looks at the clock
#define COUNTED 20000 // operations, where instructions are counted

static const struct mix {
    const char *name;
    size_t least, most; // sizes, as powers of two
} mixes[] = {{"small", 4, 8}, {"medium", 8, 12}, {"large", 12, 16}};

// One operation.
struct job {
    size_t size;   // to take that much,
    size_t offset; // or to free what is there
};

struct cost {
    uint64_t total, most;
    size_t count;
};

static size_t blocks[BLOCKS]; // offsets, or ASH_NONE
static uint64_t seed;

static void alloc(struct job *j)
{
    j->offset = heap_alloc(j->size, HEAP_GRANULE, HERE);
}

static void give(struct job *j)
{
    heap_free(j->offset, HERE);
    j->offset = ASH_NONE;
}

// In ticks; all that is measured is called from here, so that to measure takes always the same.
__attribute__((noinline)) static uint64_t measure(void (*run)(struct job *), struct job *j)
{
    uint64_t from = port_ticks();
    run(j);
    return port_ticks() - from;
}

// A stretch of known length looks at no job.
static uint64_t measure_stretch(void (*stretch)(void))
{
    return measure((void (*)(struct job *))(uintptr_t)stretch, NULL);
}

// Are ticks instructions?
static bool counts(void)
{
    for (int i = 0; i < 10; i++) {
        if (measure_stretch(port_spin_100) - measure_stretch(port_spin_1) != 99) return false;
    }
    return true;
}

static void note(struct cost *c, uint64_t ticks)
{
    c->total += ticks;
    c->count++;
    if (ticks > c->most) c->most = ticks;
}

// Takes or frees a block, whichever its turn is.
static void step(const struct mix *m, uint64_t overhead, struct cost *allocs, struct cost *frees)
{
    size_t *block = &blocks[random_below(&seed, BLOCKS)];
    bool free = *block != ASH_NONE;
    struct job j = {random_size(&seed, m->least, m->most), *block};
    note(free ? frees : allocs, measure(free ? give : alloc, &j) - overhead);
    *block = j.offset;
}

static void print_cost(const char *what, const struct cost *c)
{
    print("%s %zu, %zu at most", what, c->total / c->count, c->most);
}

static void count(const struct mix *m, uint64_t overhead)
{
    struct cost allocs = {.total = 0}, frees = {.total = 0};
    for (size_t i = 0; i < COUNTED; i++) step(m, overhead, &allocs, &frees);
    print_cost("alloc", &allocs);
    if (frees.count != 0) print_cost("; free", &frees);
    print("\n");
}

// False when ctrl-c was typed.
static bool clock(const struct mix *m)
{
    struct cost allocs = {.total = 0}, frees = {.total = 0};
    unsigned second = port_second();
    while (port_second() == second) step(m, 0, &allocs, &frees); // until one begins
    allocs.count = frees.count = 0;
    second = port_second();
    while (port_second() == second) {
        for (size_t i = 0; i < BATCH; i++) step(m, 0, &allocs, &frees);
        if (keys_stop()) return false;
    }
    print("%zu\n", allocs.count + frees.count);
    return true;
}

static void give_all(void)
{
    for (size_t i = 0; i < BLOCKS; i++) {
        if (blocks[i] != ASH_NONE) heap_free(blocks[i], HERE);
        blocks[i] = ASH_NONE;
    }
}

void bench(void)
{
    bool counted = counts(), going = true;
    uint64_t overhead = measure_stretch(port_spin_1) - 1;
    seed = 88172645463325252;
    for (size_t i = 0; i < BLOCKS; i++) blocks[i] = ASH_NONE;
    print("%s, %s:\n", heap_design_name(),
          counted ? "instructions, on the average" : "operations in a second");
    for (size_t i = 0; i < sizeof mixes / sizeof *mixes && going; i++) {
        const struct mix *m = &mixes[i];
        print("  %-6s blocks of %4zu to %5zu bytes: ", m->name, ((size_t)1 << m->least) + 1,
              (size_t)1 << m->most);
        if (counted)
            count(m, overhead);
        else
            going = clock(m);
        give_all();
    }
    if (!going) print("stopped\n");
}
