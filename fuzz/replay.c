// SPDX-License-Identifier: MIT
// replay [-v] DESIGN FILE...: runs inputs again, outside any fuzzer. With -v every operation
// is printed. Ends with a hash of all results, which is the same wherever the core runs.
// Status 0: all passed; 1: a line for each input that failed; 2: bad arguments.
#include "input.h"
#include "text.h"
#include <string.h>

static struct differ differ;
static struct trace trace;

int main(int argc, char **argv)
{
    bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    int first = verbose ? 2 : 1;
    if (argc < first + 2) {
        fprintf(stderr, "usage: replay [-v] DESIGN FILE...\n");
        return 2;
    }
    struct subject subject;
    ash_input_subject(argv[first], &subject);
    size_t inputs = 0, operations = 0, failed = 0;
    uint64_t hash = 0;
    for (int i = first + 1; i < argc; i++) {
        ash_input_read(argv[i], &trace);
        bool passed = verbose ? ash_text_run(&differ, &subject, &trace, stdout)
                              : ash_differ_run(&differ, &subject, &trace);
        inputs++;
        operations += trace.count;
        hash = (hash ^ differ.hash) * 0x100000001b3;
        if (passed) continue;
        failed++;
        printf("%s: %s: ", subject.name, argv[i]);
        ash_text_failure(&differ, &trace, stdout);
        printf("\n");
    }
    printf("%s: %zu inputs, %zu operations, %zu failed, hash %016llx\n", subject.name, inputs,
           operations, failed, (unsigned long long)hash);
    return failed == 0 ? 0 : 1;
}
