// SPDX-License-Identifier: MIT
#include "message.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

void message_begin(struct message *m)
{
    m->length = 0;
    message_text(m, "ashlar: ");
}

void message_chars(struct message *m, const char *text, size_t length)
{
    size_t room = sizeof m->text - 1 - m->length; // one is for the end of the line
    if (length > room) length = room;
    memcpy(m->text + m->length, text, length);
    m->length += length;
}

void message_text(struct message *m, const char *text)
{
    message_chars(m, text, strlen(text));
}

static void digits(struct message *m, uint64_t number, unsigned base)
{
    char buffer[20];
    size_t at = sizeof buffer;
    do {
        buffer[--at] = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    message_chars(m, buffer + at, sizeof buffer - at);
}

void message_number(struct message *m, uint64_t number)
{
    digits(m, number, 10);
}

void message_address(struct message *m, const void *address)
{
    message_text(m, "0x");
    digits(m, (uintptr_t)address, 16);
}

void message_end(struct message *m)
{
    int before = errno;
    m->text[m->length++] = '\n';
    // As write, but a thread is never cancelled here, where it may be inside a gate.
    long ignored = syscall(SYS_write, STDERR_FILENO, m->text, m->length);
    (void)ignored; // there is nobody left to tell
    errno = before;
}

void message_say(const char *text)
{
    struct message m;
    message_begin(&m);
    message_text(&m, text);
    message_end(&m);
}

void message_abort(const char *text)
{
    message_say(text);
    signal(SIGABRT, SIG_DFL);
    abort();
}
