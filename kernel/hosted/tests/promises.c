// SPDX-License-Identifier: MIT
// What each of the family promises: alignment, contents, errno, refusals.
#include "ashlar-malloc.h"
#include "check.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HUGE ((size_t)PTRDIFF_MAX + 1)

// The compiler must not see through what is asked.
static volatile size_t huge = HUGE, most = SIZE_MAX;
static void *volatile hide;

static bool aligned(const void *p, size_t align)
{
    return p != NULL && (uintptr_t)p % align == 0;
}

static bool all(const unsigned char *p, size_t size, unsigned char value)
{
    for (size_t i = 0; i < size; i++)
        if (p[i] != value) return false;
    return true;
}

// Sizes around every border that there is: slots, units, large blocks and their pages.
static const size_t sizes[] = {1,     2,       15,      16,      17,      100,           1008,
                               1024,  1025,    2047,    2048,    2049,    4096,          65535,
                               65537, 1 << 20, 4194304, 4194305, 5 << 20, (64 << 20) + 1};
#define SIZES (sizeof sizes / sizeof *sizes)

static void sizes_and_contents(void)
{
    unsigned char *p[SIZES];
    for (size_t i = 0; i < SIZES; i++) {
        p[i] = malloc(sizes[i]);
        CHECK(aligned(p[i], 16) && malloc_usable_size(p[i]) >= sizes[i]);
        if (p[i] != NULL) memset(p[i], (int)i, malloc_usable_size(p[i]));
    }
    for (size_t i = 0; i < SIZES; i++) {
        CHECK(all(p[i], sizes[i], (unsigned char)i));
        free(p[i]);
    }
}

static void size_zero_is_unique(void)
{
    void *a = malloc(0), *b = malloc(0), *c = calloc(0, 5);
    CHECK(a != NULL && b != NULL && c != NULL && a != b && b != c);
    free(a);
    free(b);
    free(c);
    free(NULL);
}

