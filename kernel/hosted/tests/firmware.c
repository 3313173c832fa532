// SPDX-License-Identifier: MIT
// The least that a program without a C library needs to have a heap: the two files of the
// amalgamation, an arena, and a state, both static. Built with -nostdlib; on Linux, so that the
// test run can run it, where it ends with status 0 if all went well.
#include "ashlar.h"

static _Alignas(64) unsigned char arena[64 << 10];
static struct ash_heap heap;

static void *firmware_alloc(size_t size)
{
    size_t at = ash_heap_alloc(&heap, size, ASH_GRANULE);
    return at != ASH_NONE ? arena + at : NULL;
}

// False for what is no block: then nothing has changed.
static bool firmware_free(void *p)
{
    return ash_heap_free(&heap, (size_t)((unsigned char *)p - arena)) == ASH_OK;
}

static int run(void)
{
    if (ash_heap_init(&heap, sizeof arena) != sizeof arena) return 1;
    unsigned char *p = firmware_alloc(100), *q = firmware_alloc(5000);
    if (p == NULL || q == NULL) return 2;
    for (int i = 0; i < 100; i++) p[i] = (unsigned char)i;
    if (!firmware_free(q) || firmware_free(q) || firmware_free(p + 1)) return 3;
    if (firmware_alloc(sizeof arena) != NULL || !firmware_free(p)) return 4;
    return firmware_alloc(sizeof arena) == arena ? 0 : 5;
}

// What a compiler may call of its own accord.
void *memset(void *to, int value, size_t count);
void *memset(void *to, int value, size_t count)
{
    unsigned char *bytes = to;
    for (volatile size_t i = 0; i < count; i++) bytes[i] = (unsigned char)value;
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t count);
void *memcpy(void *restrict to, const void *restrict from, size_t count)
{
    for (volatile size_t i = 0; i < count; i++)
        ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
    return to;
}

__attribute__((force_align_arg_pointer)) void _start(void);
void _start(void)
{
    long status = run();
    __asm__ volatile("syscall" : : "a"(60L), "D"(status) : "rcx", "r11", "memory");
    for (;;) continue;
}
