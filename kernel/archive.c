// SPDX-License-Identifier: MIT
#include "archive.h"

#include "memory.h"
#include "text.h"

// A header is the magic number and thirteen fields, each of eight hexadecimal digits. Here are
// those that matter, by number.
#define MAGIC "070701"
#define MAGIC_SIZE 6
#define DIGITS 8
#define FIELDS 13
#define HEADER (MAGIC_SIZE + FIELDS * DIGITS)
enum { MODE = 1, SIZE = 6, NAME_SIZE = 11 };

// In MODE, as in POSIX.
#define KIND 0170000
#define REGULAR 0100000

struct entry {
    struct archive_file file;
    bool regular;
    bool last;
    size_t end; // where the next header is
};

static bool read_field(const unsigned char *header, size_t field, size_t *value)
{
    const unsigned char *digit = header + MAGIC_SIZE + field * DIGITS;
    *value = 0;
    for (size_t i = 0; i < DIGITS; i++) {
        unsigned char c = digit[i];
        unsigned n = c >= '0' && c <= '9'   ? c - '0'
                     : c >= 'A' && c <= 'F' ? c - 'A' + 10
                     : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                            : 16;
        if (n == 16) return false;
        *value = *value * 16 + n;
    }
    return true;
}

// One text of size bytes, its end included, that does nothing to a terminal.
static bool is_name(const char *name, size_t size)
{
    for (size_t i = 0; i + 1 < size; i++) {
        if ((unsigned char)name[i] < ' ' || name[i] == 0x7F) return false;
    }
    return name[size - 1] == 0;
}

static size_t filled(size_t size)
{
    return (size + 3) & ~(size_t)3;
}

// Reads the header where the archive is at and what belongs to it. Sizes are below 2^32, so sums
// of two, and of what is in memory, do not overflow.
static const char *read_entry(const struct archive *a, struct entry *e)
{
    const unsigned char *header = a->bytes + a->at;
    size_t left = a->at < a->size ? a->size - a->at : 0;
    size_t mode, size, name_size, number;
    if (left < HEADER) return "it ends where a header must be";
    if (memcmp(header, MAGIC, MAGIC_SIZE) != 0) return "a header is not one of the format newc";
    for (size_t i = 0; i < FIELDS; i++) {
        if (!read_field(header, i, &number)) return "a number in a header is none";
    }
    read_field(header, MODE, &mode);
    read_field(header, SIZE, &size);
    read_field(header, NAME_SIZE, &name_size);
    if (name_size < 2) return "a file has no name";
    if (name_size > ARCHIVE_NAME_MOST + 1) return "a name is too long";
    if (name_size > left - HEADER) return "it ends within a name";
    const char *name = (const char *)header + HEADER;
    if (!is_name(name, name_size)) return "a name is not plain text";
    size_t from = filled(a->at + HEADER + name_size);
    if (from > a->size || size > a->size - from) return "it ends within a file";
    *e = (struct entry){
        .file = {name, a->bytes + from, size},
        .regular = (mode & KIND) == REGULAR,
        .last = text_same(name, "TRAILER!!!"),
        .end = filled(from + size),
    };
    return NULL;
}

const char *archive_open(struct archive *a, const void *bytes, size_t size)
{
    *a = (struct archive){bytes, size, 0};
    struct entry e;
    do {
        const char *wrong = read_entry(a, &e);
        if (wrong != NULL) return wrong;
        a->at = e.end;
    } while (!e.last);
    for (; a->at < size; a->at++) {
        if (a->bytes[a->at] != 0) return "something follows its end";
    }
    a->at = 0;
    return NULL;
}

bool archive_next(struct archive *a, struct archive_file *file)
{
    struct entry e;
    while (read_entry(a, &e) == NULL && !e.last) {
        a->at = e.end;
        *file = e.file;
        if (e.regular) return true;
    }
    return false;
}
