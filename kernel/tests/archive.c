// SPDX-License-Identifier: MIT
// The reader of archives, on archives that this file makes, sound and damaged, at the end of
// a page (edge.h).
#include "../archive.h"

#include "../memory.h"
#include "../text.h"
#include "edge.h"

// ---- making ----

enum { FOLDER = 040755, FILE = 0100644 };
// Where the digits of a field begin, from the start of a header; and where the header ends.
enum { AT_MODE = 14, AT_SIZE = 54, AT_NAME_SIZE = 94, NAME = 110 };

static unsigned char made[2048];
static size_t size;

static void put_number_at(size_t at, size_t number)
{
    for (size_t i = 0; i < 8; i++) made[at + i] = "0123456789ABCDEF"[number >> (28 - 4 * i) & 15];
}

static void put_bytes(const char *bytes, size_t count)
{
    memcpy(made + size, bytes, count);
    size += count;
}

static void fill_up(void)
{
    while (size % 4 != 0) made[size++] = 0;
}

static size_t length(const char *text)
{
    size_t n = 0;
    while (text[n] != 0) n++;
    return n;
}

// Returns where its header is.
static size_t put(const char *name, size_t mode, const char *contents)
{
    size_t at = size;
    put_bytes("070701", 6);
    memset(made + size, '0', NAME - 6);
    size += NAME - 6;
    put_number_at(at + AT_MODE, mode);
    put_number_at(at + AT_SIZE, length(contents));
    put_number_at(at + AT_NAME_SIZE, length(name) + 1);
    put_bytes(name, length(name) + 1);
    fill_up();
    put_bytes(contents, length(contents));
    fill_up();
    return at;
}

// A folder and two files. Returns where the header of the second file is.
static size_t make_sound(void)
{
    size = 0;
    put("in", FOLDER, "");
    put("in/first", FILE, "");
    size_t at = put("in/second", FILE, "seven..");
    put("TRAILER!!!", 0, "");
    return at;
}

// ---- looking ----

static struct archive archive;

// Opens what was made, or the first bytes of it.
static const char *open(size_t bytes)
{
    return archive_open(&archive, edge_put(made, bytes), bytes);
}

// Looks at all files, every byte of them. Returns how many bytes there are in names and contents.
static size_t visit(void)
{
    struct archive_file file;
    size_t seen = 0;
    volatile unsigned char byte;
    while (archive_next(&archive, &file)) {
        for (size_t i = 0; i < file.size; i++) byte = file.bytes[i];
        seen += length(file.name) + file.size;
    }
    (void)byte;
    return seen;
}

// ---- tests ----

static const char *reads(void)
{
    struct archive_file file;
    make_sound();
    EXPECT(open(size) == NULL, "a sound archive is refused");
    EXPECT(archive_next(&archive, &file) && text_same(file.name, "in/first") && file.size == 0,
           "the first file is another one");
    EXPECT(archive_next(&archive, &file) && text_same(file.name, "in/second") && file.size == 7 &&
               memcmp(file.bytes, "seven..", 7) == 0,
           "the second file is another one");
    EXPECT(!archive_next(&archive, &file) && !archive_next(&archive, &file), "there is a third");
    memset(made + size, 0, 100);
    size += 100;
    EXPECT(open(size) == NULL && visit() == 24, "zeros may not follow");
    return NULL;
}

// Writes that number into a field of the second file.
static const char *open_with(size_t field, size_t number)
{
    put_number_at(make_sound() + field, number);
    return open(size);
}

static const char *damaged(void)
{
    EXPECT(open_with(AT_SIZE, 7) == NULL, "a sound archive is refused");
    EXPECT(open_with(AT_SIZE, 1000) != NULL, "a file may be longer than all");
    EXPECT(open_with(AT_SIZE, UINT32_MAX) != NULL, "or as long as can be");
    EXPECT(open_with(AT_NAME_SIZE, 0) != NULL, "a name may be nothing");
    EXPECT(open_with(AT_NAME_SIZE, 1) != NULL, "or empty");
    EXPECT(open_with(AT_NAME_SIZE, 9) != NULL, "a name need not end");
    EXPECT(open_with(AT_NAME_SIZE, ARCHIVE_NAME_MOST + 2) != NULL, "a name may have any length");
    EXPECT(open_with(AT_NAME_SIZE, UINT32_MAX) != NULL, "even the greatest");
    size_t at = make_sound();
    made[at + NAME] = '\33';
    EXPECT(open(size) != NULL, "a name may turn the terminal over");
    at = make_sound();
    made[at + 5] = '2';
    EXPECT(open(size) != NULL, "another format will do");
    make_sound();
    put("third", FILE, "");
    EXPECT(open(size) != NULL, "what follows the end is passed over");
    return NULL;
}

static const char *cut_off(void)
{
    make_sound();
    // The name of the trailer is filled up with one byte, which matters to nobody.
    for (size_t bytes = 0; bytes + 1 < size; bytes++)
        EXPECT(open(bytes) != NULL, "an archive that lacks its end was accepted");
    return NULL;
}

// Every byte in turn is something else. That is seen, or it is another archive, which can be read.
static const char *look_again(bool *sound)
{
    *sound = open(size) == NULL;
    if (*sound) EXPECT(visit() < size, "files are seen twice");
    return NULL;
}

static const char *every_byte(void)
{
    static const unsigned char other[] = {0, '0', '1', '7', '8', 'F', 'f', 'g', 0x7F, 0xFF};
    make_sound();
    return edge_every_byte(made, size, other, sizeof other, look_again);
}

EDGE_TEST(reads)
EDGE_TEST(damaged)
EDGE_TEST(cut_off)
EDGE_TEST(every_byte)

static const struct test list[] = {
    {"reads", reads_at_edge},
    {"damaged", damaged_at_edge},
    {"cut_off", cut_off_at_edge},
    {"every_byte", every_byte_at_edge},
};

const struct tests tests_archive = TESTS(list);
