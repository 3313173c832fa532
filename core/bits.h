// SPDX-License-Identifier: MIT
// bits: words of ASH_WORD_BITS bits, and a fixed array of ASH_GRANULES of them.
//
// Two layers: functions of one word, which say what happens to each of its bits, and functions
// of the array, which only split an index into word and bit.
#ifndef ASH_BITS_H
#define ASH_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many granules a state can manage at most: a literal without suffix (annotations quote it).
#ifndef ASH_GRANULES
#define ASH_GRANULES 1048576
#endif

// Bits in a word: 64, or 8 or 4 for the exhaustive tests, which need the borders between
// words to lie within a tiny heap. Words of 4 bits are kept in bytes.
#ifndef ASH_WORD_BITS
#define ASH_WORD_BITS 64
#endif

#if ASH_WORD_BITS == 64
typedef uint64_t ash_word;
#define ASH_WORD_ALL 0xFFFFFFFFFFFFFFFF
#elif ASH_WORD_BITS == 8
typedef uint8_t ash_word;
#define ASH_WORD_ALL 0xFF
#elif ASH_WORD_BITS == 4
typedef uint8_t ash_word;
#define ASH_WORD_ALL 0xF
#else
#error "ASH_WORD_BITS must be 64, 8 or 4"
#endif

#define ASH_WORDS ((ASH_GRANULES + ASH_WORD_BITS - 1) / ASH_WORD_BITS)

struct ash_bits {
    ash_word word[ASH_WORDS];
};

#ifdef __FRAMAC__
#include "../proofs/logic/bits.acsl"
#endif

// ---- one word; k, lo, hi are bit numbers, 0 the least significant ----

/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \result == (1 << k);
    ensures \result > 0;
*/
static inline ash_word ash_word_unit(unsigned k)
{
    /*@ ghost
      unsigned i = 0;
      /@ loop invariant 0 <= i < ASH_WORD_BITS;
         loop invariant 0 < (1 << i);
         loop invariant k <= i ==> 0 < (1 << k) <= (1 << i);
         loop assigns i;
         loop variant ASH_WORD_BITS - i;
      @/
      while (i < ASH_WORD_BITS - 1) {
        /@ assert ((1 << i) << 1) == 2 * (1 << i) && ((1 << i) << 1) == (1 << (i + 1)); @/
        i++;
      }
    */
    return (ash_word)1 << k;
}

/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_bit(w, k);
    ensures \result == false <==> !ash_bit(w, k);
*/
static inline bool ash_word_test(ash_word w, unsigned k)
{
    return (w & ash_word_unit(k)) != 0;
}

/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
              (ash_bit(\result, j) <==> (j == k || ash_bit(w, j)));
*/
static inline ash_word ash_word_set(ash_word w, unsigned k)
{
    return w | ash_word_unit(k);
}

/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
              (ash_bit(\result, j) <==> (j != k && ash_bit(w, j)));
*/
static inline ash_word ash_word_clear(ash_word w, unsigned k)
{
    return w & (ash_word)~ash_word_unit(k);
}

/*@ terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==> (ash_bit(\result, j) <==> !ash_bit(w, j));
*/
static inline ash_word ash_word_not(ash_word w)
{
#if ASH_WORD_BITS == 4
    return (ash_word)(~w & 0xF);
#else
    return (ash_word)~w;
#endif
}

/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==> (ash_bit(\result, j) <==> j < k);
*/
static inline ash_word ash_word_below(unsigned k)
{
    return (ash_word_not(0) >> 1) >> (ASH_WORD_BITS - 1 - k);
}

/*@ requires lo < hi <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
              (ash_bit(\result, j) <==> lo <= j < hi);
*/
static inline ash_word ash_word_range(unsigned lo, unsigned hi)
{
    ash_word below_hi = ash_word_not(0) >> (ASH_WORD_BITS - hi);
    return below_hi & ash_word_not(ash_word_below(lo));
}

/*@ requires lo < hi <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
              (ash_bit(\result, j) <==> (lo <= j < hi || ash_bit(w, j)));
*/
static inline ash_word ash_word_fill(ash_word w, unsigned lo, unsigned hi)
{
    return w | ash_word_range(lo, hi);
}

/*@ requires lo < hi <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer j; 0 <= j < ASH_WORD_BITS ==>
              (ash_bit(\result, j) <==> (!(lo <= j < hi) && ash_bit(w, j)));
*/
static inline ash_word ash_word_wipe(ash_word w, unsigned lo, unsigned hi)
{
    return w & ash_word_not(ash_word_range(lo, hi));
}

// A guess at the least bit set in w. Callers check it, so that the builtin need not be trusted.
/*@ terminates \true;
    assigns \nothing;
*/
static inline unsigned ash_word_guess(ash_word w)
{
#ifdef __FRAMAC__
    return (unsigned)(w % ASH_WORD_BITS);
#else
    return w != 0 ? (unsigned)__builtin_ctzll(w) : 0;
#endif
}

