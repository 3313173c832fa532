// SPDX-License-Identifier: MIT
#include "multiboot.h"

#include "memory.h"

#define TAG 8 // bytes of kind and length, which the length counts in; the head of all has as many

enum { END = 0, COMMAND_LINE = 1, MODULE = 3, MEMORY_MAP = 6 };

// Where what matters begins in a tag, and in an entry of the memory map.
enum { LINE = 8, MODULE_FROM = 8, MODULE_TO = 12, MODULE_LINE = 16, ENTRY_SIZE = 8, ENTRIES = 16 };
enum { RANGE_SIZE = 8, RANGE_TYPE = 16, RANGE = 24, USABLE = 1 };

static uint32_t number(const unsigned char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static uint64_t long_number(const unsigned char *at)
{
    return number(at) | (uint64_t)number(at + 4) << 32;
}

uint32_t multiboot_size(const void *information)
{
    return number(information);
}

static const char *look(const unsigned char *tag, uint32_t size)
{
    uint32_t kind = number(tag);
    if (kind == COMMAND_LINE && (size <= LINE || tag[size - 1] != 0))
        return "its command line does not end";
    if (kind == MODULE &&
        (size < MODULE_LINE || number(tag + MODULE_FROM) > number(tag + MODULE_TO)))
        return "it does not say where a module lies";
    if (kind == MEMORY_MAP && (size < ENTRIES || number(tag + ENTRY_SIZE) < RANGE ||
                               (size - ENTRIES) % number(tag + ENTRY_SIZE) != 0))
        return "its memory map is not made of ranges";
    return NULL;
}

// Sizes are below 2^32, so a size_t holds their sums.
static size_t after(const unsigned char *tag, size_t at)
{
    return (at + number(tag + 4) + 7) & ~(size_t)7;
}

const char *multiboot_open(struct multiboot *m, const void *information, uint32_t size)
{
    *m = (struct multiboot){information, size};
    for (size_t at = TAG;; at = after(m->bytes + at, at)) {
        const unsigned char *tag = m->bytes + at;
        if (at > size || size - at < TAG) return "it ends where a tag must be";
        if (number(tag + 4) < TAG || number(tag + 4) > size - at) return "it ends within a tag";
        const char *wrong = look(tag, number(tag + 4));
        if (wrong != NULL) return wrong;
        if (number(tag) == END) return NULL;
    }
}

// Tag number i of those of a kind, or NULL.
static const unsigned char *find(const struct multiboot *m, uint32_t kind, size_t i)
{
    for (size_t at = TAG;; at = after(m->bytes + at, at)) {
        const unsigned char *tag = m->bytes + at;
        if (number(tag) == END) return NULL;
        if (number(tag) == kind && i-- == 0) return tag;
    }
}

const char *multiboot_command_line(const struct multiboot *m)
{
    const unsigned char *tag = find(m, COMMAND_LINE, 0);
    return tag != NULL ? (const char *)tag + LINE : "";
}

bool multiboot_module(const struct multiboot *m, size_t i, uint64_t *from, uint64_t *size)
{
    const unsigned char *tag = find(m, MODULE, i);
    if (tag == NULL) return false;
    *from = number(tag + MODULE_FROM);
    *size = number(tag + MODULE_TO) - *from;
    return true;
}

bool multiboot_range(const struct multiboot *m, size_t i, uint64_t *from, uint64_t *size,
                     bool *usable)
{
    const unsigned char *tag = find(m, MEMORY_MAP, 0);
    if (tag == NULL || i >= (number(tag + 4) - ENTRIES) / number(tag + ENTRY_SIZE)) return false;
    const unsigned char *range = tag + ENTRIES + i * number(tag + ENTRY_SIZE);
    *from = long_number(range);
    *size = long_number(range + RANGE_SIZE);
    *usable = number(range + RANGE_TYPE) == USABLE;
    return true;
}
