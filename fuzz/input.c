// SPDX-License-Identifier: MIT
#include "input.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void complain(const char *what, const char *name, const char *why)
{
    fprintf(stderr, "%s %s: %s\n", what, name, why);
    exit(2);
}

void ash_input_subject(const char *name, struct subject *subject)
{
    if (ash_subject_named(name, subject)) return;
    fprintf(stderr, "unknown design %s: there are", name);
    for (size_t i = 0; ash_subject_name(i) != NULL; i++)
        fprintf(stderr, " %s", ash_subject_name(i));
    fprintf(stderr, "\n");
    exit(2);
}

void ash_input_read(const char *path, struct trace *t)
{
    uint8_t data[OPS_BYTES];
    FILE *file = fopen(path, "rb");
    if (file == NULL) complain("cannot open", path, strerror(errno));
    size_t size = fread(data, 1, sizeof data, file);
    if (ferror(file)) complain("cannot read", path, strerror(errno));
    fclose(file);
    ash_trace_decode(t, data, size);
}

void ash_input_write(const char *path, const struct trace *t)
{
    uint8_t data[OPS_BYTES];
    size_t size = ash_trace_encode(t, data, sizeof data);
    FILE *file = fopen(path, "wb");
    if (file == NULL) complain("cannot create", path, strerror(errno));
    size_t written = fwrite(data, 1, size, file);
    if (fclose(file) != 0 || written != size) complain("cannot write", path, strerror(errno));
}
