// SPDX-License-Identifier: MIT
// Freed blocks that keep their guards for the next of their length, or nearly: with ASHLAR_OPTIONS=guard=on
// shorter ones, too.
#include "ashlar-malloc.h"
#include "check.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LENGTHS 6
static const size_t lengths[LENGTHS] = {70000, 200000, 900000, 4000000, 9000000, 33000000};

static bool reads_as_zero(const char *p, size_t size)
{
    return *p == 0 && memcmp(p, p + 1, size - 1) == 0;
}

static void give(char *p)
{
    free(p);
}

static void resize(char *p)
{
    CHECK(realloc(p, 100) == NULL);
}

static void run_off(char *p)
{
    p[malloc_usable_size(p)] = 1;
}

// Free all the same: for who counts, and for who frees once more.
static void free_and_at_hand(void)
{
    for (int i = 0; i < LENGTHS; i++) {
        struct mallinfo2 before = mallinfo2();
        char *p = malloc(lengths[i]), *q = malloc(lengths[i]);
        CHECK(mallinfo2().hblks == before.hblks + 2);
        CHECK(mallinfo2().hblkhd >= before.hblkhd + 2 * lengths[i]);
        free(p);
        free(q);
        CHECK(mallinfo2().hblks == before.hblks && mallinfo2().hblkhd == before.hblkhd);
        CHECK(check_signal(give, p) == SIGABRT && check_signal(resize, p) == SIGABRT);
        char *r = malloc(lengths[i]), *s = malloc(lengths[i]);
        CHECK((r == p && s == q) || (r == q && s == p));
        CHECK(check_signal(run_off, p) == SIGSEGV && check_signal(run_off, q) == SIGSEGV);
        CHECK(ash_malloc_check() == 1);
        free(r);
        free(s);
    }
}

static void calloc_clears(void)
{
    for (int i = 0; i < LENGTHS; i++) {
        malloc_trim(0); // so that there is no other of its length
        char *p = malloc(lengths[i]);
        memset(p, 1, lengths[i]);
        free(p);
        char *q = calloc(1, lengths[i]);
        CHECK(q == p); // or this looks at nothing
        CHECK(reads_as_zero(q, lengths[i]));
        free(q);
    }
}

// What is kept may be a little shorter than what is asked for next.
static void longer_than_what_is_kept(void)
{
    char *p = malloc(8500000);
    free(p);
    char *q = malloc(9000000);
    CHECK(q != NULL && malloc_usable_size(q) >= 9000000);
    q[8999999] = 1;
    free(q);
    q = malloc(8900000);
    CHECK(malloc_usable_size(q) >= 9000000); // or this looks at nothing
    free(q);
    CHECK(ash_malloc_check() == 1);
}

// No more memory is kept than twice what live blocks have, or 64 MiB.
static void little_memory_is_kept(void)
{
    enum { BLOCKS = 64, PAGE = 4096, MOST = 65 << 20 };
    static char *blocks[BLOCKS];
    static unsigned char resident[4000000 / PAGE];
    size_t length[BLOCKS], pages = 0;
    for (int i = 0; i < BLOCKS; i++) {
        length[i] = 4000000 - (size_t)i % 4 * 500000; // so many of a kind are kept
        blocks[i] = memset(malloc(length[i]), 1, length[i]);
    }
    for (int i = 0; i < BLOCKS; i++) free(blocks[i]);
    for (int i = 0; i < BLOCKS; i++) {
        if (mincore(blocks[i], length[i] / PAGE * PAGE, resident) != 0) continue;
        for (size_t n = 0; n < length[i] / PAGE; n++) pages += resident[n] & 1;
    }
    CHECK(pages * PAGE <= MOST);
    CHECK(malloc_trim(0) == 1 && ash_malloc_check() == 1);
    CHECK(check_signal(run_off, malloc(4000000)) == SIGSEGV);
}

// What is kept is lost neither to the heap nor to who counts.
static void any_lengths_any_order(void)
{
    enum { BLOCKS = 200 };
    static char *blocks[BLOCKS];
    struct mallinfo2 before = mallinfo2();
    for (unsigned round = 0; round < 20000; round++) {
        char **block = &blocks[round * 1237u % BLOCKS];
        if (*block != NULL) CHECK(**block == (char)(round * 1237u % BLOCKS));
        free(*block);
        size_t size = 65537 + round * 7919u % 1000000;
        *block = malloc(size);
        CHECK(*block != NULL && malloc_usable_size(*block) >= size);
        **block = (char)(round * 1237u % BLOCKS);
        (*block)[size - 1] = 1;
    }
    for (unsigned i = 0; i < BLOCKS; i++) free(blocks[i]);
    CHECK(mallinfo2().hblks == before.hblks && mallinfo2().hblkhd == before.hblkhd);
    CHECK(ash_malloc_check() == 1);
}

int main(void)
{
    check_start();
    check_run("hosted/kept", "free_and_at_hand", free_and_at_hand);
    check_run("hosted/kept", "calloc_clears", calloc_clears);
    check_run("hosted/kept", "longer_than_what_is_kept", longer_than_what_is_kept);
    check_run("hosted/kept", "little_memory_is_kept", little_memory_is_kept);
    check_run("hosted/kept", "any_lengths_any_order", any_lengths_any_order);
    return check_finish();
}
