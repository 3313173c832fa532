// SPDX-License-Identifier: MIT
// The reader of what a Multiboot2 loader leaves, on information that this file makes, sound and
// damaged, at the end of a page (edge.h).
#include "../multiboot.h"

#include "../memory.h"
#include "../text.h"
#include "edge.h"

// ---- making ----

enum { COMMAND_LINE = 1, MODULE = 3, MEMORY_MAP = 6, UNKNOWN = 999 };
enum { LINE = 8, ENTRY = 24, MODULES = 2 };

// Numbers of four bytes each: the fields of a tag are such, or two.
static uint32_t made[64];
static size_t count;

// Where each tag begins.
static struct {
    size_t line, module, map, end;
} at;

static void put(uint32_t number)
{
    made[count++] = number;
}

// Its contents are what is put until tag_end. Returns where it begins.
static size_t tag(uint32_t kind)
{
    put(kind);
    put(0);
    return count - 2;
}

static void tag_end(size_t tag)
{
    made[tag + 1] = (uint32_t)(count - tag) * 4;
    if (count % 2 != 0) put(0);
}

static void put_range(uint64_t from, uint64_t size, uint32_t type)
{
    put((uint32_t)from);
    put((uint32_t)(from >> 32));
    put((uint32_t)size);
    put((uint32_t)(size >> 32));
    put(type);
    put(0);
}

static void put_module(uint32_t from, uint32_t to)
{
    at.module = tag(MODULE);
    put(from);
    put(to);
    put(0); // its own command line
    tag_end(at.module);
}

static void make_sound(void)
{
    count = 0;
    put(0);
    put(0);
    tag_end(tag(UNKNOWN));
    at.line = tag(COMMAND_LINE);
    memcpy(made + count, "tests=one\0.", 12);
    count += 3;
    tag_end(at.line);
    made[at.line + 1] -= 2; // what is behind the text fills up
    at.map = tag(MEMORY_MAP);
    put(ENTRY);
    put(0);
    put_range(0x1000, 0x9E000, 1);
    put_range(0x123456789, 0x987654321, 2);
    tag_end(at.map);
    put_module(0x300000, 0x300000);
    put_module(0x200001, 0x200008);
    at.end = tag(0);
    tag_end(at.end);
    made[0] = (uint32_t)count * 4;
}

// ---- looking ----

static struct multiboot information;

// Opens what was made, or the first bytes of it.
static const char *open(size_t bytes)
{
    return multiboot_open(&information, edge_put(made, bytes), (uint32_t)bytes);
}

// Looks at all there is. Returns how many ranges and modules there are.
static size_t visit(void)
{
    uint64_t from, size;
    bool usable;
    size_t modules = 0, ranges = 0;
    const char *line = multiboot_command_line(&information);
    while (*line != 0) line++;
    while (multiboot_module(&information, modules, &from, &size)) modules++;
    while (multiboot_range(&information, ranges, &from, &size, &usable)) ranges++;
    return modules + ranges;
}

// ---- tests ----

static const char *reads(void)
{
    uint64_t from, size;
    bool usable;
    struct multiboot *m = &information;
    make_sound();
    EXPECT(multiboot_size(made) == count * 4, "its size is another one");
    EXPECT(open(count * 4) == NULL, "sound information is refused");
    EXPECT(text_same(multiboot_command_line(m), "tests=one"), "the command line is another one");
    EXPECT(multiboot_range(m, 0, &from, &size, &usable) && from == 0x1000 && size == 0x9E000 &&
               usable,
           "the first range is another one");
    EXPECT(multiboot_range(m, 1, &from, &size, &usable) && from == 0x123456789 &&
               size == 0x987654321 && !usable,
           "the second range is another one");
    EXPECT(!multiboot_range(m, 2, &from, &size, &usable), "there is a third range");
    EXPECT(multiboot_module(m, 0, &from, &size) && from == 0x300000 && size == 0,
           "the first module is another one");
    EXPECT(multiboot_module(m, 1, &from, &size) && from == 0x200001 && size == 7,
           "the second module is another one");
    EXPECT(!multiboot_module(m, MODULES, &from, &size), "there is a third module");
    return NULL;
}

static const char *nothing(void)
{
    count = 2;
    tag_end(tag(0));
    EXPECT(open(count * 4) == NULL, "information without a tag is refused");
    EXPECT(visit() == 0, "there is something in it");
    EXPECT(multiboot_command_line(&information)[0] == 0, "there is a command line");
    return NULL;
}

// Makes one number another one.
static const char *open_with(size_t where, uint32_t number)
{
    made[where] = number;
    const char *wrong = open(count * 4);
    make_sound();
    return wrong;
}

static const char *damaged(void)
{
    make_sound();
    EXPECT(open_with(at.map + 1, made[at.map + 1]) == NULL, "sound information is refused");
    EXPECT(open_with(at.map + 1, 0) != NULL, "a tag may be no longer than nothing");
    EXPECT(open_with(at.map + 1, 7) != NULL, "or than a part of its head");
    EXPECT(open_with(at.map + 1, 1000) != NULL, "a tag may be longer than all");
    EXPECT(open_with(at.map + 1, UINT32_MAX) != NULL, "or as long as can be");
    EXPECT(open_with(at.map + 1, 12) != NULL, "a memory map need not begin");
    EXPECT(open_with(at.map + 1, 16 + ENTRY + 4) != NULL, "a range need not end");
    EXPECT(open_with(at.map + 2, 0) != NULL, "ranges may have no length");
    EXPECT(open_with(at.map + 2, 16) != NULL, "ranges may be too short");
    EXPECT(open_with(at.map + 2, UINT32_MAX) != NULL, "ranges may be longer than all");
    EXPECT(open_with(at.line + 1, LINE) != NULL, "a command line may have no end");
    EXPECT(open_with(at.line + 1, LINE + 4) != NULL, "or end in the middle");
    EXPECT(open_with(at.module + 1, 12) != NULL, "a module need not end");
    EXPECT(open_with(at.module + 3, 0x200000) != NULL, "a module may end before it begins");
    EXPECT(open_with(at.end, UNKNOWN) != NULL, "there need not be a last tag");
    return NULL;
}

static const char *cut_off(void)
{
    make_sound();
    for (size_t bytes = 0; bytes < count * 4; bytes++)
        EXPECT(open(bytes) != NULL, "information that lacks its end was accepted");
    return NULL;
}

// Every byte in turn is something else. That is seen, or what is there can be read.
static const char *look_again(bool *sound)
{
    *sound = open(count * 4) == NULL;
    if (*sound) EXPECT(visit() < count, "there is more than there can be");
    return NULL;
}

static const char *every_byte(void)
{
    static const unsigned char other[] = {0, 1, 3, 6, 7, 8, 9, 16, 24, 0x7F, 0x80, 0xFF};
    make_sound();
    return edge_every_byte(made, count * 4, other, sizeof other, look_again);
}

EDGE_TEST(reads)
EDGE_TEST(nothing)
EDGE_TEST(damaged)
EDGE_TEST(cut_off)
EDGE_TEST(every_byte)

static const struct test list[] = {
    {"reads", reads_at_edge},     {"nothing", nothing_at_edge},       {"damaged", damaged_at_edge},
    {"cut_off", cut_off_at_edge}, {"every_byte", every_byte_at_edge},
};

const struct tests tests_multiboot = TESTS(list);
