// SPDX-License-Identifier: MIT
#include "threads.h"
#include "mix.h"
#include "random.h"
#include "room.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define THREADS 2
#define LIVE 10000   // blocks of a thread
#define STEPS 400000 // of a thread: a block goes and another comes
#define GENERATIONS 40
#define SHARED 2048 // places
#define BATCH 256
#define BATCHES 16 // under way at most

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static unsigned char *take(uint64_t *random)
{
    unsigned char *block = malloc(mix_draw(MIX_LARSON, random));
    if (block == NULL) fail("a block is refused");
    *block = 1;
    return block;
}

// ---- own, handed, larson ----

struct lot {
    unsigned char *slots[LIVE];
    uint64_t random;
    size_t steps;
    uint32_t handed; // one in so many; 0: none
};

static unsigned char *_Atomic shared[SHARED];

static void *replace(void *lot_)
{
    struct lot *lot = lot_;
    uint64_t random = lot->random;
    for (size_t i = 0; i < lot->steps; i++) {
        unsigned char **slot = &lot->slots[random_below(&random, LIVE)], *old = *slot;
        if (lot->handed != 0 && random_below(&random, lot->handed) == 0)
            old = atomic_exchange(&shared[random_below(&random, SHARED)], old);
        free(old);
        *slot = take(&random);
    }
    lot->random = random;
    return NULL;
}

static void *fill(void *lot_)
{
    struct lot *lot = lot_;
    for (size_t i = 0; i < LIVE; i++) lot->slots[i] = take(&lot->random);
    return replace(lot);
}

// ---- stream ----

static struct {
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    unsigned char *batch[BATCHES][BATCH];
    size_t put, got; // batches, so far
} stream = {.mutex = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER};

// Waits until it lies between the two ends of what is under way.
static void wait_for(const size_t *other, size_t value)
{
    pthread_mutex_lock(&stream.mutex);
    while (*other == value) pthread_cond_wait(&stream.moved, &stream.mutex);
    pthread_mutex_unlock(&stream.mutex);
}

static void move(size_t *end)
{
    pthread_mutex_lock(&stream.mutex);
    ++*end;
    pthread_cond_signal(&stream.moved);
    pthread_mutex_unlock(&stream.mutex);
}

static void *produce(void *lot_)
{
    struct lot *lot = lot_;
    for (size_t i = 0; i < lot->steps / BATCH; i++) {
        if (i >= BATCHES) wait_for(&stream.got, i - BATCHES);
        for (size_t k = 0; k < BATCH; k++) stream.batch[i % BATCHES][k] = take(&lot->random);
        move(&stream.put);
    }
    return NULL;
}

static void *consume(void *lot_)
{
    struct lot *lot = lot_;
    for (size_t i = 0; i < lot->steps / BATCH; i++) {
        wait_for(&stream.put, i);
        for (size_t k = 0; k < BATCH; k++) free(stream.batch[i % BATCHES][k]);
        move(&stream.got);
    }
    return NULL;
}

// ---- all ----

static const struct {
    const char *name;
    void *(*first[THREADS])(void *); // what threads do in the first generation
    size_t generations;
    size_t operations; // of a step of a thread
    uint32_t handed;
} kinds[] = {
    {"own", {fill, fill}, 1, 2, 0},
    {"handed", {fill, fill}, 1, 2, 16},
    {"stream", {produce, consume}, 1, 1, 0},
    {"larson", {fill, fill}, GENERATIONS, 2, 0},
};

static void generation(struct lot *lots, void *(*const work[THREADS])(void *))
{
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work[i], &lots[i]) != 0) fail("there is no thread");
    for (size_t i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
}

bool threads_run(const char *workload, struct watch *took)
{
    size_t kind = 0, kinds_all = sizeof kinds / sizeof kinds[0];
    while (kind < kinds_all && strcmp(kinds[kind].name, workload) != 0) kind++;
    if (kind == kinds_all) return false;
    struct lot *lots = room_take(THREADS * sizeof *lots);
    for (size_t i = 0; i < THREADS; i++) {
        lots[i].random = i + 1;
        lots[i].steps = STEPS / kinds[kind].generations;
        lots[i].handed = kinds[kind].handed;
    }
    struct watch start = watch_start();
    generation(lots, kinds[kind].first);
    for (size_t g = 1; g < kinds[kind].generations; g++)
        generation(lots, (void *(*[THREADS])(void *)){replace, replace});
    *took = watch_stop(start, THREADS * STEPS * kinds[kind].operations);
    return true;
}
