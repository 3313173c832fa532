// SPDX-License-Identifier: MIT
// Freed runs of medium size, which are kept for the next who asks.
#include "ashlar-malloc.h"
#include "check.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void give(char *p)
{
    free(p);
}

// Free all the same, for who counts and for who frees once more.
static void freed_and_at_hand(void)
{
    struct mallinfo2 before = mallinfo2();
    char *p = malloc(50000), *q = malloc(50000);
    CHECK(mallinfo2().uordblks >= before.uordblks + 100000);
    free(p);
    free(q);
    CHECK(mallinfo2().uordblks == before.uordblks);
    CHECK(malloc(50000) == q && malloc(53000) == p);
    free(p);
    free(q);
    CHECK(check_signal(give, q) != 0);
}

// Any sizes, freed in any order: what is kept is little, and the heap has it as it was.
static void nothing_is_lost(void)
{
    static char *blocks[2000];
    size_t before = mallinfo2().uordblks;
    for (unsigned round = 0; round < 20; round++) {
        for (unsigned i = 0; i < 2000; i++) {
            size_t size = 2049 + (i * 7919 + round * 104729) % 63487;
            blocks[i] = malloc(size);
            CHECK(blocks[i] != NULL && malloc_usable_size(blocks[i]) >= size);
            memset(blocks[i], (int)i, 16);
        }
        for (unsigned i = 0; i < 2000; i++) {
            char *block = blocks[i * 1237 % 2000];
            CHECK(*block == (char)(i * 1237 % 2000));
            free(block);
        }
        CHECK(mallinfo2().uordblks == before && ash_malloc_check() == 1);
    }
    CHECK(malloc_trim(0) == 1 && mallinfo2().uordblks == before && ash_malloc_check() == 1);
}

// Pages that the system had to give.
static long faults(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_minflt : 0;
}

// Lines of what Linux says is mapped.
static int mappings(void)
{
    char text[4096];
    int count = 0, file = open("/proc/self/maps", O_RDONLY);
    for (ssize_t got; file >= 0 && (got = read(file, text, sizeof text)) > 0;)
        for (ssize_t i = 0; i < got; i++) count += text[i] == '\n';
    close(file);
    return count;
}

// Long blocks come and go, and no more of them live at the end than before: so their memory is not given
// back and taken again all the time. After a while a new page for sixteen blocks is more than enough.
static void what_only_changes_stays(void)
{
    static char *blocks[100];
    uint64_t random = 1;
    long before = 0;
    for (unsigned i = 0; i < 40000; i++) {
        if (i == 20000) before = faults();
        random = random * 6364136223846793005u + 1442695040888963407u;
        char **block = &blocks[(random >> 33) % 100];
        free(*block);
        *block = malloc(65536 + (random >> 40) % 983040);
        CHECK(*block != NULL);
        **block = 1;
    }
    CHECK(before > 0 && faults() - before < 1250);
    for (unsigned i = 0; i < 100; i++) free(blocks[i]);
}

// The same of blocks that grow where they stand.
static void what_grows_stays(void)
{
    long before = 0;
    for (unsigned i = 0; i < 1100; i++) {
        if (i == 100) before = faults();
        char *block = malloc(100000);
        block = realloc(memset(block, 1, 100000), 1000000);
        free(memset(block, 1, 1000000));
    }
    CHECK(before > 0 && faults() - before < 1000);
}

// The same of slabs: many small blocks come and go together, again and again.
static void slabs_that_come_again_stay(void)
{
    static char *blocks[20000];
    long before = 0;
    for (unsigned round = 0; round < 100; round++) {
        if (round == 10) before = faults();
        for (unsigned i = 0; i < 20000; i++) *(blocks[i] = malloc(500)) = 1;
        for (unsigned i = 0; i < 20000; i++) free(blocks[i]);
    }
    CHECK(before > 0 && faults() - before < 500);
}

// More than one arena holds, of blocks that come and go: they stay in arenas of both, neither of which runs
// empty for the other, and take no mappings of their own.
static void long_blocks_of_two_arenas_stay(void)
{
    enum { BLOCKS = 2000, ROUNDS = 20000 };
    static char *blocks[BLOCKS];
    unsigned random = 1;
    long before = 0;
    for (int round = 0; round < 2 * ROUNDS; round++) {
        if (round == ROUNDS) before = faults();
        random = random * 1664525 + 1013904223;
        char **block = &blocks[(random >> 8) % BLOCKS];
        random = random * 1664525 + 1013904223;
        size_t size = 1000 + (random >> 8) % 300000;
        free(*block);
        *block = malloc(size);
        **block = 1;
        (*block)[size - 1] = 1;
    }
    CHECK(faults() - before < ROUNDS * 3 / 4);
    CHECK(mappings() < 200);
    for (int i = 0; i < BLOCKS; i++) free(blocks[i]);
}

int main(void)
{
    check_start();
    check_run("hosted/shelf", "freed_and_at_hand", freed_and_at_hand);
    check_run("hosted/shelf", "nothing_is_lost", nothing_is_lost);
    check_run("hosted/shelf", "what_only_changes_stays", what_only_changes_stays);
    check_run("hosted/shelf", "what_grows_stays", what_grows_stays);
    check_run("hosted/shelf", "slabs_that_come_again_stay", slabs_that_come_again_stay);
    check_run("hosted/shelf", "long_blocks_of_two_arenas_stay", long_blocks_of_two_arenas_stay);
    return check_finish();
}
