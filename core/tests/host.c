// SPDX-License-Identifier: MIT
// Runs the suite on the host. Built with the very objects that the kernel links, and once
// more with each compiler's sanitizers. With -q it prints the failures alone.
#include "suite.h"
#include <stdio.h>
#include <string.h>

static union ash_state state;
static unsigned char memory[65536];
static unsigned passed, failed;
static bool quiet;

static void report(const char *design, const char *test, const char *why)
{
    if (why != NULL) {
        failed++;
        printf("FAIL %s/%s: %s\n", design, test, why);
    } else {
        passed++;
        if (!quiet) printf("ok %s/%s\n", design, test);
    }
    fflush(stdout);
}

int main(int argc, char **argv)
{
    quiet = argc == 2 && strcmp(argv[1], "-q") == 0;
    if (argc > 1 && !quiet) {
        fprintf(stderr, "usage: %s [-q]\n", argv[0]);
        return 2;
    }
    struct suite_port port = {
        .state = &state,
        .memory = memory,
        .memory_size = sizeof memory,
        .report = report,
    };
    // What init does not set must not matter.
    memset(&state, 0xff, sizeof state);
    bool agree = ash_suite_run(&port) == failed;
    printf("%u passed, %u failed\n", passed, failed);
    return agree && failed == 0 ? 0 : 1;
}
