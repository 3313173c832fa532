// SPDX-License-Identifier: MIT
// archive: many files in one, as `cpio -o -H newc` writes them and as an initrd is made. A header
// of 110 characters, the name, the contents; name and contents are filled up to multiples of four
// bytes. The last name is TRAILER!!!, and nothing but zeros follows it.
//
// archive_open looks at every header once, whatever the bytes are, and archive_next relies on it.
// The work of each grows with the number of files, and that of archive_open with what comes after
// the last as well.
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

// The most characters in a name.
#define ARCHIVE_NAME_MOST 255

struct archive {
    const unsigned char *bytes;
    size_t size;
    size_t at; // where the next header is; after archive_open, what is wrong, if anything is
};

// NULL, and the next file is the first; or, in a few words, what is wrong with these bytes: they
// are then not to be used. Reads nothing outside of them. They must stay.
const char *archive_open(struct archive *a, const void *bytes, size_t size);

struct archive_file {
    const char *name; // text without control characters
    const unsigned char *bytes;
    size_t size;
};

// The next file; folders and whatever else has a name are passed over. False after the last.
bool archive_next(struct archive *a, struct archive_file *file);

#endif
