// SPDX-License-Identifier: MIT
// host: a contract that does not hold ends the program, which is what the engines look for.
#include "broken.h"

#include <stdio.h>
#include <stdlib.h>

void contract_broken(const char *file, int line, const char *kind, const char *function,
                     const char *text)
{
    fprintf(stderr, "%s:%d: %s does not hold in %s: %s\n", file, line, kind, function, text);
    abort();
}
