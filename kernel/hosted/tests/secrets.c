// SPDX-License-Identifier: MIT
// What the options for hardening keep out of reach. secrets NAME: one test; without a name it lists
// them, each with the options that it is about.
#include "ashlar-malloc.h"
#include "check.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>

static bool any_of(const unsigned char *p, size_t size, unsigned char value)
{
    return memchr(p, value, size) != NULL;
}

// What realloc cuts off is wiped as if it had been freed.
static void shrinking_wipes(void)
{
    unsigned char *p = memset(malloc(1 << 20), 0xAA, 1 << 20);
    unsigned char *q = realloc(p, 4096), *next = malloc(900000);
    CHECK(q != NULL && next != NULL && !any_of(next, 900000, 0xAA));
    CHECK(q[0] == 0xAA && q[4095] == 0xAA);
    free(q);
    free(next);
}

// Nothing of what was there before is seen where a block grows: neither behind what was asked for at
// first, nor in what is added to it.
static void growing_shows_zeroes(void)
{
    unsigned char *p = memset(malloc(112), 0xAA, 112);
    free(p);
    p = malloc(97);
    p = realloc(p, malloc_usable_size(p));
    CHECK(!any_of(p, malloc_usable_size(p), 0xAA));
    unsigned char *a = malloc(100 << 10), *b = memset(malloc(100 << 10), 0xAA, 100 << 10);
    free(b);
    unsigned char *c = realloc(a, 200 << 10);
    CHECK(c == a && !any_of(c, 200 << 10, 0xAA)); // or this looks at nothing
    free(c);
    free(p);
}

// Linux does not give new pages for those that are locked (and nobody unlocks them here).
static void locked_pages_are_wiped(void)
{
    size_t size = 1 << 20;
    unsigned char *p = memset(malloc(size), 0xAA, size);
    CHECK(mlock(p + size / 2, 1) == 0); // or this looks at nothing
    free(p);
    unsigned char *q = malloc(size);
    CHECK(q == p && !any_of(q, size, 0xAA));
    free(q);
}

// A canary is for nobody to see, neither in a block that has grown over it nor in the next one.
static void canaries_are_not_shown(void)
{
    size_t old = 3000, new = 9000;
    unsigned char *p = malloc(old), *q;
    old = malloc_usable_size(p);
    memset(p, 1, old);
    q = realloc(p, new);
    CHECK(q == p); // or this looks at nothing
    for (size_t i = old; i < new; i++) CHECK(q[i] == 0);
    q = realloc(q, 3000);
    q = realloc(q, new);
    for (size_t i = old; i < new; i++) CHECK(q[i] == 0);
    memset(q, 0, new);
    free(q);
    q = malloc(20000);
    for (size_t i = 0; i < new; i++) CHECK(q[i] == 0);
    free(q);
}

// Nobody gets the addresses of a freed block for a while; who counts does not see it.
static void quarantine_of_large_blocks(void)
{
    struct sysinfo machine;
    CHECK(sysinfo(&machine) == 0);
    const size_t lengths[] = {70000, 1000000, 5000000, machine.totalram / 2 * machine.mem_unit};
    struct mallinfo2 before = mallinfo2();
    for (int i = 0; i < 4; i++) {
        char *first = malloc(lengths[i]);
        free(first);
        for (int more = 0; more < 63; more++) {
            char *p = malloc(lengths[i]);
            CHECK(p != NULL && p != first);
            free(p);
        }
        CHECK(mallinfo2().hblks == before.hblks && mallinfo2().hblkhd == before.hblkhd);
    }
    CHECK(ash_malloc_check() == 1);
}

// A request that nobody can fulfil does not let go what is kept out of use.
static void quarantine_outlasts_the_impossible(void)
{
    void *p = malloc(100);
    free(p);
    for (int shift = 44; shift < 63; shift++) CHECK(malloc((size_t)1 << shift) == NULL);
    void *q = malloc(100);
    CHECK(q != p);
    free(q);
}

static const struct {
    const char *name, *options;
    void (*run)(void);
} all[] = {
    {"shrinking_wipes", "zero=free", shrinking_wipes},
    {"growing_shows_zeroes", "zero=alloc", growing_shows_zeroes},
    {"locked_pages_are_wiped", "zero=free", locked_pages_are_wiped},
    {"canaries_are_not_shown", "canary=on", canaries_are_not_shown},
    {"quarantine_of_large_blocks", "quarantine=on", quarantine_of_large_blocks},
    {"quarantine_outlasts_the_impossible", "quarantine=on", quarantine_outlasts_the_impossible},
};

int main(int count, char **arguments)
{
    check_start();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (count == 1) printf("%s %s\n", all[i].name, all[i].options);
        if (count == 2 && strcmp(arguments[1], all[i].name) == 0)
            check_run("hosted/secrets", all[i].name, all[i].run);
    }
    return count == 1 ? 0 : check_passed + check_failed == 0 ? 2 : check_finish();
}
