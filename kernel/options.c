// SPDX-License-Identifier: MIT
#include "options.h"

#include "print.h"
#include "text.h"

#define DEFAULT_DESIGN "bitmap"

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

struct options options_read(const char *line)
{
    struct options o = {.design = ash_design_named(DEFAULT_DESIGN)};
    char word[32];
    while (text_word(&line, word, sizeof word)) {
        const char *name = text_after(word, "heap=");
        if (name != NULL)
            o.design = design_named(name);
        else if (text_same(word, "tests"))
            o.tests = true;
        else if (text_same(word, "monitor"))
            o.monitor = true;
        else if (text_same(word, "fault=null"))
            o.fault_null = true;
        else if (text_same(word, "fault=stack"))
            o.fault_stack = true;
        else if (text_same(word, "fault=frame"))
            o.fault_frame = true;
        else
            die("unknown word '%s' on the command line; known are heap=NAME, tests, monitor, "
                "fault=null, fault=stack, fault=frame",
                word);
    }
    return o;
}
