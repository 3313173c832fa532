// SPDX-License-Identifier: MIT
#include "round.h"
#include "arena.h"
#include "random.h"
#include "workload.h"
#include <time.h>

#define OPERATIONS 800000 // timed at a stretch, at least

#define REPLAY replay_heap
#define ALLOC(size) arena_alloc(size)
#define FREE(block) arena_free(block)
#define PARAMETERS
#include "replay.h"

#define REPLAY replay_peer
#define ALLOC(size) peer->alloc(size)
#define FREE(block) (peer->free(block), true)
#define PARAMETERS , const struct peer *peer
#include "replay.h"

#define HEAP 0
#define NOTHING (PEERS + 1)

static void *nothing_alloc(size_t size)
{
    static unsigned char byte;
    (void)size;
    return &byte;
}

static void nothing_free(void *block)
{
    (void)block;
}

static const struct peer nothing = {
    .name = "nothing",
    .alloc = nothing_alloc,
    .free = nothing_free,
};

static const struct peer *peer_of(size_t subject)
{
    return subject == NOTHING ? &nothing : &peers[subject - 1];
}

const char *round_name(size_t subject)
{
    return subject == HEAP ? "heap" : peer_of(subject)->name;
}

static void replay(size_t subject, void **slots, struct ops ops)
{
    size_t done =
        subject == HEAP ? replay_heap(slots, ops) : replay_peer(slots, ops, peer_of(subject));
    if (done == ops.count) return;
    fprintf(stderr, "bench: %s refuses operation %zu\n", round_name(subject), done);
    exit(1);
}

// Processor time in nanoseconds: what other processes take in between does not count.
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

// Nanoseconds an operation. A pass that is not timed goes before, to have the caches filled and
// the memory touched. What is live at the end stays so.
static double stretch(size_t subject, void **slots, const struct workload *w)
{
    size_t passes = (OPERATIONS + w->steady.count - 1) / w->steady.count;
    replay(subject, slots, w->fill);
    replay(subject, slots, w->steady);
    double start = now();
    for (size_t i = 0; i < passes; i++) replay(subject, slots, w->steady);
    return (now() - start) / (double)(passes * w->steady.count);
}

static void shuffle(size_t *order, uint64_t *random)
{
    for (size_t i = SUBJECTS; i-- > 1;) {
        size_t j = random_below(random, (uint32_t)i + 1), other = order[j];
        order[j] = order[i];
        order[i] = other;
    }
}

void round_run(const char *workload, uint64_t seed, double took[SUBJECTS])
{
    struct workload w = workload_record(workload);
    // Freed by nobody: that would be one of the allocators at work.
    void **slots = calloc(w.slots, sizeof *slots);
    if (slots == NULL) {
        fprintf(stderr, "bench: no memory for %zu slots\n", w.slots);
        exit(1);
    }
    size_t order[SUBJECTS];
    for (size_t i = 0; i < SUBJECTS; i++) order[i] = i;
    shuffle(order, &seed);
    arena_init();
    for (size_t i = 0; i < SUBJECTS; i++) took[order[i]] = stretch(order[i], slots, &w);
}
