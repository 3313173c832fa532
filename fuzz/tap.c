// SPDX-License-Identifier: MIT
// tap: keeps every TAP_EVERYth input that an engine runs as a file, for fuzz/guest, which gives them
// to a kernel. Linked around the entry of a target (-Wl,--wrap=LLVMFuzzerTestOneInput). The files
// are numbered, in the folder that the environment names by ASH_TAP.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// libFuzzer changes an input a few times on end; those would be much alike.
#define TAP_EVERY 8

int __real_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __wrap_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static _Noreturn void stop(const char *why)
{
    fprintf(stderr, "tap: ASH_TAP must name a folder to write to: %s\n", why);
    exit(2);
}

static void keep(const char *folder, unsigned number, const uint8_t *data, size_t size)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%08u", folder, number);
    if (length < 0 || (size_t)length >= sizeof path) stop("its name is too long");
    FILE *file = fopen(path, "wb");
    if (file == NULL) stop("no file can be created there");
    size_t written = fwrite(data, 1, size, file);
    if (fclose(file) != 0 || written != size) stop("a file cannot be written");
}

int __wrap_LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *folder;
    static unsigned runs;
    if (folder == NULL) folder = getenv("ASH_TAP");
    if (folder == NULL) stop("it does not");
    if (runs++ % TAP_EVERY == 0) keep(folder, runs / TAP_EVERY, data, size);
    return __real_LLVMFuzzerTestOneInput(data, size);
}
