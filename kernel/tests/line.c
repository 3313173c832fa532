// SPDX-License-Identifier: MIT
// The line editor, fed byte by byte. What it writes goes to a small terminal, so that after every
// byte a person would see the line as it is, and the cursor where it is.
#include "../line.h"

#include "../memory.h"
#include "../text.h"
#include "tests.h"

#define COLUMNS 80
#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"

// ---- the terminal: its last row, and how many there were ----

static char row[COLUMNS + 1];
static size_t column, rows;
static bool lost; // something was written that a terminal would do nothing good with

static void put(char c)
{
    if (c == '\n') {
        memset(row, ' ', COLUMNS);
        column = 0;
        rows++;
    } else if (c == '\b' && column > 0) {
        column--;
    } else if (c >= ' ' && c < 127 && column < COLUMNS) {
        row[column++] = c;
    } else {
        lost = true;
    }
}

static bool row_is(const char *prompt, const char *text)
{
    size_t at = 0;
    for (; *prompt != 0; prompt++, at++)
        if (row[at] != *prompt) return false;
    for (; *text != 0; text++, at++)
        if (row[at] != *text) return false;
    for (; at < COLUMNS; at++)
        if (row[at] != ' ') return false;
    return true;
}

// ---- a line on it ----

static const char *word(const char *before, size_t i)
{
    static const char *const first[] = {"alloc", "map", "stats", "stress"};
    static const char *const second[] = {"bitmap", "bump", "list"};
    if (text_same(before, "")) return i < 4 ? first[i] : NULL;
    return text_same(before, "design ") && i < 3 ? second[i] : NULL;
}

static struct line line;

static void begin(void)
{
    put('\n');
    lost = false;
    rows = 0;
    line = (struct line){.prompt = "> ", .put = put, .word = word};
    line_start(&line);
}

static bool sane(void)
{
    return !lost && line.length < LINE_SIZE && line.cursor <= line.length &&
           line.text[line.length] == 0 && row_is("> ", line.text) && column == 2 + line.cursor;
}

// Feeds these bytes; starts the next line when one ends. Returns how the last ended, or LINE_MORE;
// LINE_CLOSED also when what is seen is not what is.
static enum line_event feed(const char *bytes)
{
    enum line_event event = LINE_MORE, last = LINE_MORE;
    for (; *bytes != 0; bytes++) {
        event = line_feed(&line, *bytes);
        if (event != LINE_MORE) {
            last = event;
            line_start(&line);
        }
        if (!sane()) return LINE_CLOSED;
    }
    return last;
}

// The line that is there after these bytes, which end none.
static bool gives(const char *bytes, const char *text)
{
    return feed(bytes) == LINE_MORE && text_same(line.text, text);
}

// ---- the tests ----

static const char *typing(void)
{
    begin();
    EXPECT(gives("alloc 10", "alloc 10"), "what is typed is not the line");
    EXPECT(gives("0\b\177", "alloc 1"), "backspace does not take the last character");
    EXPECT(gives("\025", "") && gives("\b", ""), "ctrl-u does not empty the line");
    EXPECT(gives("x\003", "") && rows == 1, "ctrl-c does not drop the line");
    EXPECT(feed("map\r") == LINE_COMPLETE && feed("map\n") == LINE_COMPLETE, "no end of the line");
    EXPECT(feed("map\004") == LINE_COMPLETE, "ctrl-d does not end a line that has begun");
    EXPECT(line_feed(&line, 4) == LINE_CLOSED, "ctrl-d does not close an empty line");
    return NULL;
}

static const char *cursor(void)
{
    begin();
    EXPECT(gives("bd" LEFT "c" LEFT LEFT LEFT "a", "abcd"), "left");
    EXPECT(gives(RIGHT RIGHT RIGHT RIGHT RIGHT "e", "abcde"), "right");
    EXPECT(gives("\033[H0\033[F6", "0abcde6"), "home and end");
    EXPECT(gives("\033OH<\033OF>", "<0abcde6>"), "home and end of another kind");
    EXPECT(gives("\001\033[3~\033[3~\005\033[3~", "abcde6>"), "delete");
    EXPECT(gives("\002\b", "abcde>"), "backspace in the middle");
    EXPECT(feed("\001\r") == LINE_COMPLETE, "a line cannot be ended in its middle");
    return NULL;
}

