// SPDX-License-Identifier: MIT
// multiboot: what a loader of PCs such as GRUB leaves in memory, after the Multiboot2 Specification,
// 3.6 (boot information): how many bytes there are, a number that means nothing, and tags, each with
// its kind and its length, filled up to a multiple of eight bytes. The last one is of kind 0.
//
// multiboot_open looks at every tag once, whatever the bytes are, and the rest relies on it. The
// work of each function grows with the number of tags.
#ifndef MULTIBOOT_H
#define MULTIBOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the loader leaves in eax; boot.S has it too.
#define MULTIBOOT_LOADED 0x36D76289

struct multiboot {
    const unsigned char *bytes;
    uint32_t size;
};

// The number of bytes of which these are the first four, as they say themselves.
uint32_t multiboot_size(const void *information);

// NULL; or, in a few words, what is wrong with these bytes: they are then not to be used. Reads
// nothing outside of them. They must stay.
const char *multiboot_open(struct multiboot *m, const void *information, uint32_t size);

// What the kernel was told, or "".
const char *multiboot_command_line(const struct multiboot *m);

// Where module number i lies, and how many bytes it has. False when there are not so many.
bool multiboot_module(const struct multiboot *m, size_t i, uint64_t *from, uint64_t *size);

// Range number i of the memory map, and whether it is memory that can be used; it may end beyond
// all addresses. False when there are not so many.
bool multiboot_range(const struct multiboot *m, size_t i, uint64_t *from, uint64_t *size,
                     bool *usable);

#endif
