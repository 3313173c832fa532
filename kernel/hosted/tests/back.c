// SPDX-License-Identifier: MIT
// Memory that goes back to Linux: what is resident when blocks are freed, or made shorter.
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define MANY 30000
static void *many[MANY];

// Takes them, and says what is resident then.
static size_t take_many(size_t size)
{
    for (size_t i = 0; i < MANY; i++) many[i] = memset(malloc(size), 1, size);
    return check_resident();
}

static void trim_gives_memory_back(void)
{
    size_t full = take_many(500);
    for (size_t i = 0; i < MANY; i++) free(many[i]);
    CHECK(malloc_trim(0) == 1);
    CHECK(check_resident() + (10 << 20) < full);
    CHECK(malloc_trim(0) == 1); // the runs are still free
    CHECK(check_resident() + (10 << 20) < full);
}

// Each second one of many runs, too short for a purge, and too long for the shelf.
static void trim_gives_all_runs_back(void)
{
    static char *runs[400];
    for (size_t i = 0; i < 400; i++) runs[i] = memset(malloc(120000), 1, 120000);
    size_t full = check_resident();
    for (size_t i = 0; i < 400; i += 2) free(runs[i]);
    malloc_trim(0);
    CHECK(check_resident() + (20 << 20) < full);
    for (size_t i = 1; i < 400; i += 2) free(runs[i]);
}

// What realloc takes off goes back as well.
static void take_off(size_t size)
{
    static char *blocks[40];
    for (size_t i = 0; i < 40; i++) blocks[i] = memset(malloc(size), 1, size);
    size_t full = check_resident();
    for (size_t i = 0; i < 40; i++) blocks[i] = realloc(blocks[i], 100);
    CHECK(check_resident() + 40 * size / 3 < full);
    malloc_trim(0);
    CHECK(check_resident() + 40 * size / 10 * 9 < full);
    for (size_t i = 0; i < 40; i++) {
        CHECK(blocks[i][0] == 1 && blocks[i][99] == 1);
        free(blocks[i]);
    }
}

static void what_is_taken_off_goes_back(void)
{
    take_off(3000000);
    take_off(5000000);
}

static void slabs_go_back(void)
{
    size_t full = take_many(2000);
    for (size_t i = 0; i < MANY; i++) free(many[i]);
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
