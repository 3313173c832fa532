// SPDX-License-Identifier: MIT
// random: numbers that are the same in every run, for traffic. xorshift64; a seed is not 0.
#ifndef RANDOM_H
#define RANDOM_H

#include <stddef.h>
#include <stdint.h>

// From 0 to below - 1.
static inline size_t random_below(uint64_t *seed, size_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (size_t)(*seed >> 11) % below;
}

// From 2^least + 1 to 2^most, each power of two between them as likely as the others.
static inline size_t random_size(uint64_t *seed, size_t least, size_t most)
{
    size_t power = (size_t)1 << (least + random_below(seed, most - least));
    return power + random_below(seed, power) + 1;
}

#endif
