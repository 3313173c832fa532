// SPDX-License-Identifier: MIT
// The designs under the same traffic on every machine: what they answer and what they are then,
// bit for bit, is printed as two hashes, which ci/kernel compares between the architectures.
#include "../../fuzz/hash.h"
#include "../memory.h"
#include "../print.h"
#include "tests.h"
#include "traffic.h"

#define CAPACITY ((size_t)1 << 24) // bytes: large enough for all shapes, small enough to fill
#define CROWD 500                  // blocks that are live at the end

static const struct ash_design *design;
static uint64_t answers;
static size_t operations;
static bool refused;

static size_t alloc(size_t size, size_t align)
{
    size_t offset = design->alloc(&tests_state, size, align);
    answers = ash_hash(answers, offset);
    operations++;
    return offset;
}

static void give(size_t offset)
{
    enum ash_status status = design->free(&tests_state, offset);
    answers = ash_hash(answers, status);
    operations++;
    if (status != ASH_OK) refused = true;
}

static const char *play(void)
{
    memset(&tests_state, 0, sizeof tests_state);
    answers = ASH_HASH_START;
    operations = 0;
    refused = false;
    struct traffic t = {alloc, give, design->init(&tests_state, CAPACITY), 88172645463325252};
    if (t.capacity == 0) return NULL; // it grants nothing
    for (size_t i = 0; i < shape_count; i++) shapes[i].play(&t);
    traffic_crowd(&t, CROWD);
    uint64_t state = ash_hash_all(ASH_HASH_START, &tests_state, sizeof tests_state);
    bool sound = design->check(&tests_state);
    traffic_crowd(&t, 0);
    print("  %s: %zu operations, answers 0x%zx, state 0x%zx\n", design->name, operations, answers,
          state);
    EXPECT(!refused, "the free of a live block was refused");
    EXPECT(sound, "the state is unsound");
    return NULL;
}

static const char *under_traffic(void)
{
    for (size_t i = 0; i < ASH_DESIGNS; i++) {
        design = &ash_designs[i];
        const char *why = play();
        if (why != NULL) return why;
    }
    return NULL;
}

static const struct test list[] = {{"under_traffic", under_traffic}};

const struct tests tests_states = TESTS(list);
