// SPDX-License-Identifier: MIT
#include "mix.h"
#include "random.h"
#include <math.h>
#include <stddef.h>

// What a Unix kernel allocates, and how many of a hundred blocks have that size. The small ones
// are list nodes, names and references; 192 is about a directory entry, 600 and 704 are inodes,
// 1088 a socket, 4096 a page or a buffer.
static const struct {
    uint32_t size, percent;
} objects[] = {
    {32, 16}, {64, 18}, {96, 8},  {128, 10}, {192, 12}, {200, 4},  {232, 4},  {256, 8},
    {512, 4}, {600, 6}, {704, 2}, {1024, 3}, {1088, 1}, {2048, 2}, {4096, 2},
};

static uint32_t draw_kernel(uint64_t *random)
{
    uint32_t left = random_below(random, 100);
    size_t i = 0;
    while (left >= objects[i].percent) left -= objects[i++].percent;
    return objects[i].size;
}

static uint32_t draw_uniform(uint64_t *random, uint32_t low, uint32_t high)
{
    return low + random_below(random, high - low + 1);
}

// The logarithm is uniform.
static uint32_t draw_log(uint64_t *random, uint32_t low, uint32_t high)
{
    return (uint32_t)(low * pow((high + 1.0) / low, random_unit(random)));
}

uint32_t mix_draw(enum mix mix, uint64_t *random)
{
    switch (mix) {
    case MIX_64: return 64;
    case MIX_SMALL: return draw_log(random, 8, 1024);
    case MIX_WIDE: return draw_log(random, 16, 65536);
    case MIX_LARGE: return draw_log(random, 65536, 1048576);
    case MIX_HUGE: return draw_log(random, 1048576, 16777216);
    case MIX_KERNEL: return draw_kernel(random);
    case MIX_LARSON: return draw_uniform(random, 10, 500);
    case MIX_UNIFORM_SMALL: return draw_uniform(random, 8, 1024);
    case MIX_UNIFORM_WIDE: return draw_uniform(random, 16, 65536);
    }
    return 0;
}
