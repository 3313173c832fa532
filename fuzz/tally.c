// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700 // clock_gettime
#include "tally.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define EVERY 64 // executions between looks at the clock

struct tally {
    uint64_t executions, operations, nanoseconds;
};

// Where the counts go when nobody has asked for them.
static struct tally unasked;

static struct tally *open_tally(void)
{
    const char *path = getenv("ASH_TALLY");
    int file = path == NULL ? -1 : open(path, O_RDWR);
    if (file < 0) return &unasked;
    void *at = mmap(NULL, sizeof unasked, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return at == MAP_FAILED ? &unasked : at;
}

static uint64_t processor_time(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

void ash_tally(size_t operations)
{
    static struct tally *tally;
    static uint64_t seen; // of the processor time of this process
    static unsigned here;
    if (tally == NULL) tally = open_tally();
    tally->executions++;
    tally->operations += operations;
    if (here++ % EVERY != 0) return;
    uint64_t now = processor_time();
    tally->nanoseconds += now - seen;
    seen = now;
}
