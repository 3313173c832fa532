// SPDX-License-Identifier: MIT
// Commits the misuse that is named: misuse NAME. Without a name it lists them, each with the options
// that it takes to see it, or -, and what the line on stderr must say. A misuse that is let through ends with "let through" and status 0.
#include "ashlar-malloc.h"

#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *take_one(void *size)
{
    return malloc((size_t)size);
}

static void *give_one(void *p)
{
    free(p);
    return NULL;
}

// What another thread does, which has ended when this returns.
static void *elsewhere(void *(*act)(void *), void *argument)
{
    pthread_t thread;
    void *result = NULL;
    if (pthread_create(&thread, NULL, act, argument) != 0) exit(2);
    pthread_join(thread, &result);
    return result;
}

#define LARGE ((size_t)10 << 20)

static void twice(void)
{
    void *p = malloc(100);
    free(p);
    free(p);
}

static void twice_with_others_between(void)
{
    void *p = malloc(100), *q = malloc(100);
    free(p);
    free(q);
    free(p);
}

static void twice_a_run(void)
{
    void *p = malloc(100000);
    free(p);
    free(p);
}

// A run that is kept at hand is no less free for that.
static void twice_a_run_at_hand(void)
{
    void *p = malloc(50000);
    free(p);
    free(p);
}

static void twice_a_run_the_first_elsewhere(void)
{
    void *p = malloc(50000);
    elsewhere(give_one, p);
    free(p);
}

static void *freed(size_t size)
{
    void *p = malloc(size);
    free(p);
    return p;
}

static void realloc_of_a_freed_run(void)
{
    free(realloc(freed(50000), 60000));
}

static void usable_size_of_a_freed_run(void)
{
    malloc_usable_size(freed(50000));
}

static void inside_a_run(void)
{
    free((char *)malloc(50000) + 4096);
}

static void twice_large(void)
{
    void *p = malloc(LARGE);
    free(p);
    free(p);
}

static void twice_the_first_elsewhere(void)
{
    void *p = malloc(100);
    elsewhere(give_one, p);
    free(p);
}

static void twice_the_second_elsewhere(void)
{
    void *p = malloc(100);
    free(p);
    elsewhere(give_one, p);
}

static void twice_both_elsewhere(void)
{
    void *p = malloc(100);
    elsewhere(give_one, p);
    elsewhere(give_one, p);
}

static void twice_of_an_ended_thread(void)
{
    void *p = elsewhere(take_one, (void *)100);
    free(p);
    free(p);
}

static void inside_a_block(void)
{
    free((char *)malloc(100) + 16);
}

static void inside_a_granule(void)
{
    free((char *)malloc(100) + 1);
}

static void inside_a_large_block(void)
{
    free((char *)malloc(LARGE) + (1 << 20));
}

static void inside_a_page_of_a_large_block(void)
{
    free((char *)malloc(LARGE) + 8);
}

static void inside_a_block_from_elsewhere(void)
{
    free((char *)elsewhere(take_one, (void *)100) + 16);
}

static void of_the_stack(void)
{
    int local;
    void *volatile p = &local;
    free(p);
}

static void of_nowhere(void)
{
    free((void *)0xdeadbeefdeadbee0);
}

static void realloc_of_a_freed_one(void)
{
    free(realloc(freed(100), 200));
}

static void realloc_of_a_freed_large_one(void)
{
    free(realloc(freed(8 << 20), PTRDIFF_MAX / 2));
}

static void usable_size_of_a_freed_one(void)
{
    malloc_usable_size(freed(100));
}

static void usable_size_inside_a_block(void)
{
    malloc_usable_size((char *)malloc(100) + 16);
}

static void size_too_large(void)
{
    free_sized(malloc(100), 200);
}

static void size_too_large_of_a_large_one(void)
{
    free_sized(malloc(LARGE), 2 * LARGE);
}

static void alignment_it_has_not(void)
{
    char *p = aligned_alloc(4096, 8192), *q = aligned_alloc(64, 64);
    free(p);
    free_aligned_sized(q, (uintptr_t)q % 4096 == 0 ? 24 : 4096, 64);
}

// ---- what it takes options to see ----

static void overrun_by_a_byte(void)
{
    char *p = malloc(100);
    p[malloc_usable_size(p)] = 1;
    free(p);
}

static void overrun_of_a_run(void)
{
    char *p = realloc(malloc(5000), 50000);
    memset(p, 1, malloc_usable_size(p) + 8);
    free(p);
}

static void write_after_free(void)
{
    char *p = malloc(100);
    free(p);
    p[50] = 1;
    // With random places the block is let go by each of these with a chance of 1 in 1024.
    for (int i = 0; i < 30000; i++) free(malloc(40));
}

// Without quarantine the second free would be a right one, of the block that came between.
static void twice_with_a_new_one_between(void)
{
    void *p = malloc(100);
    free(p);
    void *volatile q = malloc(100);
    free(p);
    free(q);
}

#define DOUBLE "double free"
#define AFTER "use after free"
#define INSIDE "it points into a block"
#define OUTSIDE "it is not of this heap"
#define SIZE "wrong size"

static const struct {
    const char *name, *options, *said;
    void (*commit)(void);
} all[] = {
#define WITH(options, name, said)                                                                  \
    {                                                                                              \
#name, options, said, name                                                                 \
    }
#define ROW(name, said) WITH("-", name, said)
    ROW(twice, DOUBLE),
    ROW(twice_with_others_between, DOUBLE),
    ROW(twice_a_run, DOUBLE),
    ROW(twice_a_run_at_hand, DOUBLE),
    ROW(twice_a_run_the_first_elsewhere, DOUBLE),
    ROW(twice_large, DOUBLE),
    ROW(twice_the_first_elsewhere, DOUBLE),
    ROW(twice_the_second_elsewhere, DOUBLE),
    ROW(twice_both_elsewhere, DOUBLE),
    ROW(twice_of_an_ended_thread, DOUBLE),
    ROW(inside_a_block, INSIDE),
    ROW(inside_a_granule, INSIDE),
    ROW(inside_a_run, INSIDE),
    ROW(inside_a_large_block, INSIDE),
    ROW(inside_a_page_of_a_large_block, INSIDE),
    ROW(inside_a_block_from_elsewhere, INSIDE),
    ROW(of_the_stack, OUTSIDE),
    ROW(of_nowhere, OUTSIDE),
    ROW(realloc_of_a_freed_one, AFTER),
    ROW(realloc_of_a_freed_large_one, AFTER),
    ROW(usable_size_of_a_freed_one, AFTER),
    ROW(realloc_of_a_freed_run, AFTER),
    ROW(usable_size_of_a_freed_run, AFTER),
    ROW(usable_size_inside_a_block, INSIDE),
    ROW(size_too_large, SIZE),
    ROW(size_too_large_of_a_large_one, SIZE),
    ROW(alignment_it_has_not, SIZE),
    WITH("canary=on", overrun_by_a_byte, "overrun"),
    WITH("canary=on", overrun_of_a_run, "overrun"),
    WITH("zero=free,quarantine=on", write_after_free, AFTER),
    WITH("quarantine=on", twice_with_a_new_one_between, DOUBLE),
};

int main(int count, char **arguments)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (count < 2)
            printf("%s %s %s\n", all[i].name, all[i].options, all[i].said);
        else if (strcmp(arguments[1], all[i].name) == 0) {
            all[i].commit();
            puts("let through");
            return ash_malloc_check() ? 0 : 3;
        }
    }
    return count < 2 ? 0 : 2;
}
