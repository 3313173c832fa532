// SPDX-License-Identifier: MIT
// guard SIZE [freed]: takes some blocks of that size, frees every other, and writes up to the end of one
// that is left, and a page further; or to one that is freed. Says "stopped" when the processor does not
// let it, else "let through".
#include "ashlar-malloc.h"

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCKS 16

static volatile sig_atomic_t inside;

static void on_fault(int number)
{
    (void)number;
    static const char stopped[] = "stopped\n", early[] = "stopped too early\n";
    ssize_t ignored = inside ? write(STDOUT_FILENO, early, sizeof early - 1)
                             : write(STDOUT_FILENO, stopped, sizeof stopped - 1);
    (void)ignored;
    _exit(inside);
}

int main(int count, char **arguments)
{
    size_t size = count >= 2 ? strtoul(arguments[1], NULL, 10) : 0;
    if (size == 0) return 2;
    char *blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++)
        if ((blocks[i] = malloc(size)) == NULL) return 2;
    for (int i = 0; i < BLOCKS; i += 2) free(blocks[i]);
    signal(SIGSEGV, on_fault);
    char *block = blocks[BLOCKS / 2 + 1];
    inside = 1;
    memset(block, 1, malloc_usable_size(block));
    inside = 0;
    if (count == 3)
        *(volatile char *)blocks[0] = 1;
    else
        memset(block + malloc_usable_size(block), 1, 4096);
    puts("let through");
    return 0;
}
