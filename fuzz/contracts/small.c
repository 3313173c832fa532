// SPDX-License-Identifier: MIT
// small: calls of the units on which the designs stand, and of three designs, whose annotations E-ACSL has made
// into code (see fuzz/contracts/translate). Words are of 4 bits and numbers of 32, for speed. The first byte of
// an input says what is called; then come any number of calls, of four bytes each.
//
// What a contract asks of its caller is seen to here; what it promises, E-ACSL's code sees to.
#include "bitmap.h"
#include "bump.h"
#include "draw.h"
#include "list.h"
#include "set.h"

enum {
    CALL = 4,
    MOST = 12
}; // bytes of a call; granules of a heap, as each contract looks at all pairs of them

static void set(const uint8_t *data, size_t size)
{
    struct ash_set s;
    ash_set_init(&s);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t i = data[1] % ASH_SET_MEMBERS;
        switch (data[0] % 8) {
        case 0: ash_set_test(&s, i); break;
        case 1: ash_set_remove(&s, i); break;
        case 2: ash_set_least(&s); break;
        case 3: ash_set_next(&s, i); break;
        case 4: ash_set_upto(&s, i); break;
        case 5: ash_set_empty(&s); break;
        case 6: ash_set_check(&s); break;
        default: ash_set_insert(&s, i);
        }
    }
}

// Contents that no calls lead to: check is to say what the invariant is of any.
static void any_set(const uint8_t *data, size_t size)
{
    struct ash_set s;
    ash_set_init(&s);
    for (; size >= CALL; size -= CALL, data += CALL) {
        s.leaf[data[0] % ASH_SET_LEAVES] = data[1] & ASH_WORD_ALL;
        s.inner[data[2] % ASH_SET_INNER] = data[3] & ASH_WORD_ALL;
        s.root[data[2] % ASH_SET_ROOTS] = data[3] / 16;
        ash_set_check(&s);
    }
}

static void bits(const uint8_t *data, size_t size)
{
    struct ash_bits b, other;
    ash_bits_init(&b, ASH_GRANULES);
    ash_bits_init(&other, ASH_GRANULES);
    for (; size >= CALL; size -= CALL, data += CALL) {
        size_t to = data[1] % (ASH_GRANULES + 1), from = data[2] % (to + 1);
        size_t word = data[1] % ASH_GRANULES / ASH_WORD_BITS * ASH_WORD_BITS;
        bool want = data[3] % 2 == 0;
        switch (data[0] % 8) {
        case 0: ash_bits_test(&b, data[1] % ASH_GRANULES); break;
        case 1: ash_bits_put(&b, from, to, want); break;
        case 2: ash_bits_next(&b, from, to, want); break;
        case 3: ash_bits_next_without(&b, &other, from, to); break;
        case 4: ash_bits_alike(&b, &other, from, to); break;
        case 5: ash_bits_word(&b, word, data[2] % ASH_WORD_BITS + 1); break;
        case 6: ash_bits_count(&b, to); break;
        default: ash_bits_put(&other, from, to, want);
        }
    }
}

#define CALLS_OF(DESIGN)                                                                           \
    static void DESIGN(const uint8_t *data, size_t size)                                           \
    {                                                                                              \
        struct ash_##DESIGN s = {0};                                                               \
        ash_##DESIGN##_init(&s, size % (ASH_GRANULE * MOST + ASH_GRANULE));                        \
        for (; size >= CALL; size -= CALL, data += CALL) {                                         \
            size_t offset = draw_offset(data[1]);                                                  \
            switch (data[0] % 8) {                                                                 \
            case 0: ash_##DESIGN##_usable(&s, offset); break;                                      \
            case 1: ash_##DESIGN##_stats(&s); break;                                               \
            case 2: ash_##DESIGN##_check(&s); break;                                               \
            case 3: ash_##DESIGN##_resize(&s, offset, draw_size(data[2])); break;                  \
            case 4:                                                                                \
            case 5: ash_##DESIGN##_free(&s, offset); break;                                        \
            default: ash_##DESIGN##_alloc(&s, draw_size(data[2]), draw_align(data[3]));            \
            }                                                                                      \
        }                                                                                          \
    }
CALLS_OF(bump)
CALLS_OF(bitmap)
CALLS_OF(list)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size-- == 0) return 0;
    switch (*data++ % 6) {
    case 0: set(data, size); break;
    case 1: any_set(data, size); break;
    case 2: bits(data, size); break;
    case 3: bump(data, size); break;
    case 4: bitmap(data, size); break;
    default: list(data, size);
    }
    return 0;
}
