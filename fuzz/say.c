// SPDX-License-Identifier: MIT
#include "say.h"
#include <stdarg.h>
#include <stdio.h>

// Each time to the end: a crash loses none of it.
void ash_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    fflush(stdout);
}
