// SPDX-License-Identifier: MIT
#include "growth.h"
#include "random.h"
#include "room.h"

#define PAIRS 400000 // timed
#define WARM 100000

static unsigned char *take(uint64_t *random)
{
    unsigned char *block = malloc(8 + random_below(random, 57));
    if (block == NULL) {
        fprintf(stderr, "bench: a block is refused\n");
        exit(1);
    }
    *block = 1;
    return block;
}

static void replace(unsigned char **slots, size_t live, size_t pairs, uint64_t *random)
{
    for (size_t i = 0; i < pairs; i++) {
        unsigned char **slot = &slots[random_below(random, (uint32_t)live)];
        free(*slot);
        *slot = take(random);
    }
}

struct watch growth_run(size_t live)
{
    unsigned char **slots = room_take(live * sizeof *slots);
    uint64_t random = 1;
    for (size_t i = 0; i < live; i++) slots[i] = take(&random);
    replace(slots, live, WARM, &random);
    struct watch start = watch_start();
    replace(slots, live, PAIRS, &random);
    return watch_stop(start, 2 * PAIRS);
}
