// SPDX-License-Identifier: MIT
// str: what is appended is there, with a 0 behind it; or nothing is.
#include "containers/str.h"
#include "suite_refuse.h"

static bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) a++, b++;
    return *a == *b;
}

static const char *holds(const struct ash_string *s, const char *text)
{
    size_t n = 0;
    while (text[n] != 0) n++;
    EXPECT(ash_string_length(s) == n, "the length of a string is wrong");
    EXPECT(same(ash_string_text(s), text), "the text of a string is wrong");
    return NULL;
}

static const char *str_appends(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_string s;
    ash_string_init(&s, &pool);
    EXPECT(ash_string_append(&s, "") && suite_stats(r).blocks == 0, "no text takes a block");
    const char *why = holds(&s, "");
    if (why != NULL) return why;
    EXPECT(ash_string_append(&s, "ash") && ash_string_append_char(&s, 'l'), "room is refused");
    EXPECT(ash_string_append_bytes(&s, "ar, cut", 2), "room is refused");
    EXPECT(ash_string_append_char(&s, '\xff') && ash_string_append(&s, ""), "room is refused");
    why = holds(&s, "ashlar\xff");
    if (why != NULL) return why;
    EXPECT(ash_string_shrink(&s) && s.bytes.capacity == 8, "a string does not shrink to its text");
    ash_string_clear(&s);
    why = holds(&s, "");
    if (why != NULL) return why;
    EXPECT(s.bytes.capacity == 8, "clear takes the block away");
    EXPECT(!ash_string_append_bytes(&s, "", SIZE_MAX), "SIZE_MAX bytes are granted");
    EXPECT(ash_string_append(&s, "again"), "room is refused");
    why = holds(&s, "again");
    if (why != NULL) return why;
    ash_string_drop(&s);
    ash_string_drop(&s);
    why = holds(&s, "");
    return why != NULL ? why : suite_pool_empty(r);
}

static const char *formats(struct ash_string *s)
{
#define CASE(TEXT, ...)                                                                            \
    do {                                                                                           \
        ash_string_clear(s);                                                                       \
        EXPECT(ash_string_append_format(s, __VA_ARGS__), "a known conversion is refused");         \
        const char *case_why = holds(s, TEXT);                                                     \
        if (case_why != NULL) return case_why;                                                     \
    } while (0)
    CASE("plain", "plain");
    CASE("", "%s", "");
    CASE("a task of b", "%s of %c", "a task", 'b');
    CASE("0 7 -7", "%d %d %d", 0, 7, -7);
    CASE("2147483647 -2147483648", "%d %d", INT32_MAX, INT32_MIN);
    CASE("0 4294967295", "%u %u", 0u, UINT32_MAX);
    CASE("0 a ffffffff", "%x %x %x", 0u, 10u, UINT32_MAX);
    CASE("0 10", "%zu %zu", (size_t)0, (size_t)10);
    CASE("100%", "%d%%", 100);
#undef CASE
    ash_string_clear(s);
    EXPECT(ash_string_append_format(s, "%zu", SIZE_MAX), "a known conversion is refused");
    return holds(s, sizeof(size_t) == 8 ? "18446744073709551615" : "4294967295");
}

// The compiler would warn of these formats.
static bool append(struct ash_string *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    bool done = ash_string_append_list(s, format, args);
    va_end(args);
    return done;
}

static const char *str_formats(const struct suite_run *r)
{
    static const char *const unknown[] = {"%", "a%", "%z", "%zd", "%y", "%5d", "%ld", "%%%", "% d"};
    struct ash_pool pool = suite_pool(r);
    struct ash_string s;
    ash_string_init(&s, &pool);
    const char *why = formats(&s);
    if (why != NULL) return why;
    ash_string_clear(&s);
    EXPECT(ash_string_append(&s, "kept"), "room is refused");
    size_t requests = suite_requests();
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        EXPECT(!append(&s, unknown[i], 1, 2), "an unknown conversion is accepted");
        why = holds(&s, "kept");
        if (why != NULL) return why;
    }
    EXPECT(suite_requests() == requests, "a format that is refused takes room");
    ash_string_clear(&s);
    EXPECT(append(&s, "%s", (const char *)NULL), "no text at all is refused");
    why = holds(&s, "(null)");
    ash_string_drop(&s);
    return why != NULL ? why : suite_pool_empty(r);
}

// A heap that one block fills: text that is longer than the whole pool, and one that just fits.
static const char *str_limits(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    ash_pool_init(&pool, r->design, r->port->state, pool.base, 64);
    char text[66];
    for (size_t i = 0; i < 65; i++) text[i] = (char)('0' + i % 10);
    text[65] = 0;
    struct ash_string s;
    ash_string_init(&s, &pool);
    EXPECT(!ash_string_append(&s, text), "text is granted that is longer than the pool");
    EXPECT(!ash_string_append_format(&s, "%s", text), "text is granted longer than the pool");
    text[64] = 0;
    EXPECT(!ash_string_append(&s, text), "there is no room for the 0");
    EXPECT(!ash_string_append_bytes(&s, text, SIZE_MAX), "SIZE_MAX bytes are granted");
    text[63] = 0;
    EXPECT(ash_string_append(&s, text), "text is refused that just fits");
    EXPECT(!ash_string_append_bytes(&s, text, SIZE_MAX), "SIZE_MAX bytes are granted");
    EXPECT(!ash_string_append_char(&s, 'x'), "more is granted than there is");
    const char *why = holds(&s, text);
    ash_string_drop(&s);
    return why != NULL ? why : suite_pool_empty(r);
}

// What the string should hold in the scenario.
static char model[128];
static size_t length;

static const char *after(const struct ash_string *s, bool done, const struct ash_string *before,
                         const char *text)
{
    for (; done && *text != 0; text++) model[length++] = *text;
    model[length] = 0;
    EXPECT(done || (s->bytes.at == before->bytes.at && s->bytes.length == before->bytes.length &&
                    s->bytes.capacity == before->bytes.capacity),
           "a refused call changes the string");
    return holds(s, model);
}

static const char *appends(struct ash_string *s)
{
    for (int i = 0; i < 3; i++) {
        struct ash_string before = *s;
        const char *why = after(s, ash_string_append(s, "a few words; "), &before, "a few words; ");
        before = *s;
        if (why == NULL) why = after(s, ash_string_append_char(s, '+'), &before, "+");
        before = *s;
        if (why == NULL)
            why =
                after(s, ash_string_append_format(s, "%s=%d", "n", -123456), &before, "n=-123456");
        before = *s;
        if (why == NULL && i == 1) why = after(s, ash_string_shrink(s), &before, "");
        if (why != NULL) return why;
    }
    return NULL;
}

static const char *refused_appends(const struct ash_pool *pool)
{
    struct ash_string s;
    length = 0;
    ash_string_init(&s, pool);
    const char *why = appends(&s);
    ash_string_drop(&s);
    return why;
}

static const char *str_refusals(const struct suite_run *r)
{
    return suite_refuse(r, refused_appends);
}

static const struct suite_test tests[] = {
    {"str_appends", SUITE_GRANTS, str_appends},
    {"str_formats", SUITE_GRANTS, str_formats},
    {"str_limits", SUITE_GRANTS | SUITE_FIRST_FIT, str_limits},
    {"str_refusals", SUITE_GRANTS, str_refusals},
};
SUITE_GROUP(ash_suite_str, tests);
