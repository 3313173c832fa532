// SPDX-License-Identifier: MIT
#include "replay.h"

#include "../fuzz/outcome.h"
#include "../fuzz/say.h"
#include "../fuzz/subjects.h"
#include "archive.h"
#include "module.h"
#include "print.h"

static struct differ differ;
static struct trace trace;

void ash_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_list(format, args);
    va_end(args);
}

static void choose(const char *name, struct subject *subject)
{
    if (ash_subject_named(name, subject)) return;
    print("ashlar: replay=%s: there are", name);
    for (size_t i = 0; ash_subject_name(i) != NULL; i++) print(" %s", ash_subject_name(i));
    print("\n");
    port_exit(PORT_FAIL);
}

bool replay(const char *name)
{
    struct subject subject;
    struct outcome outcome = {.subject = &subject, .detail = OUTCOME_INPUTS};
    struct archive archive;
    struct archive_file file;
    size_t size;
    choose(name, &subject);
    const void *bytes = module_show(&size);
    const char *wrong = archive_open(&archive, bytes, size);
    if (wrong != NULL) die("the module is no archive: at byte %zu: %s", archive.at, wrong);
    while (archive_next(&archive, &file)) {
        ash_trace_decode(&trace, file.bytes, file.size);
        ash_outcome_add(&outcome, &differ, file.name, &trace);
    }
    if (outcome.inputs == 0) die("the module is an archive without a file");
    return ash_outcome_end(&outcome);
}
