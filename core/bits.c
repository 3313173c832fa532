// SPDX-License-Identifier: MIT
#include "bits.h"

void ash_bits_init(struct ash_bits *b, size_t limit)
{
    /*@ loop invariant 0 <= w <= ASH_WORDS;
        loop invariant \forall integer j; 0 <= j < w * ASH_WORD_BITS ==> !ash_has(*b, j);
        loop assigns w, *b;
        loop variant ASH_WORDS - w;
    */
    for (size_t w = 0; w < ASH_WORDS && w * ASH_WORD_BITS < limit; w++) b->word[w] = 0;
}

bool ash_bits_test(const struct ash_bits *b, size_t i)
{
    return ash_word_test(b->word[i / ASH_WORD_BITS], i % ASH_WORD_BITS);
}

void ash_bits_put(struct ash_bits *b, size_t from, size_t to, bool value)
{
    size_t i = from;
    //@ ghost size_t rounds = 0;
    /*@ loop invariant from <= i <= to;
        loop invariant i == from || i == to || i % ASH_WORD_BITS == 0;
        loop invariant i == from ==> rounds == 0;
        loop invariant in_words: rounds <= (i + ASH_WORD_BITS - 1) / ASH_WORD_BITS - from / ASH_WORD_BITS;
        loop invariant \forall integer j; 0 <= j < ASH_GRANULES ==>
          (ash_has(*b, j) <==> (from <= j < i ? value == true : ash_has(\at(*b, Pre), j)));
        loop assigns i, rounds, *b;
        loop variant to - i;
    */
    while (i < to) {
        //@ ghost rounds++;
        unsigned lo = i % ASH_WORD_BITS;
        unsigned hi = to - i < ASH_WORD_BITS - lo ? lo + (unsigned)(to - i) : ASH_WORD_BITS;
        ash_word w = b->word[i / ASH_WORD_BITS];
        b->word[i / ASH_WORD_BITS] = value ? ash_word_fill(w, lo, hi) : ash_word_wipe(w, lo, hi);
        i += hi - lo;
    }
}

size_t ash_bits_next(const struct ash_bits *b, size_t from, size_t to, bool want)
{
    size_t i = from;
    //@ ghost size_t rounds = 0;
    /*@ loop invariant from <= i <= to;
        loop invariant i == from || i % ASH_WORD_BITS == 0;
        loop invariant i == from ==> rounds == 0;
        loop invariant in_words: rounds <= (i + ASH_WORD_BITS - 1) / ASH_WORD_BITS - from / ASH_WORD_BITS;
        loop invariant \forall integer j; from <= j < i ==> (ash_has(*b, j) <==> want == false);
        loop assigns i, rounds;
        loop variant to - i;
    */
    while (i < to) {
        //@ ghost rounds++;
        unsigned lo = i % ASH_WORD_BITS;
        ash_word w = b->word[i / ASH_WORD_BITS];
        unsigned k = ash_word_next(want ? w : ash_word_not(w), lo);
        if (k - lo >= to - i) return to;
        i += k - lo;
        if (k < ASH_WORD_BITS) return i;
    }
    return to;
}

size_t ash_bits_next_without(const struct ash_bits *b, const struct ash_bits *other, size_t from,
                             size_t to)
{
    size_t i = from;
    //@ ghost size_t rounds = 0;
    /*@ loop invariant from <= i <= to;
        loop invariant i == from || i % ASH_WORD_BITS == 0;
        loop invariant i == from ==> rounds == 0;
        loop invariant in_words: rounds <= (i + ASH_WORD_BITS - 1) / ASH_WORD_BITS - from / ASH_WORD_BITS;
        loop invariant \forall integer j; from <= j < i ==> (ash_has(*b, j) ==> ash_has(*other, j));
        loop assigns i, rounds;
        loop variant to - i;
    */
    while (i < to) {
        //@ ghost rounds++;
        unsigned lo = i % ASH_WORD_BITS;
        ash_word w = b->word[i / ASH_WORD_BITS] & ash_word_not(other->word[i / ASH_WORD_BITS]);
        unsigned k = ash_word_next(w, lo);
        if (k - lo >= to - i) return to;
        i += k - lo;
        if (k < ASH_WORD_BITS) return i;
    }
    return to;
}

bool ash_bits_alike(const struct ash_bits *b, const struct ash_bits *other, size_t from, size_t to)
{
    return ash_bits_next_without(b, other, from, to) == to &&
           ash_bits_next_without(other, b, from, to) == to;
}

ash_word ash_bits_word(const struct ash_bits *b, size_t i, unsigned n)
{
    return b->word[i / ASH_WORD_BITS] & ash_word_range(0, n);
}

size_t ash_bits_count(const struct ash_bits *b, size_t limit)
{
    size_t n = 0;
    size_t i = 0;
    /*@ loop invariant 0 <= i <= limit && n <= i;
        loop invariant n == ash_count(*b, i);
        loop invariant a_run_each: i == 0 || i == limit || (ash_has(*b, i - 1) && !ash_has(*b, i));
        loop assigns i, n;
        loop variant limit - i;
    */
    while (i < limit) {
        //@ assert walks: 0 <= i;
        size_t from = ash_bits_next(b, i, limit, true);
        size_t to = ash_bits_next(b, from, limit, false);
        /*@ ghost
          size_t p = i;
          /@ loop invariant i <= p <= from && ash_count(*b, p) == n;
             loop assigns p;
             loop variant from - p;
          @/
          while (p < from) p++;
          /@ loop invariant from <= p <= to && ash_count(*b, p) == n + (p - from);
             loop assigns p;
             loop variant to - p;
          @/
          while (p < to) p++;
        */
        n += to - from;
        i = to;
    }
    return n;
}
