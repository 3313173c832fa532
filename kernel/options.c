// SPDX-License-Identifier: MIT
#include "options.h"

#include "print.h"
#include "text.h"

#define DEFAULT_DESIGN "heap"

void options_print_designs(void)
{
    for (size_t i = 0; i < ASH_DESIGNS; i++) print("%s%s", i == 0 ? "" : ", ", ash_designs[i].name);
}

static const struct ash_design *design_named(const char *name)
{
    const struct ash_design *design = ash_design_named(name);
    if (design != NULL) return design;
    print("ashlar: there is no design '%s'; there are ", name);
    options_print_designs();
    print("\n");
    port_exit(PORT_FAIL);
}

// Copies a subject of tests. One that is cut is none that there is.
static void read_subject(const char *text, struct options *o)
{
    o->tests = true;
    if (!text_word(&text, o->subject, sizeof o->subject)) die("tests=: must name a subject");
}

// Likewise, of what can be fuzzed.
static void read_replay(const char *text, struct options *o)
{
    if (!text_word(&text, o->replay, sizeof o->replay)) die("replay=: must name a design");
}

static size_t operations(const char *text)
{
    size_t value;
    if (!text_number(text, &value) || value == 0)
        die("worst=%s: must be a number, 1 at least", text);
    return value;
}

struct options options_read(const char *line)
{
    struct options o = {.design = ash_design_named(DEFAULT_DESIGN)};
    char word[32];
    while (text_word(&line, word, sizeof word)) {
        const char *value = text_after(word, "heap=");
        if (value != NULL)
            o.design = design_named(value);
        else if (text_same(word, "tests"))
            o.tests = true;
        else if ((value = text_after(word, "tests=")) != NULL)
            read_subject(value, &o);
        else if ((value = text_after(word, "worst=")) != NULL)
            o.worst = operations(value);
        else if ((value = text_after(word, "replay=")) != NULL)
            read_replay(value, &o);
        else if (text_same(word, "monitor"))
            o.monitor = true;
        else if (text_same(word, "fault=null"))
            o.fault_null = true;
        else if (text_same(word, "fault=stack"))
            o.fault_stack = true;
        else if (text_same(word, "fault=frame"))
            o.fault_frame = true;
        else
            die("unknown word '%s' on the command line; known are heap=NAME, tests, "
                "tests=SUBJECT, worst=N, replay=NAME, monitor, fault=null, fault=stack, "
                "fault=frame",
                word);
    }
    return o;
}
