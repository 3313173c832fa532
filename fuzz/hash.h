// SPDX-License-Identifier: MIT
// hash: FNV-1a, a number at a time. It tells runs apart, on any machine in the same way.
#ifndef ASH_FUZZ_HASH_H
#define ASH_FUZZ_HASH_H

#include <stddef.h>
#include <stdint.h>

#define ASH_HASH_START 0xcbf29ce484222325

static inline uint64_t ash_hash(uint64_t hash, uint64_t number)
{
    return (hash ^ number) * 0x100000001b3;
}

// All of a state, or what else is made of numbers: as many as there are whole ones in those bytes.
static inline uint64_t ash_hash_all(uint64_t hash, const void *from, size_t bytes)
{
    const unsigned char *at = from;
    for (uint64_t number; bytes >= sizeof number; bytes -= sizeof number, at += sizeof number) {
        __builtin_memcpy(&number, at, sizeof number);
        hash = ash_hash(hash, number);
    }
    return hash;
}

#endif
