// SPDX-License-Identifier: MIT
#include "monitor.h"

#include "bench.h"
#include "blunder.h"
#include "guard.h"
#include "heap.h"
#include "keys.h"
#include "line.h"
#include "map.h"
#include "options.h"
#include "print.h"
#include "screen.h"
#include "stress.h"
#include "text.h"

// ---- commands: each gets the rest of the line ----

struct arguments {
    size_t count; // of words, known or not
    size_t number[2];
    char word[LINE_SIZE]; // the first, as it was typed
    bool numeric;         // all words are numbers
};

static void help(const struct arguments *a);

static bool all_well = true; // nothing was found wrong

static void see(bool good)
{
    all_well = all_well && good;
}

static void command_alloc(const struct arguments *a)
{
    size_t align = a->count == 2 ? a->number[1] : HEAP_GRANULE;
    size_t offset = heap_alloc(a->number[0], align, HERE);
    if (offset == ASH_NONE)
        print("refused: %zu bytes aligned to %zu\n", a->number[0], align);
    else
        print("offset 0x%zx, %zu bytes\n", offset, heap_usable(offset));
}

static void command_free(const struct arguments *a)
{
    size_t size = heap_usable(a->number[0]);
    enum ash_status status = heap_free(a->number[0], HERE);
    if (status == ASH_OK)
        print("freed %zu bytes\n", size);
    else
        print("refused: offset 0x%zx is %s\n", a->number[0], ash_status_name(status));
}

static void command_map(const struct arguments *a)
{
    (void)a;
    map_print();
}

static void command_stats(const struct arguments *a)
{
    (void)a;
    map_print_stats();
}

static void command_check(const struct arguments *a)
{
    (void)a;
    bool intact = heap_check();
    see(intact);
    print(intact ? "the heap is intact\n" : "THE HEAP IS BROKEN\n");
}

static void command_design(const struct arguments *a)
{
    const struct ash_design *design = ash_design_named(a->word);
    guard_flush(); // what waits there is live to the design
    if (a->count == 0 || design == NULL) {
        print("the design is %s; there are ", heap_design_name());
        options_print_designs();
        print("\n");
    } else if (heap_use(design)) {
        print("the design is now %s\n", heap_design_name());
    } else {
        print("refused: %zu blocks are live; free them first\n", heap_stats().blocks);
    }
}

static void command_stress(const struct arguments *a)
{
    see(stress(a->count == 1 ? a->number[0] : STRESS_ON));
}

static const struct view {
    const char *name;
    void (*print)(void);
} views[] = {{"map", map_print_rows}, {"stats", map_print_stats}};

#define VIEWS (sizeof views / sizeof *views)

static const char *view_word(size_t i)
{
    return i < VIEWS ? views[i].name : NULL;
}

static void command_watch(const struct arguments *a)
{
    for (size_t i = 0; i < VIEWS; i++) {
        if (a->count == 1 && !text_same(views[i].name, a->word)) continue;
        see(stress_watch(views[i].print));
        return;
    }
    print("there is no view '%s'; there are map, stats\n", a->word);
}

static void command_bench(const struct arguments *a)
{
    (void)a;
    bench();
}

static const char *fault_word(size_t i)
{
    return i < blunder_count ? blunders[i].name : NULL;
}

static void command_fault(const struct arguments *a)
{
    const struct blunder *b = blunder_named(a->word);
    if (b != NULL) blunder_commit(b);
    if (a->count != 0) print("there is no fault '%s'; there are\n", a->word);
    for (size_t i = 0; i < blunder_count; i++)
        print("  %-8s  %s\n", blunders[i].name, blunders[i].what);
}

static const char *design_word(size_t i)
{
    return i < ASH_DESIGNS ? ash_designs[i].name : NULL;
}

