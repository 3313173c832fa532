// SPDX-License-Identifier: MIT
// Counts instructions: count WORKLOAD ..., to be run under callgrind with --collect-atstart=no
// (see the script `instructions`). For each workload, callgrind writes the instructions of its
// steady part to a file that names it: once with the heap, and once with an allocator that is
// not there, which is what the harness itself costs. Filling and a first pass of the steady part go
// before, uncounted.
#include "arena.h"
#include "workload.h"
#include <valgrind/callgrind.h>

#define REPLAY replay_heap
#define ALLOC(size) arena_alloc(size)
#define FREE(block) arena_free(block)
#define PARAMETERS
#include "replay.h"

// The calls are left out, and what the harness does with their results is not. The assembly is no
// instruction: it keeps the compiler from knowing the number.
static inline size_t unknown(size_t number)
{
    __asm__ volatile("" : "+r"(number));
    return number;
}

static inline void *nothing_alloc(size_t size)
{
    return arena_block(unknown(size));
}

static inline bool nothing_free(void *block)
{
    return unknown(arena_offset(block)) != ASH_BAD_SIZE;
}

#define REPLAY replay_nothing
#define ALLOC(size) nothing_alloc(size)
#define FREE(block) nothing_free(block)
#define PARAMETERS
#include "replay.h"

static void replay(const struct workload *w, void **slots, struct ops ops)
{
    size_t done = replay_heap(slots, ops);
    if (done == ops.count) return;
    fprintf(stderr, "bench: %s: the heap refuses operation %zu, %s\n", w->name, done,
            ops.op[done].size == 0 ? "a free" : "an alloc");
    exit(1);
}

// Makes callgrind write what it has counted since the last time.
static void dump(const char *who, const struct workload *w)
{
    char label[64];
    snprintf(label, sizeof label, "%s %s %zu", who, w->name, w->steady.count);
    CALLGRIND_DUMP_STATS_AT(label);
}

static void count(const struct workload *w, void **slots)
{
    arena_init();
    replay(w, slots, w->fill);
    replay(w, slots, w->steady);

    CALLGRIND_TOGGLE_COLLECT;
    replay(w, slots, w->steady);
    CALLGRIND_TOGGLE_COLLECT;
    dump("heap", w);

    CALLGRIND_TOGGLE_COLLECT;
    replay_nothing(slots, w->steady);
    CALLGRIND_TOGGLE_COLLECT;
    dump("nothing", w);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: count WORKLOAD ...\n");
        return 2;
    }
    if (!RUNNING_ON_VALGRIND) {
        fprintf(stderr, "bench: this counts nothing unless it runs under callgrind\n");
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        struct workload w = workload_record(argv[i]);
        void **slots = calloc(w.slots, sizeof *slots);
        if (slots == NULL) {
            fprintf(stderr, "bench: no memory for %zu slots\n", w.slots);
            return 1;
        }
        count(&w, slots);
        free(slots);
    }
    return 0;
}
