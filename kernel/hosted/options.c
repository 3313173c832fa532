// SPDX-License-Identifier: MIT
#include "options.h"

#include "message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VARIABLE "ASHLAR_OPTIONS"
#define BAD_OPTIONS 2
#define VALUES 3

struct options options = {.step = 1};

// Each option with its values, the first of which is 0. In man/libashlar.3 as well.
static const struct option {
    const char *name;
    unsigned *value;
    const char *values[VALUES];
} known[] = {
    {"misuse", &options.misuse, {"abort", "report", "ignore"}},
    {"zero", &options.zero, {"off", "alloc", "free"}},
    {"canary", &options.canary, {"off", "on", NULL}},
    {"quarantine", &options.quarantine, {"off", "on", NULL}},
    {"random", &options.random, {"off", "on", NULL}},
    {"guard", &options.guard, {"off", "on", NULL}},
    {"stats", &options.stats, {"off", "exit", NULL}},
    {"step", &options.step, {"off", "on", NULL}},
};
#define KNOWN (sizeof known / sizeof *known)

static bool same(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static _Noreturn void refuse(const char *what, const char *text, size_t length,
                             const struct option *o)
{
    struct message m;
    message_begin(&m);
    message_text(&m, VARIABLE ": ");
    message_text(&m, what);
    message_text(&m, " '");
    message_chars(&m, text, length);
    message_text(&m, o == NULL ? "': known are" : "': it may be");
    for (size_t i = 0; i < (o == NULL ? KNOWN : VALUES); i++) {
        const char *word = o == NULL ? known[i].name : o->values[i];
        if (word != NULL) message_text(&m, i == 0 ? " " : ", ");
        if (word != NULL) message_text(&m, word);
    }
    message_end(&m);
    _exit(BAD_OPTIONS);
}

static void set(const struct option *o, const char *text, size_t length)
{
    for (unsigned v = 0; v < VALUES; v++) {
        if (o->values[v] == NULL || !same(text, length, o->values[v])) continue;
        *o->value = v;
        return;
    }
    refuse("unknown value", text, length, o);
}

static void read_one(const char *text, size_t length)
{
    const char *equals = memchr(text, '=', length);
    if (equals == NULL) refuse("no value in", text, length, NULL);
    size_t name = (size_t)(equals - text);
    for (size_t i = 0; i < KNOWN; i++) {
        if (!same(text, name, known[i].name)) continue;
        set(&known[i], equals + 1, length - name - 1);
        return;
    }
    refuse("unknown option", text, name, NULL);
}

void options_read(void)
{
    static bool done;
    if (done || environ == NULL) return;
    done = true;
    const char *text = secure_getenv(VARIABLE);
    if (text == NULL || *text == 0) return;
    for (;;) {
        size_t length = strcspn(text, ",");
        read_one(text, length);
        if (text[length] == 0) return;
        text += length + 1;
    }
}

bool options_hard(void)
{
    return options.canary != 0 || options.quarantine != 0 || options.random != 0;
}

bool options_detour(void)
{
    return options.zero != ZERO_OFF || options.step == 0 || options_hard();
}
