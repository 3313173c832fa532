// SPDX-License-Identifier: MIT
// message: one line on stderr, put together and written without the C library's streams, which
// may want memory themselves.
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stddef.h>
#include <stdint.h>

struct message {
    size_t length;
    char text[512]; // what does not fit is cut off
};

// Each begins with "ashlar: ".
void message_begin(struct message *m);
void message_text(struct message *m, const char *text);
void message_chars(struct message *m, const char *text, size_t length);
void message_number(struct message *m, uint64_t number);
void message_address(struct message *m, const void *address);
// Ends the line and writes it, as a whole; errno stays.
void message_end(struct message *m);

// The same in one go, of some words.
void message_say(const char *text);

// The same, and the program is aborted. No handler of its own is told, as it might want memory.
_Noreturn void message_abort(const char *text);

#endif