static const char *history(void)
{
    begin();
    EXPECT(gives(UP DOWN, ""), "there is a line before the first");
    feed("map\nstats\nstats\n\nfree 0\n");
    EXPECT(gives("new" UP, "free 0"), "up does not give the last line");
    EXPECT(gives(UP, "stats"), "or the one before it");
    EXPECT(gives(UP, "map"), "the same line twice, or an empty one, is remembered");
    EXPECT(gives(UP UP, "map"), "up goes beyond the first line");
    EXPECT(gives(DOWN DOWN DOWN DOWN, "new"), "down does not give back what was typed");
    EXPECT(feed("\025" UP UP "\n") == LINE_COMPLETE && gives(UP, "stats"),
           "an old line that is taken again is not the last");
    for (char c = 'a'; c <= 'z'; c++) feed((const char[]){21, c, '\n', 0});
    for (int i = 0; i < 2 * LINE_HISTORY; i++) feed(UP);
    EXPECT(gives("", "k"), "not as many lines are remembered as it says");
    return NULL;
}

static const char *completion(void)
{
    begin();
    EXPECT(gives("m\t", "map "), "the only word is not completed");
    EXPECT(gives("\025x\t", "x"), "what begins no word is changed");
    EXPECT(gives("\025s\t", "st") && rows == 0, "not what the words share");
    EXPECT(gives("\t", "st") && rows == 2, "the words are not listed");
    EXPECT(gives("a\t", "stats "), "the word is not completed when it is the only one left");
    EXPECT(gives("\025design b\t", "design b") && rows == 4, "the second words are not listed");
    EXPECT(gives("u\t", "design bump "), "the second word is not completed");
    EXPECT(gives("\025 b" LEFT LEFT "map\t", "map b"), "in the middle of a line");
    EXPECT(gives("\025nonsense \t", "nonsense "), "words that are not there");
    begin();
    for (int i = 0; i < LINE_SIZE - 3; i++) feed("\001 ");
    EXPECT(feed("\005\001m\t") == LINE_MORE && line.length == LINE_SIZE - 1, "it grows too long");
    return NULL;
}

static const char *too_long(void)
{
    begin();
    for (int i = 0; i < LINE_SIZE - 1; i++) feed("y");
    EXPECT(feed("\b"
                "y\n") == LINE_COMPLETE,
           "a line of full length is refused");
    for (int i = 0; i < LINE_SIZE + 400; i++) feed("y");
    EXPECT(feed("\n") == LINE_TOO_LONG, "a line that is too long is taken");
    EXPECT(gives(UP UP, line.history[0]), "it is remembered");
    begin();
    for (int i = 0; i < LINE_SIZE; i++) feed("y");
    EXPECT(feed("\b\n") == LINE_COMPLETE, "a line cannot be shortened again");
    return NULL;
}

static const char *escapes(void)
{
    begin();
    EXPECT(gives("\033a\033\033b", "ab"), "a lone escape takes something with it");
    EXPECT(gives("\033[", "ab") && feed("\n") == LINE_COMPLETE, "an open sequence holds the line");
    EXPECT(gives("\033[99999999999999999999999;;7~c", "c"), "a sequence of no key is typed");
    EXPECT(gives("\033[15~\033[Z\033OPd", "cd"), "the keys that mean nothing do something");
    EXPECT(gives("\033[1;5D", "cd") && line.cursor == 1, "a key with another held is not known");
    EXPECT(gives("\033[\033[De", "ecd"), "an escape in a sequence does not begin another");
    EXPECT(gives("\200\377\303\244\f\v", "ecd"), "what is not ASCII is taken");
    return NULL;
}

// Any bytes at all, keys that edit more often than others.
static const char *garbage(void)
{
    static const char keys[] = "\033\033[[ABCDHF~3OO\t\t\b\177\001\005\025 abmst";
    uint64_t seed = 88172645463325252;
    begin();
    for (int i = 0; i < 100000; i++) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        char any = (char)(seed >> 20), key = keys[(seed >> 32) % (sizeof keys - 1)];
        enum line_event event = line_feed(&line, (seed >> 40 & 7) != 0 ? key : any);
        if (event == LINE_CLOSED) put('\n');
        if (event != LINE_MORE) line_start(&line);
        EXPECT(sane(), "what is seen is not what is");
    }
    return NULL;
}

static const struct test list[] = {
    {"typing", typing},     {"cursor", cursor},   {"history", history}, {"completion", completion},
    {"too_long", too_long}, {"escapes", escapes}, {"garbage", garbage},
};

const struct tests tests_line = TESTS(list);