static const struct command {
    const char *name;
    const char *usage;
    const char *what;
    size_t least, most; // how many arguments
    bool numeric;
    void (*run)(const struct arguments *);
    const char *(*word)(size_t i); // what the first argument can be, where that is a word
} commands[] = {
    {"help", "help", "this list", 0, 0, false, help, NULL},
    {"alloc", "alloc SIZE [ALIGN]", "take a block", 1, 2, true, command_alloc, NULL},
    {"free", "free OFFSET", "give it back", 1, 1, true, command_free, NULL},
    {"map", "map", "draw the heap", 0, 0, false, command_map, NULL},
    {"stats", "stats", "count what is reserved, committed and live", 0, 0, false, command_stats,
     NULL},
    {"check", "check", "validate the whole heap", 0, 0, false, command_check, NULL},
    {"design", "design [NAME]", "show or change who runs the empty heap", 0, 1, false,
     command_design, design_word},
    {"stress", "stress [N]", "N random operations (ctrl-c ends it), or until a key; all checked", 0,
     1, true, command_stress, NULL},
    {"watch", "watch [map|stats]", "a view again and again under such traffic, until a key", 0, 1,
     false, command_watch, view_word},
    {"bench", "bench", "how fast the heap is, for sizes of block", 0, 0, false, command_bench,
     NULL},
    {"fault", "fault [KIND]", "commit a fault: THE KERNEL ENDS, with its report; or list them", 0,
     1, false, command_fault, fault_word},
    {"exit", "exit", "end (ctrl-d too)", 0, 0, false, NULL, NULL},
};

#define COMMANDS (sizeof commands / sizeof *commands)

static void help(const struct arguments *a)
{
    (void)a;
    for (size_t i = 0; i < COMMANDS; i++)
        print("  %-20s %s\n", commands[i].usage, commands[i].what);
    print("  numbers are decimal, or hexadecimal after 0x\n"
          "  tab completes a word; the arrows move in the line and bring back older ones\n");
}

// ---- lines ----

static struct arguments read_arguments(const char *rest)
{
    struct arguments a = {.numeric = true};
    char word[LINE_SIZE]; // nothing is cut: what is left of a long number is another number
    while (text_word(&rest, word, sizeof word)) {
        size_t number = 0;
        if (!text_number(word, &number)) a.numeric = false;
        if (a.count < 2) a.number[a.count] = number;
        if (a.count == 0) text_word(&(const char *){word}, a.word, sizeof a.word);
        a.count++;
    }
    return a;
}

static const struct command *command_named(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (text_same(commands[i].name, name)) return &commands[i];
    }
    return NULL;
}

// False when the command was exit.
static bool obey(const char *line)
{
    char name[LINE_SIZE];
    if (!text_word(&line, name, sizeof name)) return true;
    struct arguments a = read_arguments(line);
    const struct command *c = command_named(name);
    if (c == NULL)
        print("unknown command '%s'; try help\n", name);
    else if (a.count < c->least || a.count > c->most || (c->numeric && !a.numeric))
        print("usage: %s\n", c->usage);
    else if (c->run == NULL)
        return false;
    else
        c->run(&a);
    return true;
}

// For the line: a command, or its first argument.
static const char *word(const char *before, size_t i)
{
    char name[LINE_SIZE];
    if (!text_word(&before, name, sizeof name)) return i < COMMANDS ? commands[i].name : NULL;
    const struct command *c = command_named(name);
    return c != NULL && c->word != NULL && !text_word(&before, name, sizeof name) ? c->word(i)
                                                                                  : NULL;
}

static enum line_event read_line(struct line *line)
{
    enum line_event event;
    line_start(line);
    while ((event = line_feed(line, keys_next())) == LINE_MORE) {
    }
    return event;
}

bool monitor(void)
{
    static struct line line = {.prompt = "> ", .put = port_putc, .word = word};
    print("\nThe monitor: the heap by hand. Try help.\n");
    for (;;) {
        screen_show();
        enum line_event event = read_line(&line);
        if (event == LINE_CLOSED) break;
        if (event == LINE_TOO_LONG)
            print("a line has at most %u characters; this one was ignored\n", LINE_SIZE - 1);
        else if (!obey(line.text))
            break;
    }
    print("bye\n");
    return all_well;
}