static void refuses_too_much(void)
{
    errno = 0;
    CHECK((hide = malloc(huge)) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK((hide = malloc(most)) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK((hide = calloc(most / 2, 4)) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK((hide = calloc(most, most)) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK((hide = aligned_alloc(16, huge)) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK((hide = pvalloc(most)) == NULL && errno == ENOMEM);
    void *p = malloc(10);
    errno = 0;
    hide = p;
    CHECK(realloc(hide, huge) == NULL && errno == ENOMEM);
    errno = 0;
    CHECK(reallocarray(hide, most / 2, 3) == NULL && errno == ENOMEM);
    CHECK(malloc_usable_size(hide) >= 10); // it is still there
    free(hide);
}

static void free_keeps_errno(void)
{
    for (size_t i = 0; i < SIZES; i++) {
        void *p = malloc(sizes[i]);
        errno = 1234;
        free(p);
        CHECK(errno == 1234);
    }
}

static void calloc_is_zero(void)
{
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < SIZES; i++) {
            unsigned char *p = calloc(1, sizes[i]);
            CHECK(p != NULL && all(p, sizes[i], 0));
            if (p != NULL) memset(p, 0xFF, sizes[i]);
            free(p);
            if (round == 1) malloc_trim(0);
        }
}

static void alignments(void)
{
    for (size_t align = 1; align <= (size_t)256 << 20; align *= 2) {
        void *p = aligned_alloc(align, 100), *q = NULL, *r = memalign(align, 5000);
        CHECK(aligned(p, align) && aligned(r, align));
        CHECK(posix_memalign(&q, align < 8 ? 8 : align, 1) == 0 && aligned(q, align));
        free(p);
        free(q);
        free(r);
    }
    void *v = valloc(1), *w = pvalloc(1);
    CHECK(aligned(v, 4096) && aligned(w, 4096) && malloc_usable_size(w) >= 4096);
    free(v);
    free(w);
}

static void bad_alignments(void)
{
    void *p = &p;
    errno = 0;
    CHECK((hide = aligned_alloc(24, 48)) == NULL && errno == EINVAL);
    errno = 0;
    CHECK((hide = aligned_alloc(0, 48)) == NULL && errno == EINVAL);
    errno = 0;
    CHECK(posix_memalign(&p, 4, 8) == EINVAL && posix_memalign(&p, 24, 8) == EINVAL);
    CHECK(posix_memalign(&p, 0, 8) == EINVAL && posix_memalign(&p, 16, huge) == ENOMEM);
    CHECK(errno == 0 && p == &p); // neither is touched
    CHECK((hide = memalign(most, 8)) == NULL && errno == EINVAL);
    p = memalign(24, 8);
    CHECK(aligned(p, 32));
    free(p);
}

static void realloc_keeps_contents(void)
{
    for (size_t i = 0; i < SIZES; i++)
        for (size_t j = 0; j < SIZES; j++) {
            size_t least = sizes[i] < sizes[j] ? sizes[i] : sizes[j];
            unsigned char *p = malloc(sizes[i]);
            memset(p, 0x5A, sizes[i]);
            p = realloc(p, sizes[j]);
            CHECK(p != NULL && all(p, least, 0x5A) && malloc_usable_size(p) >= sizes[j]);
            if (p != NULL) memset(p, 1, sizes[j]);
            free(p);
        }
    CHECK((hide = realloc(malloc(5), 0)) == NULL); // as the C library does: it is freed
    void *p = realloc(NULL, 7);
    CHECK(p != NULL);
    free(p);
}

static void realloc_in_place(void)
{
    char *p = malloc(100 << 10), *q = realloc(p, 110 << 10);
    CHECK(p == q); // what follows is free
    q = realloc(q, 50 << 10);
    CHECK(p == q);
    free(q);
    p = malloc(100), q = realloc(p, 112);
    CHECK(p == q); // the slot has that much
    free(q);
    malloc_trim(0); // or a kept block may lie behind it
    p = malloc(20 << 20), q = realloc(p, 100 << 20);
    CHECK(p == q);
    q = realloc(q, 10 << 20);
    CHECK(p == q && malloc_usable_size(q) < 20 << 20);
    free(q);
}

static void sized_frees(void)
{
    for (size_t i = 0; i < SIZES; i++) {
        free_sized(malloc(sizes[i]), sizes[i]);
        free_aligned_sized(aligned_alloc(64, sizes[i]), 64, sizes[i]);
    }
    free_sized(malloc(0), 0);
    free_sized(NULL, 5);
    free_aligned_sized(NULL, 16, 5);
}

static void figures(void)
{
    struct mallinfo2 before = mallinfo2();
    void *small = malloc(1000), *large = malloc(10 << 20);
    struct mallinfo2 now = mallinfo2();
    CHECK(now.uordblks == before.uordblks + malloc_usable_size(small) &&
          now.hblks == before.hblks + 1);
    CHECK(now.hblkhd - before.hblkhd >= 10 << 20 && now.hblkhd - before.hblkhd < 11 << 20);
    CHECK(now.uordblks + now.fordblks == now.arena);
    free(small);
    free(large);
    now = mallinfo2();
    CHECK(now.uordblks == before.uordblks && now.hblks == before.hblks);
}

static void info_is_xml(void)
{
    char text[4096] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    CHECK(out != NULL && malloc_info(1, out) == EINVAL && malloc_info(0, out) == 0);
    if (out != NULL) fclose(out);
    CHECK(strncmp(text, "<malloc version=", 16) == 0 &&
          strstr(text, "<heap kind=\"plain\"") != NULL);
    CHECK(strstr(text, "</malloc>\n") != NULL);
}

// More than an arena holds, in small blocks: so other arenas are made, and used again.
static void more_than_an_arena(void)
{
    size_t count = ((size_t)300 << 20) / 65536;
    char **p = malloc(count * sizeof *p);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < count; i++) {
            p[i] = malloc(65000);
            CHECK(p[i] != NULL);
            if (p[i] != NULL) *(size_t *)p[i] = i;
        }
        for (size_t i = 0; i < count; i++) {
            CHECK(*(size_t *)p[i] == i);
            free(p[i]);
        }
    }
    free(p);
    CHECK(mallinfo2().arena < (size_t)800 << 20);
}

static void states_are_sound(void)
{
    CHECK(ash_malloc_check() == 1);
}

int main(void)
{
    check_start();
#define RUN(test) check_run("hosted/promises", #test, test)
    RUN(sizes_and_contents);
    RUN(size_zero_is_unique);
    RUN(refuses_too_much);
    RUN(free_keeps_errno);
    RUN(calloc_is_zero);
    RUN(alignments);
    RUN(bad_alignments);
    RUN(realloc_keeps_contents);
    // What the options for hardening change: blocks move, are longer, and stay for a while.
    bool plain = getenv("ASHLAR_OPTIONS") == NULL;
    if (plain) RUN(realloc_in_place);
    RUN(sized_frees);
    if (plain) RUN(figures);
    RUN(info_is_xml);
    RUN(more_than_an_arena);
    RUN(states_are_sound);
    return check_finish();
}
