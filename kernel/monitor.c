// SPDX-License-Identifier: MIT
#include "monitor.h"

#include "guard.h"
#include "heap.h"
#include "map.h"
#include "options.h"
#include "print.h"
#include "text.h"

#define LINE_SIZE 64
#define CTRL_D 4
#define BACKSPACE 8
#define DELETE 127

// ---- commands: each gets the rest of the line ----

struct arguments {
    size_t count; // of words, known or not
    size_t number[2];
    char word[LINE_SIZE]; // the first, as it was typed
    bool numeric;         // all words are numbers
};

static void help(const struct arguments *a);

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
    print(heap_check() ? "the heap is intact\n" : "THE HEAP IS BROKEN\n");
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

static const struct command {
    const char *name;
    const char *usage;
    const char *what;
    size_t least, most; // how many arguments
    bool numeric;
    void (*run)(const struct arguments *);
} commands[] = {
    {"help", "help", "this list", 0, 0, false, help},
    {"alloc", "alloc SIZE [ALIGN]", "take a block", 1, 2, true, command_alloc},
    {"free", "free OFFSET", "give it back", 1, 1, true, command_free},
    {"map", "map", "draw the heap", 0, 0, false, command_map},
    {"stats", "stats", "count what is reserved, committed and live", 0, 0, false, command_stats},
    {"check", "check", "validate the whole heap", 0, 0, false, command_check},
    {"design", "design [NAME]", "show or change who runs the empty heap", 0, 1, false,
     command_design},
    {"exit", "exit", "end (ctrl-d too)", 0, 0, false, NULL},
};

#define COMMANDS (sizeof commands / sizeof *commands)

static void help(const struct arguments *a)
{
    (void)a;
    for (size_t i = 0; i < COMMANDS; i++)
        print("  %-20s %s\n", commands[i].usage, commands[i].what);
    print("  numbers are decimal, or hexadecimal after 0x\n");
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

// False when the command was exit.
static bool obey(const char *line)
{
    char name[LINE_SIZE];
    if (!text_word(&line, name, sizeof name)) return true;
    struct arguments a = read_arguments(line);
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (!text_same(c->name, name)) continue;
        if (a.count < c->least || a.count > c->most || (c->numeric && !a.numeric))
            print("usage: %s\n", c->usage);
        else if (c->run == NULL)
            return false;
        else
            c->run(&a);
        return true;
    }
    print("unknown command '%s'; try help\n", name);
    return true;
}

enum line_end { LINE_COMPLETE, LINE_TOO_LONG, LINE_CLOSED };

// Echoes what is typed; the console is raw. Ctrl-d ends a line that has begun, and closes the
// console at the start of one.
static enum line_end read_line(char *line, size_t size)
{
    size_t length = 0;
    for (;;) {
        char c = port_getc();
        if (c == CTRL_D && length == 0) return LINE_CLOSED;
        if (c == '\r' || c == '\n' || c == CTRL_D) break;
        if ((c == BACKSPACE || c == DELETE) && length > 0) {
            if (--length < size - 1) print("\b \b");
        } else if (c >= ' ' && c < DELETE) {
            if (length < size - 1) line[length] = c, port_putc(c);
            length++;
        }
    }
    print("\n");
    line[length < size ? length : size - 1] = 0;
    return length < size ? LINE_COMPLETE : LINE_TOO_LONG;
}

void monitor(void)
{
    print("\nThe monitor: the heap by hand. Try help.\n");
    char line[LINE_SIZE];
    for (;;) {
        print("> ");
        enum line_end end = read_line(line, sizeof line);
        if (end == LINE_CLOSED) break;
        if (end == LINE_TOO_LONG)
            print("a line has at most %u characters; this one was ignored\n", LINE_SIZE - 1);
        else if (!obey(line))
            break;
    }
    print("bye\n");
}
