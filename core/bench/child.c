// SPDX-License-Identifier: MIT
#include "child.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void fail(const char *what)
{
    fprintf(stderr, "bench: a measurement %s\n", what);
    exit(1);
}

struct child {
    pid_t id; // 0 in the child itself
    int from; // its output
};

static struct child begin(unsigned seconds)
{
    int ends[2];
    fflush(stdout);
    if (pipe(ends) != 0) fail("has no pipe");
    pid_t id = fork();
    if (id < 0) fail("has no process");
    if (id == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        alarm(seconds);
    }
    close(ends[1]);
    return (struct child){id, ends[0]};
}

static void collect(struct child child, void *result, size_t size)
{
    int status;
    ssize_t got = read(child.from, result, size);
    close(child.from);
    if (waitpid(child.id, &status, 0) != child.id) fail("is lost");
    if (WIFSIGNALED(status)) fail(WTERMSIG(status) == SIGALRM ? "takes too long" : "crashes");
    if (status != 0) exit(1); // it has said why
    if (got != (ssize_t)size) fail("says nothing");
}

void child_run(void (*work)(void *, void *), void *job, void *result, size_t size, unsigned seconds)
{
    struct child child = begin(seconds);
    if (child.id == 0) {
        work(job, result);
        _exit(write(STDOUT_FILENO, result, size) == (ssize_t)size ? 0 : 1);
    }
    collect(child, result, size);
}
