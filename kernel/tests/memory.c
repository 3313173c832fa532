// SPDX-License-Identifier: MIT
// The four functions that compiled code may call. Few callers here show what they do.
#include "../memory.h"

#include "tests.h"

static char bytes[16];

static void number(void)
{
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)i;
}

static const char *moves_up_over_itself(void)
{
    number();
    EXPECT(memmove(bytes + 3, bytes, 10) == bytes + 3, "it returns something else");
    for (int i = 0; i < 16; i++)
        EXPECT(bytes[i] == (i >= 3 && i < 13 ? i - 3 : i), "a byte is not what it should be");
    return NULL;
}

static const char *moves_down_over_itself(void)
{
    number();
    EXPECT(memmove(bytes, bytes + 3, 10) == bytes, "it returns something else");
    for (int i = 0; i < 16; i++)
        EXPECT(bytes[i] == (i < 10 ? i + 3 : i), "a byte is not what it should be");
    return NULL;
}

static const char *sets_and_copies_no_more(void)
{
    number();
    EXPECT(memset(bytes + 2, 0x1FF, 3) == bytes + 2, "memset returns something else");
    EXPECT(memcpy(bytes + 8, bytes + 2, 2) == bytes + 8, "memcpy returns something else");
    static const unsigned char want[] = {0, 1, 255, 255, 255, 5, 6, 7, 255, 255, 10};
    for (size_t i = 0; i < sizeof want; i++)
        EXPECT((unsigned char)bytes[i] == want[i], "a byte is not what it should be");
    return NULL;
}

static const char *compares_unsigned(void)
{
    EXPECT(memcmp("abc", "abd", 2) == 0, "equal bytes differ");
    EXPECT(memcmp("abc", "abd", 3) < 0 && memcmp("b", "a", 1) > 0, "the order is wrong");
    EXPECT(memcmp("\x80", "\x7f", 1) > 0, "bytes are compared as signed");
    EXPECT(memcmp("a", "b", 0) == 0, "no bytes differ");
    return NULL;
}

static const struct test list[] = {
    {"moves_up_over_itself", moves_up_over_itself},
    {"moves_down_over_itself", moves_down_over_itself},
    {"sets_and_copies_no_more", sets_and_copies_no_more},
    {"compares_unsigned", compares_unsigned},
};

const struct tests tests_memory = TESTS(list);
