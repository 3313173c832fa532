// SPDX-License-Identifier: MIT
// replay [-s | -v] DESIGN FILE...: runs inputs again, outside any fuzzer. With -s there is a line
// for each input, with -v for each operation (outcome.h). Ends with a hash of all results, which is
// the same wherever the core runs.
// Status 0: all passed; 1: a line for each input that failed; 2: bad arguments.
#include "input.h"
#include "outcome.h"
#include <stdio.h>
#include <string.h>

static struct differ differ;
static struct trace trace;

int main(int argc, char **argv)
{
    struct subject subject;
    struct outcome outcome = {.subject = &subject};
    if (argc > 1 && strcmp(argv[1], "-s") == 0) outcome.detail = OUTCOME_INPUTS;
    if (argc > 1 && strcmp(argv[1], "-v") == 0) outcome.detail = OUTCOME_OPERATIONS;
    int first = outcome.detail == OUTCOME_FAILURES ? 1 : 2;
    if (argc < first + 2) {
        fprintf(stderr, "usage: replay [-s | -v] DESIGN FILE...\n");
        return 2;
    }
    ash_input_subject(argv[first], &subject);
    for (int i = first + 1; i < argc; i++) {
        ash_input_read(argv[i], &trace);
        ash_outcome_add(&outcome, &differ, argv[i], &trace);
    }
    return ash_outcome_end(&outcome) ? 0 : 1;
}
