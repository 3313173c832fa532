// SPDX-License-Identifier: MIT
// str: a string, that is text that grows, in a vec of bytes, and with a 0 behind it always.
//
// (The file is not called string.h, because it would stand in the way of the C library's.)
// What is appended must not lie in the string itself: it may move while it grows.
#ifndef ASH_STR_H
#define ASH_STR_H

#include <stdarg.h>

#include "vec.h"

struct ash_string {
    struct ash_vec bytes; // none, or the text and the 0
};

// The empty text; no block. Work: a few steps.
void ash_string_init(struct ash_string *s, const struct ash_pool *pool);

// The text, with 0 at its end, until the next call that changes the string. Work: a few steps.
const char *ash_string_text(const struct ash_string *s);

// Bytes of the text, without the 0. Work: a few steps.
size_t ash_string_length(const struct ash_string *s);

// Each of these appends all that it is given; or it is false, and nothing changes. To append
// nothing never fails. Work: as ash_vec_reserve, and a step a byte.

// n bytes of text; none of them need be 0. Fails only if ash_vec_reserve does.
bool ash_string_append_bytes(struct ash_string *s, const char *text, size_t n);

// Text up to its 0. Fails only if ash_vec_reserve does.
bool ash_string_append(struct ash_string *s, const char *text);

// One character. Fails only if ash_vec_reserve does.
bool ash_string_append_char(struct ash_string *s, char c);

// What the format says, see format.h; it is read twice. Fails only if ash_vec_reserve does, or
// if the format has a conversion that is not known.
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
bool ash_string_append_format(struct ash_string *s, const char *format, ...);

// The same, with the arguments in a list, which is then as va_end wants it.
bool ash_string_append_list(struct ash_string *s, const char *format, va_list args);

// The empty text; the block stays. Never fails. Work: a few steps.
void ash_string_clear(struct ash_string *s);

// Gives back what the block has too much: see ash_vec_shrink.
bool ash_string_shrink(struct ash_string *s);

// The empty text, and the block goes. Never fails. Work: a free.
void ash_string_drop(struct ash_string *s);

#endif
