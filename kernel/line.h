// SPDX-License-Identifier: MIT
// line: a line of input, edited while it is typed: cursor keys, history, completion.
//
// Nothing is written but what can be seen, backspaces and ends of lines, so any terminal will do;
// and of what is typed without the keys for editing, as in a script, no more than its echo.
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>

#define LINE_SIZE 64 // characters of a line, and the 0 behind them
#define LINE_HISTORY 16

struct line {
    const char *prompt;
    void (*put)(char c); // to where it is seen

    // The i-th of the words that can follow this part of a line; NULL behind the last.
    const char *(*word)(const char *before, size_t i);

    // The rest is line.c's, and begins as zeroes. The caller may read the text.
    char text[LINE_SIZE];
    size_t length, cursor;
    size_t over; // characters that came when the text was full
    enum { ESCAPE_NONE, ESCAPE_SEEN, ESCAPE_SEQUENCE } escape;
    unsigned parameter; // of the sequence
    char history[LINE_HISTORY][LINE_SIZE];
    size_t remembered;     // lines in all: the last is in history[(remembered - 1) % LINE_HISTORY]
    size_t back;           // how many lines back the one is that is shown; 0: it is a new one
    char draft[LINE_SIZE]; // the new one, while an old one is shown
};

enum line_event {
    LINE_MORE,
    LINE_COMPLETE,
    LINE_TOO_LONG, // it ended, and is not whole
    LINE_CLOSED,   // ctrl-d where a line would begin
};

// Writes the prompt, for an empty line.
void line_start(struct line *l);

// Takes the next byte; after all but LINE_MORE a line_start must come first. Knows return,
// backspace, delete, tab (completes the word before the cursor, or lists what it can be), the
// arrows, home and end by the sequences of terminals or as Emacs's control keys, ctrl-u (empties
// the line), ctrl-c (drops it) and ctrl-d (ends it, or the input). Whatever else comes is passed
// over, a lone escape too. Work: a few hundred steps, and for a tab some steps for each word.
enum line_event line_feed(struct line *l, char byte);

#endif
