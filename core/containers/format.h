// SPDX-License-Identifier: MIT
// format: text from numbers, characters and other text, as printf writes it.
//
//   %s   text, or "(null)"       %d  int                     %x   unsigned, in hexadecimal
//   %c   int, as a character     %u  unsigned                %zu  size_t
//   %%   a percent sign
//
// Nothing may stand between the percent sign and these letters. Anything else behind a percent
// sign, the end of the format as well, is refused.
#ifndef ASH_FORMAT_H
#define ASH_FORMAT_H

#include <stdarg.h>

#include "allocator.h"

// Where text goes: the first `room` bytes of it to base[at] and on; all of it is counted.
struct ash_sink {
    unsigned char *base;
    size_t at;
    size_t room;
    size_t length; // of the text so far; stays at SIZE_MAX once there
};

// One more byte. Work: a few steps.
void ash_sink_byte(struct ash_sink *sink, unsigned char byte);

// A number in that base, 2 to 16, without leading zeros. Work: a step a digit.
void ash_sink_number(struct ash_sink *sink, size_t value, size_t base);

// The character as a byte.
unsigned char ash_format_byte(char c);

// Writes what the format and the arguments say. False if the format is refused; the sink then
// has what came before. Work: a step a byte.
bool ash_format(struct ash_sink *sink, const char *format, va_list args);

#endif
