// SPDX-License-Identifier: MIT
// page DESIGN FILE FOLDER: of an input that fails, writes into the folder heap.svg, a picture of the
// heap at the step that fails, and test.c, a program that fails alike. Prints what was wrong.
// Status 0: done; 1: FILE does not fail; 2: bad arguments.
#include "input.h"
#include "picture.h"
#include "say.h"
#include "testcase.h"
#include "text.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct trace trace;

// What the words of text.c are collected in.
static char said[1024];
static size_t used;

void ash_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(said + used, sizeof said - used, format, args);
    va_end(args);
    if (n > 0) used += (size_t)n;
    if (used >= sizeof said) used = sizeof said - 1;
}

static const char *heard(void)
{
    static char heard[2][sizeof said];
    static int turn;
    char *to = heard[turn = !turn];
    memcpy(to, said, sizeof said);
    said[used = 0] = 0;
    return to;
}

static const char *title(const struct story *s)
{
    ash_say("%s, ", s->differ.subject->name);
    if (s->calls == 0) {
        ash_say("init %zu", s->capacity);
        return heard();
    }
    const struct told *last = &s->told[s->calls - 1];
    ash_say("call %zu: ", s->calls);
    ash_text_request(&last->call);
    if (last->returned)
        ash_text_result(last->call.kind, last->got);
    else
        ash_say("does not return");
    return heard();
}

static const char *wrong(const struct story *s)
{
    if (s->died)
        ash_say("it crashes or hangs");
    else
        ash_text_failure(&s->differ, &trace);
    return heard();
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file != NULL) return file;
    fprintf(stderr, "page: cannot create %s: %s\n", path, strerror(errno));
    exit(2);
}

static void end(FILE *file)
{
    bool bad = ferror(file) != 0;
    if (fclose(file) == 0 && !bad) return;
    fprintf(stderr, "page: cannot write: %s\n", strerror(errno));
    exit(2);
}

int main(int argc, char **argv)
{
    struct subject subject;
    if (argc != 4) {
        fprintf(stderr, "usage: page DESIGN FILE FOLDER\n");
        return 2;
    }
    ash_input_subject(argv[1], &subject);
    ash_input_read(argv[2], &trace);
    const struct story *s = ash_story(&subject, &trace);
    if (s == NULL) {
        fprintf(stderr, "page: %s passes on %s, or cannot be run\n", argv[2], argv[1]);
        return 1;
    }
    const char *call = title(s), *why = wrong(s);
    FILE *picture = create(argv[3], "heap.svg");
    ash_picture(picture, s, call, why);
    end(picture);
    FILE *test = create(argv[3], "test.c");
    ash_testcase(test, s, why);
    end(test);
    printf("%s\n%s\n", call, why);
    return 0;
}
