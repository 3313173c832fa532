// SPDX-License-Identifier: MIT
#include "text.h"

bool text_word(const char **at, char *word, size_t size)
{
    while (**at == ' ') (*at)++;
    if (**at == 0) return false;
    size_t length = 0;
    for (; **at != 0 && **at != ' '; (*at)++) {
        if (length < size - 1) word[length++] = **at;
    }
    word[length] = 0;
    return true;
}

bool text_same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) a++, b++;
    return *a == *b;
}

const char *text_after(const char *text, const char *prefix)
{
    while (*prefix != 0) {
        if (*text++ != *prefix++) return NULL;
    }
    return text;
}

static size_t digit(char c)
{
    if (c >= '0' && c <= '9') return (size_t)(c - '0');
    if (c >= 'a' && c <= 'f') return (size_t)(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return (size_t)(c - 'A' + 10);
    return 16;
}

bool text_number(const char *text, size_t *value)
{
    const char *hex = text_after(text, "0x");
    const char *at = hex != NULL ? hex : text;
    size_t base = hex != NULL ? 16 : 10;
    if (*at == 0) return false;
    *value = 0;
    for (; *at != 0; at++) {
        size_t d = digit(*at);
        if (d >= base || *value > ((size_t)-1 - d) / base) return false;
        *value = *value * base + d;
    }
    return true;
}
