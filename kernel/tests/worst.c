// SPDX-License-Identifier: MIT
#include "worst.h"

#include "../port.h"
#include "../print.h"
#include "traffic.h"

#define SHAPES 16

struct most {
    uint64_t ticks;
    size_t operation, size, align; // which one it was: a free has an offset in place of a size
};

// Of one kind of operation.
struct meter {
    const char *what;
    uint64_t overhead; // ticks that measuring takes
    uint64_t total;
    size_t count;
    struct most most[SHAPES]; // by shape; what comes after the last shape is the crowd's
};

static struct meter allocs, frees;
static const struct ash_design *design;
static union ash_state *state;
static size_t shape; // the one that is played
static bool refused;

// ---- counting ----

typedef size_t alloc_function(union ash_state *, size_t, size_t);
typedef enum ash_status free_function(union ash_state *, size_t);

// Each is all that calls what it measures, so that its overhead is always the same.
__attribute__((noinline)) static uint64_t time_alloc(alloc_function *f, size_t size, size_t align,
                                                     size_t *offset)
{
    uint64_t from = port_ticks();
    *offset = f(state, size, align);
    return port_ticks() - from;
}

__attribute__((noinline)) static uint64_t time_free(free_function *f, size_t offset,
                                                    enum ash_status *status)
{
    uint64_t from = port_ticks();
    *status = f(state, offset);
    return port_ticks() - from;
}

// The stretches look at no argument, so that they can be called as either kind.
static uint64_t time_stretch(const struct meter *m, void (*f)(void))
{
    size_t offset;
    enum ash_status status;
    return m == &allocs ? time_alloc((alloc_function *)(uintptr_t)f, 0, 0, &offset)
                        : time_free((free_function *)(uintptr_t)f, 0, &status);
}

// False when the counter does not count instructions.
static bool calibrate(struct meter *m, const char *what)
{
    *m = (struct meter){.what = what, .overhead = time_stretch(m, port_spin_1) - 1};
    for (int i = 0; i < 10; i++) {
        if (time_stretch(m, port_spin_1) - m->overhead != 1) return false;
        if (time_stretch(m, port_spin_100) - m->overhead != 100) return false;
    }
    return true;
}

static size_t operations(void)
{
    return allocs.count + frees.count;
}

static void note(struct meter *m, uint64_t ticks, size_t size, size_t align)
{
    ticks -= m->overhead;
    m->count++;
    m->total += ticks;
    struct most *most = &m->most[shape];
    if (ticks > most->ticks) *most = (struct most){ticks, operations(), size, align};
}

// ---- playing ----

static size_t alloc(size_t size, size_t align)
{
    size_t offset;
    uint64_t ticks = time_alloc(design->alloc, size, align, &offset);
    note(&allocs, ticks, size, align);
    return offset;
}

static void give(size_t offset)
{
    enum ash_status status;
    uint64_t ticks = time_free(design->free, offset, &status);
    note(&frees, ticks, offset, 0);
    if (status != ASH_OK) refused = true;
}

static bool is_heap(void)
{
    return design == ash_design_named("heap");
}

// Those that walk take the longer the more there is to walk over: all of them get as much as list
// can manage. heap does not: it gets all that it can.
static size_t capacity(void)
{
    return is_heap() ? SIZE_MAX : ASH_LIST_GRANULES * ASH_GRANULE;
}

static void play(size_t most)
{
    static const size_t crowds[] = {0, 0, 100, 1000, 3000, 0};
    struct traffic t = {alloc, give, design->init(state, capacity()), 88172645463325252};
    for (size_t round = 0; operations() < most; round++) {
        shape = shape_count;
        traffic_crowd(&t, crowds[round % (sizeof crowds / sizeof *crowds)]);
        for (shape = 0; shape < shape_count && operations() < most; shape++) shapes[shape].play(&t);
    }
}

// ---- telling ----

static bool report(const struct meter *m)
{
    uint64_t most = 0;
    for (size_t i = 0; i <= shape_count; i++)
        if (m->most[i].ticks > most) most = m->most[i].ticks;
    print("  %s: %zu at most, %zu.%zu on the average of %zu\n", m->what, most, m->total / m->count,
          m->total * 10 / m->count % 10, m->count);
    for (size_t i = 0; i <= shape_count; i++) {
        const struct most *w = &m->most[i];
        print("    %5zu in %-15s operation %zu: 0x%zx, 0x%zx\n", w->ticks,
              i < shape_count ? shapes[i].name : "crowd", w->operation, w->size, w->align);
    }
    if (!is_heap() || most <= WORST_MOST) return true;
    print("  which is more than %u, the line to be held\n", WORST_MOST);
    return false;
}

bool worst_run(const struct ash_design *measured, union ash_state *storage, size_t most)
{
    design = measured;
    state = storage;
    print("the worst case of %s, in instructions:\n", design->name);
    if (!calibrate(&allocs, "alloc") || !calibrate(&frees, "free")) {
        print("  nothing counts instructions here; kernel/boot --worst makes the emulator do so\n");
        return false;
    }
    play(most);
    bool good = report(&allocs);
    good = report(&frees) && good;
    if (refused) print("  a free was refused: the traffic is wrong\n");
    bool sound = design->check(state);
    if (!sound) print("  the state is unsound after it\n");
    return good && sound && !refused;
}
