// SPDX-License-Identifier: MIT
#include "resident.h"
#include "child.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#define SECONDS_MOST 60

static void fail(const char *what)
{
    fprintf(stderr, "bench: cannot %s\n", what);
    exit(1);
}

static size_t resident(void)
{
    size_t pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%*u %zu", &pages) != 1) fail("read /proc/self/statm");
    fclose(file);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

struct job {
    struct traffic *traffic;
    enum traffic_kind kind;
};

// In the child. What the allocator sets up for its first block is not counted, and huge pages
// are not used, which would count as resident what nobody has touched.
static void measure(void *job_, void *growth)
{
    struct job *job = job_;
    struct traffic *t = job->traffic;
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    t->free(t->alloc(64));
    size_t before = resident();
    traffic_run(t, job->kind);
    if (t->allocs != t->most) fail("run a peer for as long as the heap");
    *(size_t *)growth = resident() - before;
}

size_t resident_growth(struct traffic *t, enum traffic_kind kind)
{
    struct job job = {t, kind};
    size_t growth;
    child_run(measure, &job, &growth, sizeof growth, SECONDS_MOST);
    return growth;
}
