// SPDX-License-Identifier: MIT
// How long an operation takes, and how much memory it took: one workload, once, in this process,
// which core/bench/compare.py starts again and again. Which malloc is measured, LD_PRELOAD says.
#include "growth.h"
#include "number.h"
#include "round.h"
#include "threads.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LIVE_MOST 10000000

// The library that malloc is found in: where there are several, it is easy to measure the wrong
// one.
static const char *library(void)
{
    Dl_info info;
    if (dladdr(dlsym(RTLD_DEFAULT, "malloc"), &info) == 0) return "?";
    const char *slash = strrchr(info.dli_fname, '/');
    return slash != NULL ? slash + 1 : info.dli_fname;
}

// KiB, or 0 if Linux does not tell. What getrusage says can be the parent's.
static size_t peak(void)
{
    char text[4096] = "";
    int file = open("/proc/self/status", O_RDONLY);
    ssize_t got = read(file, text, sizeof text - 1);
    const char *line = got > 0 ? strstr(text, "VmHWM:") : NULL;
    return line != NULL ? strtoul(line + strlen("VmHWM:"), NULL, 10) : 0;
}

int main(int argc, char **argv)
{
    struct watch took = {0, 0};
    size_t live = argc == 3 ? number_of(argv[2], LIVE_MOST) : 0;
    bool known = argc == 3;
    if (known && strcmp(argv[1], "threads") == 0)
        known = threads_run(argv[2], &took);
    else if (known && strcmp(argv[1], "growth") == 0 && live != 0)
        took = growth_run(live);
    else
        known = known && round_run(argv[1], argv[2], &took);
    if (!known) {
        fprintf(stderr, "usage: time heap|malloc|nothing WORKLOAD\n"
                        "       time threads own|handed|stream|larson\n"
                        "       time growth LIVE\n");
        return 2;
    }
    printf("%s %.3f %.3f %zu\n", library(), took.time, took.elapsed, peak());
    return 0;
}
