// SPDX-License-Identifier: MIT
#include "str.h"

#include "format.h"

void ash_string_init(struct ash_string *s, const struct ash_pool *pool)
{
    ash_vec_init(&s->bytes, pool, (struct ash_kind){1, 1, NULL});
}

const char *ash_string_text(const struct ash_string *s)
{
    return s->bytes.length == 0 ? "" : (const char *)(s->bytes.pool->base + s->bytes.at);
}

size_t ash_string_length(const struct ash_string *s)
{
    return s->bytes.length == 0 ? 0 : s->bytes.length - 1;
}

// Room for n more bytes, n not 0, behind the text, and a 0 behind them: the offset of the first
// of these bytes, or ASH_NONE with nothing changed.
static size_t extend(struct ash_string *s, size_t n)
{
    size_t length = ash_string_length(s);
    size_t zero = s->bytes.length == 0 ? 1 : 0; // is there none yet?
    if (n > SIZE_MAX - zero) return ASH_NONE;
    if (ash_vec_open(&s->bytes, length, n + zero) == NULL) return ASH_NONE;
    return s->bytes.at + length;
}

bool ash_string_append_bytes(struct ash_string *s, const char *text, size_t n)
{
    if (n == 0) return true;
    size_t at = extend(s, n);
    if (at == ASH_NONE) return false;
    for (size_t i = 0; i < n; i++) s->bytes.pool->base[at + i] = ash_format_byte(text[i]);
    return true;
}

bool ash_string_append(struct ash_string *s, const char *text)
{
    // What is longer than the pool does not fit, wherever its 0 may be.
    size_t n = 0;
    while (n < s->bytes.pool->capacity && text[n] != 0) n++;
    return ash_string_append_bytes(s, text, n);
}

bool ash_string_append_char(struct ash_string *s, char c)
{
    return ash_string_append_bytes(s, &c, 1);
}

bool ash_string_append_list(struct ash_string *s, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    struct ash_sink sink = {s->bytes.pool->base, 0, 0, 0};
    bool done = ash_format(&sink, format, args) && sink.length < SIZE_MAX;
    size_t n = sink.length;
    if (done && n > 0) {
        size_t at = extend(s, n);
        sink = (struct ash_sink){s->bytes.pool->base, at, n, 0};
        done = at != ASH_NONE && ash_format(&sink, format, again);
    }
    va_end(again);
    return done;
}

bool ash_string_append_format(struct ash_string *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bool done = ash_string_append_list(s, format, args);
    va_end(args);
    return done;
}

// The empty text with a block of its own still has its 0.
void ash_string_clear(struct ash_string *s)
{
    if (s->bytes.length == 0) return;
    s->bytes.length = 1;
    s->bytes.pool->base[s->bytes.at] = 0;
}

bool ash_string_shrink(struct ash_string *s)
{
    return ash_vec_shrink(&s->bytes);
}

void ash_string_drop(struct ash_string *s)
{
    ash_vec_drop(&s->bytes);
}
