// SPDX-License-Identifier: MIT
#include "print.h"

struct field {
    size_t width;
    bool left;
};

static void put(const char *text, size_t length, struct field f)
{
    size_t fill = f.width > length ? f.width - length : 0;
    if (!f.left)
        while (fill > 0) port_putc(' '), fill--;
    for (size_t i = 0; i < length; i++) port_putc(text[i]);
    while (fill > 0) port_putc(' '), fill--;
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
    *f = (struct field){0, *at == '-'};
    if (f->left) at++;
    while (*at >= '0' && *at <= '9') f->width = f->width * 10 + (size_t)(*at++ - '0');
    return at;
}

void print_list(const char *format, va_list args)
{
    for (const char *at = format; *at != 0; at++) {
        if (*at != '%') {
            port_putc(*at);
            continue;
        }
        struct field f;
        at = read_field(at + 1, &f);
        if (*at == 'z') {
            at++;
            put_number(va_arg(args, size_t), *at == 'x' ? 16 : 10, f);
        } else if (*at == 'u') {
            put_number(va_arg(args, unsigned), 10, f);
        } else if (*at == 's') {
            put_string(va_arg(args, const char *), f);
        } else {
            port_putc(*at == 'c' ? (char)va_arg(args, int) : *at);
        }
    }
}

void print(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_list(format, args);
    va_end(args);
}

void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print("ashlar: ");
    print_list(format, args);
    print("\n");
    va_end(args);
    port_exit(PORT_FAIL);
}
