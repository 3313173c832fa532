// SPDX-License-Identifier: MIT
// print: text for the console. Knows %s %c %u %zu %zx and %%, with a width and '-'.
#ifndef PRINT_H
#define PRINT_H

#include "port.h"

#include <stdarg.h>

void print(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The same, for a function that was given its arguments.
void print_list(const char *format, va_list args);

// Prints "ashlar: ...", ends the line, and ends the machine with PORT_FAIL. For what the kernel
// cannot go on with: a bad command line, too little memory.
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
