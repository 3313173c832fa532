// SPDX-License-Identifier: MIT
// words: calls of what lies lowest in the core, and of the design that refuses all, whose annotations E-ACSL has made into code (see
// fuzz/contracts/translate). An input is any number of calls: two words and three small numbers for each.
//
// What a contract asks of its caller is seen to here; what it promises, E-ACSL's code sees to.
#include "dummy.h"
#include "word.h"

enum { CALL = 19 }; // bytes

static uint64_t number(const uint8_t *bytes)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < 8; i++) value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static void words(unsigned which, ash_word w, unsigned k, unsigned most)
{
    unsigned hi = most % ASH_WORD_BITS + 1;
    unsigned lo = k % hi;
    k %= ASH_WORD_BITS;
    switch (which % 13) {
    case 0: ash_word_unit(k); break;
    case 1: ash_word_test(w, k); break;
    case 2: ash_word_set(w, k); break;
    case 3: ash_word_clear(w, k); break;
    case 4: ash_word_not(w); break;
    case 5: ash_word_below(k); break;
    case 6: ash_word_range(lo, hi); break;
    case 7: ash_word_fill(w, lo, hi); break;
    case 8: ash_word_wipe(w, lo, hi); break;
    case 9: ash_word_first(w); break;
    case 10: ash_word_next(w, k); break;
    case 11: ash_word_empty(w); break;
    default: ash_word_upto(w, k); break;
    }
}

static void dummy(unsigned which, uint64_t size, uint64_t align)
{
    struct ash_dummy s;
    ash_dummy_init(&s, size);
    switch (which % 6) {
    case 0: ash_dummy_alloc(&s, size, align); break;
    case 1: ash_dummy_free(&s, size); break;
    case 2: ash_dummy_resize(&s, size, align); break;
    case 3: ash_dummy_usable(&s, size); break;
    case 4: ash_dummy_stats(&s); break;
    default: ash_dummy_check(&s);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (; size >= CALL; size -= CALL, data += CALL) {
        uint64_t a = number(data), b = number(data + 8);
        unsigned which = data[16], k = data[17], most = data[18];
        if (which < 224) {
            words(which, a, k, most);
        } else {
            dummy(which, a, b);
        }
    }
    return 0;
}
