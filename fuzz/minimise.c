// SPDX-License-Identifier: MIT
// minimise DESIGN FILE OUT: the smallest trace it can find that fails as FILE does, written
// to OUT and printed as text.
// Status 0: done; 1: FILE does not fail; 2: bad arguments.
#define _XOPEN_SOURCE 700 // setitimer
#include "input.h"
#include "shrink.h"
#include "text.h"
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

// Of processor time, whatever else the machine does. A trace takes far below one millisecond.
#define HANG_MILLISECONDS 100

static struct differ differ;
static struct subject subject;
static struct trace trace;
static int wanted; // the outcome to preserve

static void end_if_it_hangs(void)
{
    struct itimerval limit = {.it_value = {.tv_usec = HANG_MILLISECONDS * 1000}};
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
}

// How a trace ends, run in a child process, as waitpid tells it: 0 when it passes, otherwise
// one number for each failing check and kind of operation, or a signal for a crash or hang.
static int outcome(const struct trace *t)
{
    pid_t child = fork();
    if (child == 0) {
        close(STDERR_FILENO); // a sanitizer's report, of each of hundreds of traces
        end_if_it_hangs();
        if (ash_differ_run(&differ, &subject, t)) _exit(0);
        const struct failure *f = &differ.failure;
        _exit((int)f->check * 8 + (f->index < t->count ? t->op[f->index].kind : OP_KINDS));
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) < 0) {
        perror("minimise: cannot run a trace in a child process");
        _exit(2);
    }
    return status;
}

static bool fails_alike(const struct trace *t)
{
    return outcome(t) == wanted;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: minimise DESIGN FILE OUT\n");
        return 2;
    }
    ash_input_subject(argv[1], &subject);
    ash_input_read(argv[2], &trace);
    wanted = outcome(&trace);
    if (wanted == 0) {
        fprintf(stderr, "%s passes on %s: nothing to minimise\n", argv[2], argv[1]);
        return 1;
    }
    ash_shrink(&trace, subject.side[0].rules, fails_alike);
    ash_input_write(argv[3], &trace);
    // In this process at last: a crash ends the text where it happened.
    end_if_it_hangs();
    ash_text_run(&differ, &subject, &trace);
    return 0;
}
