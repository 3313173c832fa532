// SPDX-License-Identifier: MIT
// text: words and numbers, for the two places that read them: the kernel's command line and
// the monitor.
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

// Copies the next word, which spaces end, from *at and moves *at past it. False at the end of
// the text. A word that does not fit into size bytes is cut, and so equals no known word
// (but what is left of a number is another number).
bool text_word(const char **at, char *word, size_t size);

bool text_same(const char *a, const char *b);

// The rest of text after the prefix, or NULL when it does not start with it.
const char *text_after(const char *text, const char *prefix);

// Decimal, or hexadecimal after 0x. False when it is anything else or too large.
bool text_number(const char *text, size_t *value);

#endif
