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

#ifdef __FRAMAC__
#include "../../proofs/logic/format.acsl"
#endif

// One more byte. Work: a few steps.
/*@ requires \valid(sink) && ash_sink_ok(*sink);
    requires \separated(sink, sink->base + (sink->at .. sink->at + sink->room - 1));
    terminates \true;
    assigns sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
    ensures sink->length == (\old(sink->length) < SIZE_MAX ? \old(sink->length) + 1 : SIZE_MAX);
    ensures \old(sink->length) < sink->room ==> sink->base[sink->at + \old(sink->length)] == byte;
*/
void ash_sink_byte(struct ash_sink *sink, unsigned char byte);

// A number in that base, 2 to 16, without leading zeros. Work: a step a digit.
/*@ requires \valid(sink) && ash_sink_ok(*sink);
    requires \separated(sink, sink->base + (sink->at .. sink->at + sink->room - 1));
    requires 2 <= base <= 16;
    terminates \true;
    assigns sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
*/
void ash_sink_number(struct ash_sink *sink, size_t value, size_t base);

// The character as a byte.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == (c < 0 ? c + 256 : c);
*/
unsigned char ash_format_byte(char c);

// Writes what the format and the arguments say. False if the format is refused; the sink then
// has what came before. Work: a step a byte.
/*@ requires \valid(sink) && ash_sink_ok(*sink);
    requires \separated(sink, sink->base + (sink->at .. sink->at + sink->room - 1));
    terminates \true;
    assigns sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
*/
bool ash_format(struct ash_sink *sink, const char *format, va_list args);

#endif
