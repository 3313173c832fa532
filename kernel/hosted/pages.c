// SPDX-License-Identifier: MIT
#include "pages.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

// How many aligned places are tried on either side of the one that Linux proposes.
#define TRIES 64

// Without MAP_NORESERVE, so that Linux looks whether there is memory when pages are committed: it
// charges for what can be written to, which these cannot.
static char *map_at(char *at, size_t bytes, int flags)
{
    int before = errno;
    void *p = mmap(at, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    errno = before;
    return p == MAP_FAILED ? NULL : p;
}

void pages_release(char *start, size_t bytes)
{
    int before = errno;
    munmap(start, bytes);
    errno = before;
}

static char *map_exactly_at(uintptr_t at, size_t bytes)
{
    char *p = map_at((char *)at, bytes, MAP_FIXED_NOREPLACE);
    if (p == NULL || p == (char *)at) return p;
    pages_release(p, bytes); // a Linux that does not know the flag
    return NULL;
}

// Not by reserving more than is needed and giving the rest back: under a limit on addresses that
// would fail long before it must. Below the proposed place first, as Linux fills addresses from
// above; but it may be told to do so from below.
char *pages_reserve(size_t bytes, size_t align)
{
    char *proposed = map_at(NULL, bytes, 0);
    if (proposed == NULL || (uintptr_t)proposed % align == 0) return proposed;
    pages_release(proposed, bytes);
    uintptr_t middle = (uintptr_t)proposed / align;
    char *p = NULL;
    for (uintptr_t i = 0; i < TRIES && p == NULL; i++) {
        if (middle > i) p = map_exactly_at((middle - i) * align, bytes);
        if (p == NULL) p = map_exactly_at((middle + i + 1) * align, bytes);
    }
    return p;
}

bool pages_commit(char *start, size_t bytes)
{
    int before = errno;
    bool done = mprotect(start, bytes, PROT_READ | PROT_WRITE) == 0;
    errno = before;
    return done;
}

void pages_drop(char *start, size_t bytes)
{
    int before = errno;
    // Linux takes no page away that a program has locked.
    if (madvise(start, bytes, MADV_DONTNEED) != 0) memset(start, 0, bytes);
    errno = before;
}

void pages_uncommit(char *start, size_t bytes)
{
    // If Linux has no room for one mapping more, the memory at least goes.
    if (map_at(start, bytes, MAP_FIXED) == NULL) pages_drop(start, bytes);
}

bool pages_move(char *from, char *to, size_t bytes)
{
#ifdef MREMAP_DONTUNMAP
    int before = errno;
    void *p = mremap(from, bytes, bytes, MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP, to);
    // Linux may have taken the target away before it refused.
    if (p == MAP_FAILED)
        mmap(to, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    errno = before;
    return p != MAP_FAILED;
#else
    (void)from, (void)to, (void)bytes;
    return false;
#endif
}

static size_t whole_pages(size_t bytes)
{
    return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
}

void *pages_state(size_t bytes)
{
    size_t whole = whole_pages(bytes);
    char *p = map_at(NULL, whole + 2 * PAGE_BYTES, 0);
    if (p == NULL) return NULL;
    if (pages_commit(p + PAGE_BYTES, whole)) return p + PAGE_BYTES;
    pages_release(p, whole + 2 * PAGE_BYTES);
    return NULL;
}

void pages_release_state(void *state, size_t bytes)
{
    pages_release((char *)state - PAGE_BYTES, whole_pages(bytes) + 2 * PAGE_BYTES);
}

size_t pages_address_limit(void)
{
    int before = errno;
    struct rlimit limit;
    bool known = getrlimit(RLIMIT_AS, &limit) == 0;
    errno = before;
    return known && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < SIZE_MAX
               ? (size_t)limit.rlim_cur
               : SIZE_MAX;
}
