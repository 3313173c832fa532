// SPDX-License-Identifier: MIT
#include "round.h"
#include "arena.h"
#include "room.h"
#include "workload.h"
#include <string.h>

static void *nothing_alloc_(size_t size)
{
    static unsigned char byte;
    (void)size;
    return &byte;
}

static void nothing_free_(void *block)
{
    (void)block;
}

// The compiler must not see what they do.
static void *(*volatile nothing_alloc)(size_t) = nothing_alloc_;
static void (*volatile nothing_free)(void *) = nothing_free_;

#define REPLAY replay_heap
#define ALLOC(size) arena_alloc(size)
#define FREE(block) arena_free(block)
#define PARAMETERS
#include "replay.h"

#define REPLAY replay_malloc
#define ALLOC(size) malloc(size)
#define FREE(block) (free(block), true)
#define PARAMETERS
#include "replay.h"

#define REPLAY replay_nothing
#define ALLOC(size) nothing_alloc(size)
#define FREE(block) (nothing_free(block), true)
#define PARAMETERS
#include "replay.h"

typedef size_t replay(void **slots, struct ops ops);

static void all(replay *replay, void **slots, struct ops ops)
{
    size_t done = replay(slots, ops);
    if (done == ops.count) return;
    fprintf(stderr, "bench: operation %zu is refused\n", done);
    exit(1);
}

// A pass that is not timed goes before, to have the caches filled and the memory touched. What is
// live at the end stays so.
static struct watch stretch(replay *replay, const struct workload *w)
{
    void **slots = room_take(w->slots * sizeof *slots);
    size_t passes = (w->timed + w->steady.count - 1) / w->steady.count;
    all(replay, slots, w->fill);
    all(replay, slots, w->steady);
    struct watch start = watch_start();
    for (size_t i = 0; i < passes; i++) all(replay, slots, w->steady);
    return watch_stop(start, passes * w->steady.count);
}

bool round_run(const char *subject, const char *workload, struct watch *took)
{
    replay *replay = strcmp(subject, "heap") == 0      ? replay_heap
                     : strcmp(subject, "malloc") == 0  ? replay_malloc
                     : strcmp(subject, "nothing") == 0 ? replay_nothing
                                                       : NULL;
    if (replay == NULL) return false;
    struct workload w = workload_record(workload);
    if (replay == replay_heap) arena_init();
    *took = stretch(replay, &w);
    return true;
}
