// SPDX-License-Identifier: MIT
// check: tests that report as ci/report.sh wants it. Nothing here calls malloc but stdio, whose
// buffer is given to it, and check_resident.
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int check_passed, check_failed, check_line;

// The first that does not hold is what the test failed by.
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition) && check_line == 0) check_line = __LINE__;                                \
    } while (0)

// Before anything is printed.
static inline void check_start(void)
{
    static char buffer[BUFSIZ];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
}

// The bytes of this process that are in memory; 0 if Linux does not tell.
static inline size_t check_resident(void)
{
    unsigned long pages = 0;
    FILE *in = fopen("/proc/self/statm", "r");
    if (in == NULL || fscanf(in, "%*u %lu", &pages) != 1) pages = 0;
    if (in != NULL) fclose(in);
    return pages * 4096;
}

// The signal that ends a child which does this to p, and says nothing; 0 if none does.
static inline int check_signal(void (*act)(char *), char *p)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        close(STDERR_FILENO);
        act(p);
        _exit(0);
    }
    CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static inline void check_run(const char *group, const char *name, void (*test)(void))
{
    check_line = 0;
    test();
    if (check_line == 0) {
        printf("ok %s/%s\n", group, name);
        check_passed++;
    } else {
        printf("FAIL %s/%s: line %d\n", group, name, check_line);
        check_failed++;
    }
    fflush(stdout);
}

static inline int check_finish(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    return check_failed == 0 ? 0 : 1;
}

#endif
