// SPDX-License-Identifier: MIT
// Memory that goes back to Linux: what is resident when blocks are freed, or made shorter.
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define MANY 30000
static char *many[MANY];

// Takes so many of them, and says what is resident then.
static size_t take_many(size_t count, size_t size)
{
    for (size_t i = 0; i < count; i++) many[i] = memset(malloc(size), 1, size);
    return check_resident();
}

// Each `step`th of so many, from that one on.
static void give_many(size_t from, size_t count, size_t step)
{
    for (size_t i = from; i < count; i += step) free(many[i]);
}

static void trim_gives_memory_back(void)
{
    size_t full = take_many(MANY, 500);
    give_many(0, MANY, 1);
    CHECK(malloc_trim(0) == 1);
    CHECK(check_resident() + (10 << 20) < full);
    CHECK(malloc_trim(0) == 1); // the runs are still free
    CHECK(check_resident() + (10 << 20) < full);
}

// Each second one of many runs, too short for a purge, and too long for the shelf.
static void trim_gives_all_runs_back(void)
{
    size_t full = take_many(400, 120000);
    give_many(0, 400, 2);
    malloc_trim(0);
    CHECK(check_resident() + (20 << 20) < full);
    give_many(1, 400, 2);
}

// What realloc takes off goes back as well.
static void take_off(size_t size)
{
    size_t full = take_many(40, size);
    for (size_t i = 0; i < 40; i++) many[i] = realloc(many[i], 100);
    CHECK(check_resident() + 40 * size / 3 < full);
    malloc_trim(0);
    CHECK(check_resident() + 40 * size / 10 * 9 < full);
    for (size_t i = 0; i < 40; i++) CHECK(many[i][0] == 1 && many[i][99] == 1);
    give_many(0, 40, 1);
}

static void what_is_taken_off_goes_back(void)
{
    take_off(3000000);
    take_off(5000000);
}

static void slabs_go_back(void)
{
    size_t full = take_many(MANY, 2000);
    give_many(0, MANY, 1);
    CHECK(check_resident() + (20 << 20) < full);
}

static void large_blocks_go_at_once(void)
{
    size_t before = check_resident();
    char *p = malloc(100 << 20);
    memset(p, 1, 100 << 20);
    CHECK(check_resident() > before + (90 << 20));
    free(p);
    CHECK(check_resident() < before + (10 << 20));
}

int main(void)
{
    check_start();
#define RUN(test) check_run("hosted/back", #test, test)
    RUN(trim_gives_memory_back);
    RUN(slabs_go_back);
    RUN(trim_gives_all_runs_back);
    RUN(what_is_taken_off_goes_back);
    RUN(large_blocks_go_at_once);
    return check_finish();
}
