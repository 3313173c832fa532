// SPDX-License-Identifier: MIT
// No more addresses: every kind of request is refused with ENOMEM, what was had before is whole,
// and when it is freed there is room again. limits MIB: with that limit on addresses. limits data MIB: with
// one on memory that may be written to, of which addresses alone take none. limits memory: with none but what
// the machine has.
#include "ashlar-malloc.h"
#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

// A list through the blocks themselves: nothing else has room.
struct link {
    struct link *next;
    size_t size;
};

static struct link *fill(size_t size, size_t *count)
{
    struct link *list = NULL, *p;
    errno = 0;
    for (*count = 0; (p = malloc(size)) != NULL; ++*count) {
        memset(p, 0x77, size);
        *p = (struct link){list, size};
        list = p;
    }
    CHECK(errno == ENOMEM);
    return list;
}

static void empty(struct link *list)
{
    while (list != NULL) {
        struct link *next = list->next;
        const unsigned char *bytes = (const unsigned char *)list;
        CHECK(bytes[sizeof *list] == 0x77 && bytes[list->size - 1] == 0x77);
        free(list);
        list = next;
    }
}

static size_t limit;

static void out_of(size_t size)
{
    size_t first, again, least = limit / 8 / size;
    empty(fill(size, &first));
    empty(fill(size, &again));
    CHECK(first >= least && again + again / 4 >= first);
    CHECK(ash_malloc_check() == 1);
    void *p = malloc(size);
    CHECK(p != NULL);
    free(p);
}

static void small_blocks(void)
{
    out_of(48);
}

static void pages(void)
{
    out_of(5000);
}

static void runs(void)
{
    out_of(100000);
}

static void large_blocks(void)
{
    out_of(5 << 20);
}

static void one_that_cannot_be(void)
{
    errno = 0;
    CHECK(malloc(limit) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK(calloc(1, limit) == NULL && errno == ENOMEM);
    void *p = malloc(1 << 20);
    errno = 0;
    CHECK(realloc(p, limit) == NULL && errno == ENOMEM);
    free(p);
}

// What is refused again and again leaves as much room as there was.
static void refused_again_and_again(void)
{
    void *blocks[] = {malloc(limit / 3), NULL, NULL};
    CHECK(blocks[0] != NULL);
    free(blocks[0]);
    for (int i = 0; i < 30; i++) {
        errno = 0;
        CHECK(malloc(limit + limit / 3) == NULL && errno == ENOMEM);
        errno = 0;
        CHECK(malloc(limit + limit / 3 + ((size_t)64 << 30)) == NULL && errno == ENOMEM);
    }
    for (size_t i = 0; i < 3; i++) CHECK((blocks[i] = malloc(limit / 3 >> 3 * i)) != NULL);
    for (size_t i = 0; i < 3; i++) free(blocks[i]);
    CHECK(ash_malloc_check() == 1);
}

// A block that is longer than all memory is refused where a mapping of that length is: Linux can be told
// to refuse none (vm.overcommit_memory).
static void longer_than_all_memory(void)
{
    struct sysinfo machine;
    CHECK(sysinfo(&machine) == 0);
    size_t bytes = (machine.totalram + machine.totalswap) * machine.mem_unit + ((size_t)1 << 30);
    void *map = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map != MAP_FAILED) munmap(map, bytes);
    errno = 0;
    void *p = malloc(bytes);
    CHECK((p == NULL) == (map == MAP_FAILED) && (p != NULL || errno == ENOMEM));
    void *small = malloc(100);
    void *grown = realloc(small, bytes);
    CHECK((grown == NULL) == (map == MAP_FAILED));
    free(grown != NULL ? grown : small);
    free(p);
    CHECK(ash_malloc_check() == 1);
}

int main(int count, char **arguments)
{
    check_start();
    if (count < 2) return 2;
    if (strcmp(arguments[1], "data") == 0 && count == 3) {
        limit = (size_t)atoi(arguments[2]) << 20;
        if (setrlimit(RLIMIT_DATA, &(struct rlimit){limit, limit}) != 0) return 2;
        check_run("hosted/limits", "refused_again_and_again", refused_again_and_again);
        return check_finish();
    }
    if (strcmp(arguments[1], "memory") == 0) {
        check_run("hosted/limits", "longer_than_all_memory", longer_than_all_memory);
        return check_finish();
    }
    limit = (size_t)atoi(arguments[1]) << 20;
    if (count == 2) { // from the start of the program on
        if (setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit}) != 0) return 2;
        execl("/proc/self/exe", arguments[0], arguments[1], "limited", (char *)NULL);
        return 2;
    }
#define RUN(test) check_run("hosted/limits", #test, test)
    RUN(one_that_cannot_be);
    RUN(small_blocks);
    RUN(pages);
    RUN(runs);
    RUN(large_blocks);
    RUN(small_blocks);
    return check_finish();
}
