// SPDX-License-Identifier: MIT
#include "format.h"

void ash_sink_byte(struct ash_sink *sink, unsigned char byte)
{
    if (sink->length < sink->room) sink->base[sink->at + sink->length] = byte;
    if (sink->length < SIZE_MAX) sink->length++;
}

// The digits come lowest first; 64 are enough for any base.
void ash_sink_number(struct ash_sink *sink, size_t value, size_t base)
{
    unsigned char digits[64];
    size_t n = 0;
    /*@ loop invariant 0 <= n <= 64;
        loop assigns n, value, digits[0 .. 64 - 1];
        loop variant 64 - n;
    */
    while (n < sizeof digits && (n == 0 || value > 0)) {
        size_t digit = value % base;
        digits[n] = (unsigned char)(digit < 10 ? '0' + digit : 'a' + (digit - 10));
        value /= base;
        n++;
    }
    /*@ loop invariant 0 <= n <= 64;
        loop assigns n, sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
        loop variant n;
    */
    for (; n > 0; n--) ash_sink_byte(sink, digits[n - 1]);
}

unsigned char ash_format_byte(char c)
{
    return (unsigned char)(c < 0 ? c + 256 : c);
}

/*@ requires \valid(sink) && ash_sink_ok(*sink);
    requires \separated(sink, sink->base + (sink->at .. sink->at + sink->room - 1));
    terminates \true;
    assigns sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
*/
static void put_text(struct ash_sink *sink, const char *text)
{
    if (text == NULL) text = "(null)";
    for (; *text != 0; text++) ash_sink_byte(sink, ash_format_byte(*text));
}

/*@ requires \valid(sink) && ash_sink_ok(*sink);
    requires \separated(sink, sink->base + (sink->at .. sink->at + sink->room - 1));
    terminates \true;
    assigns sink->length, sink->base[sink->at .. sink->at + sink->room - 1];
*/
static void put_int(struct ash_sink *sink, int value)
{
    if (value < 0) ash_sink_byte(sink, '-');
    ash_sink_number(sink, value < 0 ? (size_t) - (value + 1) + 1 : (size_t)value, 10);
}

bool ash_format(struct ash_sink *sink, const char *format, va_list args)
{
    for (const char *at = format; *at != 0; at++) {
        if (*at != '%') {
            ash_sink_byte(sink, ash_format_byte(*at));
            continue;
        }
        switch (*++at) {
        case '%': ash_sink_byte(sink, '%'); break;
        case 'c': ash_sink_byte(sink, (unsigned char)va_arg(args, int)); break;
        case 's': put_text(sink, va_arg(args, const char *)); break;
        case 'd': put_int(sink, va_arg(args, int)); break;
        case 'u': ash_sink_number(sink, va_arg(args, unsigned), 10); break;
        case 'x': ash_sink_number(sink, va_arg(args, unsigned), 16); break;
        case 'z':
            if (*++at != 'u') return false;
            ash_sink_number(sink, va_arg(args, size_t), 10);
            break;
        default: return false;
        }
    }
    return true;
}
