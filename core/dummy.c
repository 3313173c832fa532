// SPDX-License-Identifier: MIT
#include "dummy.h"

size_t ash_dummy_init(struct ash_dummy *s, size_t capacity)
{
    (void)capacity;
    s->capacity = 0;
    return 0;
}

size_t ash_dummy_alloc(struct ash_dummy *s, size_t size, size_t align)
{
    (void)s, (void)size, (void)align;
    return ASH_NONE;
}

enum ash_status ash_dummy_free(struct ash_dummy *s, size_t offset)
{
    (void)s, (void)offset;
    return ASH_OUT_OF_RANGE;
}

enum ash_status ash_dummy_resize(struct ash_dummy *s, size_t offset, size_t size)
{
    (void)s, (void)offset, (void)size;
    return ASH_OUT_OF_RANGE;
}

size_t ash_dummy_usable(const struct ash_dummy *s, size_t offset)
{
    (void)s, (void)offset;
    return 0;
}

struct ash_stats ash_dummy_stats(const struct ash_dummy *s)
{
    return (struct ash_stats){.capacity = s->capacity};
}

bool ash_dummy_check(const struct ash_dummy *s)
{
    return s->capacity == 0;
}
