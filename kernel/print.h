// SPDX-License-Identifier: MIT
// print: text for the console. Knows %s %c %u %zu %zx and %%, with a width and '-'.
#ifndef PRINT_H
#define PRINT_H

#include "port.h"

#include <stdarg.h>

// Is there a terminal that knows colours? At the start there is none.
void print_use_colour(bool yes);
bool print_has_colour(void);

// What follows is in that colour, by its number in the sequences of ANSI; 0: in none. Without
// colours it does nothing.
void print_colour(unsigned number);

void print(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The same, to another place than the console.
void print_to(void (*put)(char c), const char *format, ...) __attribute__((format(printf, 2, 3)));

// The same, for a function that was given its arguments.
void print_list(const char *format, va_list args);

// Prints "ashlar: ...", ends the line, and ends the machine with PORT_FAIL. For what the kernel
// cannot go on with: a bad command line, too little memory.
/*@ terminates \true;
    exits \true;
    assigns \nothing;
    ensures \false;
*/
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
