// SPDX-License-Identifier: MIT
#include "line.h"

#include "memory.h"
#include "text.h"

// The control keys, for which the sequences of a terminal's keys also stand.
enum {
    HOME = 1,
    LEFT = 2,
    CTRL_C = 3,
    CTRL_D = 4,
    END = 5,
    RIGHT = 6,
    BACKSPACE = 8,
    TAB = 9,
    DOWN = 14,
    UP = 16,
    EMPTY = 21, // ctrl-u
    ESCAPE = 27,
    DELETE = 30,       // by its sequence
    BACKSPACE_2 = 127, // as most terminals send it
};

static const char nothing[LINE_SIZE];

// ---- what is seen: the prompt, the text, the cursor ----

static void show(struct line *l, const char *text)
{
    while (*text != 0) l->put(*text++);
}

static void step_back(struct line *l, size_t steps)
{
    while (steps-- > 0) l->put('\b');
}

static void move(struct line *l, size_t to)
{
    while (l->cursor > to) l->put('\b'), l->cursor--;
    while (l->cursor < to) l->put(l->text[l->cursor++]);
}

// Shows anew what is from the cursor on, which is `less` characters shorter than it was.
static void show_rest(struct line *l, size_t less)
{
    show(l, l->text + l->cursor);
    for (size_t i = 0; i < less; i++) l->put(' ');
    step_back(l, l->length - l->cursor + less);
}

static void show_all(struct line *l)
{
    show(l, l->prompt);
    show(l, l->text);
    step_back(l, l->length - l->cursor);
}

// ---- editing ----

static bool insert(struct line *l, char c)
{
    if (l->length == LINE_SIZE - 1) return false;
    memmove(l->text + l->cursor + 1, l->text + l->cursor, l->length - l->cursor + 1);
    l->text[l->cursor] = c;
    l->length++;
    show(l, l->text + l->cursor++);
    step_back(l, l->length - l->cursor);
    return true;
}

// Takes away the character under the cursor.
static void cut(struct line *l)
{
    memmove(l->text + l->cursor, l->text + l->cursor + 1, l->length - l->cursor);
    l->length--;
    show_rest(l, 1);
}

static void erase(struct line *l)
{
    if (l->over > 0) {
        l->over--;
    } else if (l->cursor > 0) {
        move(l, l->cursor - 1);
        cut(l);
    }
}

static void replace(struct line *l, const char *text)
{
    size_t was = l->length;
    move(l, 0);
    memcpy(l->text, text, LINE_SIZE);
    for (l->length = 0; text[l->length] != 0;) l->length++;
    l->over = 0;
    show_rest(l, was > l->length ? was - l->length : 0);
    move(l, l->length);
}

// ---- history ----

static char *remembered(struct line *l, size_t back)
{
    return l->history[(l->remembered - back) % LINE_HISTORY];
}

static void remember(struct line *l)
{
    if (l->length == 0) return;
    if (l->remembered > 0 && text_same(remembered(l, 1), l->text)) return;
    l->remembered++;
    memcpy(remembered(l, 1), l->text, LINE_SIZE);
}

static void recall(struct line *l, size_t back)
{
    if (back > l->remembered || back > LINE_HISTORY) return;
    if (l->back == 0) memcpy(l->draft, l->text, LINE_SIZE);
    l->back = back;
    replace(l, back == 0 ? l->draft : remembered(l, back));
}

// ---- completion ----

// How far two texts are alike.
static size_t alike(const char *a, const char *b)
{
    size_t length = 0;
    while (a[length] != 0 && a[length] == b[length]) length++;
    return length;
}

// What the word before the cursor can become.
struct choice {
    char before[LINE_SIZE]; // the line up to that word
    const char *typed;
    size_t length; // of what is typed
    size_t words;
    const char *first;
    size_t shared; // characters at the start of all of them
};

static bool fits(const struct choice *c, const char *word)
{
    return alike(word, c->typed) >= c->length;
}

