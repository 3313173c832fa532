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
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    requires 0 < n;
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures changes_nothing: \result == ASH_NONE ==> *s == \old(*s) &&
      ash_kept{Pre,Post}(s->bytes.pool->base, 0, s->bytes.pool->capacity);
    ensures behind: \result != ASH_NONE ==> s->bytes.at != ASH_NONE &&
      \result == s->bytes.at + ash_string_size(\old(*s));
    ensures grows: \result != ASH_NONE ==> ash_string_size(*s) == ash_string_size(\old(*s)) + n;
    ensures keeps: \result != ASH_NONE ==> ash_moved{Pre,Post}(s->bytes.pool->base, s->bytes.at,
      \old(s->bytes.at), ash_string_size(\old(*s)));
*/
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
    //@ ghost struct ash_string grown = *s;
    /*@ loop invariant 0 <= i <= n && *s == grown && ash_string_wf(*s);
        loop invariant \forall integer j; 0 <= j < i ==>
          s->bytes.pool->base[at + j] == (text[j] < 0 ? text[j] + 256 : text[j]);
        loop invariant ash_moved{Pre,Here}(s->bytes.pool->base, s->bytes.at, \at(s->bytes.at, Pre),
          ash_string_size(\at(*s, Pre)));
        loop assigns i, s->bytes.pool->base[at .. at + n - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) s->bytes.pool->base[at + i] = ash_format_byte(text[i]);
    return true;
}

bool ash_string_append(struct ash_string *s, const char *text)
{
    // What is longer than the pool does not fit, wherever its 0 may be.
    size_t n = 0;
    /*@ loop invariant 0 <= n <= s->bytes.pool->capacity;
        loop invariant \forall integer j; 0 <= j < n ==> text[j] != 0;
        loop invariant \valid_read(text + (0 .. n - 1));
        loop assigns n;
        loop variant s->bytes.pool->capacity - n;
    */
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
