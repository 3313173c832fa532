// SPDX-License-Identifier: MIT
#include "print.h"

typedef void put_function(char c);

struct field {
    put_function *to;
    size_t width;
    bool left;
};

static void put(const char *text, size_t length, struct field f)
{
    size_t fill = f.width > length ? f.width - length : 0;
    if (!f.left)
        while (fill > 0) f.to(' '), fill--;
    for (size_t i = 0; i < length; i++) f.to(text[i]);
    while (fill > 0) f.to(' '), fill--;
}

static void put_number(size_t value, size_t base, struct field f)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[value % base];
        value /= base;
    } while (value > 0);
    put(digits + at, sizeof digits - at, f);
}

static void put_string(const char *text, struct field f)
{
    size_t length = 0;
    while (text[length] != 0) length++;
    put(text, length, f);
}

static const char *read_field(const char *at, struct field *f)
{
    f->width = 0;
    f->left = *at == '-';
    if (f->left) at++;
    while (*at >= '0' && *at <= '9') f->width = f->width * 10 + (size_t)(*at++ - '0');
    return at;
}

static void put_list(put_function *to, const char *format, va_list args)
{
    for (const char *at = format; *at != 0; at++) {
        if (*at != '%') {
            to(*at);
            continue;
        }
        struct field f = {.to = to};
        at = read_field(at + 1, &f);
        if (*at == 'z') {
            at++;
            put_number(va_arg(args, size_t), *at == 'x' ? 16 : 10, f);
        } else if (*at == 'u') {
            put_number(va_arg(args, unsigned), 10, f);
        } else if (*at == 's') {
            put_string(va_arg(args, const char *), f);
        } else {
            to(*at == 'c' ? (char)va_arg(args, int) : *at);
        }
    }
}

void print_list(const char *format, va_list args)
{
    put_list(port_putc, format, args);
}

void print(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_list(port_putc, format, args);
    va_end(args);
}

void print_to(void (*put)(char c), const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_list(put, format, args);
    va_end(args);
}

static bool has_colour;

void print_use_colour(bool yes)
{
    has_colour = yes;
}

bool print_has_colour(void)
{
    return has_colour;
}

void print_colour(unsigned number)
{
    if (has_colour) print("\033[%um", number);
}

void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print("ashlar: ");
    put_list(port_putc, format, args);
    print("\n");
    va_end(args);
    port_exit(PORT_FAIL);
}
