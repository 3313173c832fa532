// SPDX-License-Identifier: MIT
#include "options.h"

#include "print.h"
#include "text.h"

#define DEFAULT_DESIGN "heap"

void options_print_designs(void)
{
    for (size_t i = 0; i < ASH_DESIGNS; i++) print("%s%s", i == 0 ? "" : ", ", ash_designs[i].name);
}

void options_print_faults(void)
{
    for (size_t i = 0; i < blunder_count; i++) print("%s%s", i == 0 ? "" : ", ", blunders[i].name);
}

static _Noreturn void refuse(const char *what, const char *name, void (*print_all)(void))
{
    print("ashlar: there is no %s '%s'; there are ", what, name);
    print_all();
    print("\n");
    port_exit(PORT_FAIL);
}

static const struct ash_design *design_named(const char *name)
{
    const struct ash_design *design = ash_design_named(name);
    if (design == NULL) refuse("design", name, options_print_designs);
    return design;
}

static const struct blunder *fault_named(const char *name)
{
    const struct blunder *b = blunder_named(name);
    if (b == NULL) refuse("fault", name, options_print_faults);
    return b;
}

static enum kmalloc_mode mode_named(const char *name)
{
    enum kmalloc_mode mode = 0;
    while (mode < KMALLOC_MODES && !text_same(name, kmalloc_mode_names[mode])) mode++;
    if (mode == KMALLOC_MODES) die("mode=%s: must be fast, checked or guard", name);
    return mode;
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

static unsigned processors(const char *text)
{
    size_t value;
    if (!text_number(text, &value) || value == 0 || value > PORT_CPUS)
        die("cpus=%s: must be a number from 1 to %u", text, PORT_CPUS);
    return (unsigned)value;
}

struct options options_read(const char *line)
{
    struct options o = {.design = ash_design_named(DEFAULT_DESIGN), .cpus = 1};
    char word[32];
    while (text_word(&line, word, sizeof word)) {
        const char *value = text_after(word, "heap=");
        if (value != NULL)
            o.design = design_named(value);
        else if ((value = text_after(word, "mode=")) != NULL)
            o.mode = mode_named(value);
        else if (text_same(word, "tests"))
            o.tests = true;
        else if ((value = text_after(word, "tests=")) != NULL)
            read_subject(value, &o);
        else if ((value = text_after(word, "worst=")) != NULL)
            o.worst = operations(value);
        else if ((value = text_after(word, "cpus=")) != NULL)
            o.cpus = processors(value);
        else if ((value = text_after(word, "replay=")) != NULL)
            read_replay(value, &o);
        else if (text_same(word, "monitor"))
            o.monitor = true;
        else if (text_same(word, "colour"))
            o.colour = true;
        else if ((value = text_after(word, "fault=")) != NULL)
            o.fault = fault_named(value);
        else
            die("unknown word '%s' on the command line; known are heap=NAME, mode=NAME, tests, "
                "tests=SUBJECT, cpus=N, worst=N, replay=NAME, monitor, colour, fault=KIND",
                word);
    }
    return o;
}