static struct choice choose(struct line *l)
{
    struct choice c = {.length = 0};
    size_t start = l->cursor;
    while (start > 0 && l->text[start - 1] != ' ') start--;
    memcpy(c.before, l->text, start);
    c.typed = l->text + start;
    c.length = l->cursor - start;
    const char *word;
    for (size_t i = 0; (word = l->word(c.before, i)) != NULL; i++) {
        if (!fits(&c, word)) continue;
        if (c.words++ == 0) c.first = word, c.shared = alike(word, word);
        size_t shared = alike(c.first, word);
        if (shared < c.shared) c.shared = shared;
    }
    return c;
}

static void list(struct line *l, const struct choice *c)
{
    const char *word;
    for (size_t i = 0; (word = l->word(c->before, i)) != NULL; i++) {
        if (!fits(c, word)) continue;
        show(l, word == c->first ? "\n" : "  ");
        show(l, word);
    }
    l->put('\n');
    show_all(l);
}

static void complete(struct line *l)
{
    struct choice c = choose(l);
    if (c.words == 0) return;
    if (c.words > 1 && c.shared == c.length) {
        list(l, &c);
        return;
    }
    for (size_t i = c.length; i < c.shared; i++) {
        if (!insert(l, c.first[i])) return;
    }
    if (c.words == 1 && l->text[l->cursor] != ' ') insert(l, ' ');
}

// ---- keys ----

static char key_of(char final, unsigned parameter)
{
    switch (final) {
    case 'A': return UP;
    case 'B': return DOWN;
    case 'C': return RIGHT;
    case 'D': return LEFT;
    case 'H': return HOME;
    case 'F': return END;
    case '~': return parameter == 3 ? DELETE : parameter == 1 ? HOME : parameter == 4 ? END : 0;
    default: return 0;
    }
}

// The key that the byte completes, or 0. A control key in the middle of a sequence ends it.
static char decode(struct line *l, char c)
{
    if (l->escape == ESCAPE_SEEN && (c == '[' || c == 'O')) {
        l->escape = ESCAPE_SEQUENCE;
        l->parameter = 0;
        return 0;
    }
    if (l->escape == ESCAPE_SEQUENCE && c >= ' ') {
        if (c >= '0' && c <= '9') l->parameter = l->parameter * 10 + (unsigned)(c - '0');
        if (c <= '?') return 0;
        l->escape = ESCAPE_NONE;
        return key_of(c, l->parameter);
    }
    l->escape = c == ESCAPE ? ESCAPE_SEEN : ESCAPE_NONE;
    return c == ESCAPE ? 0 : c;
}

static void edit(struct line *l, char c)
{
    switch (c) {
    case HOME: move(l, 0); break;
    case END: move(l, l->length); break;
    case LEFT: move(l, l->cursor - (l->cursor > 0)); break;
    case RIGHT: move(l, l->cursor + (l->cursor < l->length)); break;
    case BACKSPACE:
    case BACKSPACE_2: erase(l); break;
    case DELETE:
        if (l->cursor < l->length) cut(l);
        break;
    case UP: recall(l, l->back + 1); break;
    case DOWN:
        if (l->back > 0) recall(l, l->back - 1);
        break;
    case EMPTY: replace(l, nothing); break;
    case TAB: complete(l); break;
    default:
        if (c >= ' ' && c < BACKSPACE_2 && !insert(l, c)) l->over++;
    }
}

void line_start(struct line *l)
{
    memcpy(l->text, nothing, LINE_SIZE);
    l->length = l->cursor = l->over = l->back = 0;
    show_all(l);
}

enum line_event line_feed(struct line *l, char byte)
{
    char c = decode(l, byte);
    if (c == CTRL_D && l->length == 0) return LINE_CLOSED;
    if (c == '\r' || c == '\n' || c == CTRL_D) {
        l->put('\n');
        if (l->over > 0) return LINE_TOO_LONG;
        remember(l);
        return LINE_COMPLETE;
    }
    if (c == CTRL_C) {
        show(l, "^C\n");
        line_start(l);
    } else {
        edit(l, c);
    }
    return LINE_MORE;
}