// The least bit set in w, or ASH_WORD_BITS when w is 0.
/*@ terminates \true;
    assigns \nothing;
    ensures \result <= ASH_WORD_BITS;
    ensures \forall integer j; 0 <= j < \result ==> !ash_bit(w, j);
    ensures \result < ASH_WORD_BITS ==> ash_bit(w, \result);
*/
static inline unsigned ash_word_first(ash_word w)
{
    if (w == 0) return ASH_WORD_BITS;
    unsigned k = ash_word_guess(w);
    if (k < ASH_WORD_BITS && ash_word_test(w, k)) {
        ash_word lower = w & ash_word_below(k);
        //@ assert \forall integer j; 0 <= j < k ==> (ash_bit(lower, j) <==> ash_bit(w, j));
        if (lower == 0) return k;
    }
    k = 0;
    /*@ loop invariant k <= ASH_WORD_BITS;
        loop invariant \forall integer j; 0 <= j < k ==> !ash_bit(w, j);
        loop assigns k;
        loop variant ASH_WORD_BITS - k;
    */
    while (k < ASH_WORD_BITS && !ash_word_test(w, k)) k++;
    return k;
}

// The least bit set in w that is not below k, or ASH_WORD_BITS.
/*@ requires k <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures k <= \result <= ASH_WORD_BITS;
    ensures \forall integer j; k <= j < \result ==> !ash_bit(w, j);
    ensures \result < ASH_WORD_BITS ==> ash_bit(w, \result);
*/
static inline unsigned ash_word_next(ash_word w, unsigned k)
{
    return k < ASH_WORD_BITS ? ash_word_first(w & ash_word_range(k, ASH_WORD_BITS)) : k;
}

// Is no bit set in w? (That this is w == 0 is more than the provers know about words.)
/*@ terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_empty(w);
*/
static inline bool ash_word_empty(ash_word w)
{
    return ash_word_first(w) == ASH_WORD_BITS;
}

// ---- an array of words; i, from, to are bit numbers in the whole array ----

/*@ requires \valid(b) && limit <= ASH_GRANULES;
    terminates \true;
    assigns *b;
    ensures \forall integer j; 0 <= j < limit ==> !ash_has(*b, j);
*/
void ash_bits_init(struct ash_bits *b, size_t limit);

/*@ requires \valid(b) && i < ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_has(*b, i);
    ensures \result == false <==> !ash_has(*b, i);
*/
bool ash_bits_test(const struct ash_bits *b, size_t i);

// Sets the bits from..to-1 to value; the others stay. Work: one step a word touched.
/*@ requires \valid(b) && from <= to <= ASH_GRANULES;
    terminates \true;
    assigns *b;
    ensures \forall integer j; 0 <= j < ASH_GRANULES ==>
      (ash_has(*b, j) <==> (from <= j < to ? value == true : ash_has(\old(*b), j)));
*/
void ash_bits_put(struct ash_bits *b, size_t from, size_t to, bool value);

// The least bit in from..to-1 that equals want, or to. Work: one step a word passed.
/*@ requires \valid(b) && from <= to <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures from <= \result <= to;
    ensures \forall integer j; from <= j < \result ==> (ash_has(*b, j) <==> want == false);
    ensures \result < to ==> (ash_has(*b, \result) <==> want == true);
*/
size_t ash_bits_next(const struct ash_bits *b, size_t from, size_t to, bool want);

// The least bit in from..to-1 that is set in b and not in other, or to. Work: as ash_bits_next.
/*@ requires \valid(b) && \valid(other) && \separated(b, other) && from <= to <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures from <= \result <= to;
    ensures \forall integer j; from <= j < \result ==> (ash_has(*b, j) ==> ash_has(*other, j));
    ensures \result < to ==> ash_has(*b, \result) && !ash_has(*other, \result);
*/
size_t ash_bits_next_without(const struct ash_bits *b, const struct ash_bits *other, size_t from,
                             size_t to);

// Are the bits from..to-1 of both the same? Work: as ash_bits_next.
/*@ requires \valid(b) && \valid(other) && \separated(b, other) && from <= to <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      \forall integer j; from <= j < to ==> (ash_has(*b, j) <==> ash_has(*other, j));
*/
bool ash_bits_alike(const struct ash_bits *b, const struct ash_bits *other, size_t from, size_t to);

// The n bits from i on, which must be the first of its word, as a word: bit i is its bit 0.
/*@ requires \valid(b) && i < ASH_GRANULES && i % ASH_WORD_BITS == 0 && 0 < n <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \forall integer k; 0 <= k < n ==> (ash_bit(\result, k) <==> ash_has(*b, i + k));
    ensures \forall integer j; i <= j < i + n ==> (ash_bit(\result, j - i) <==> ash_has(*b, j));
    ensures \forall integer k; n <= k < ASH_WORD_BITS ==> !ash_bit(\result, k);
*/
ash_word ash_bits_word(const struct ash_bits *b, size_t i, unsigned n);

// How many of the bits 0 .. limit-1 are set. Work: a step a word, and two a run of set bits.
/*@ requires \valid(b) && limit <= ASH_GRANULES;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_count(*b, limit);
    ensures \result <= limit;
*/
size_t ash_bits_count(const struct ash_bits *b, size_t limit);

#endif
