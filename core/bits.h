// SPDX-License-Identifier: MIT
// bits: a fixed array of ASH_GRANULES bits, in words.
//
// These functions only split an index into word and bit; what happens to the bits of a word is
// the business of word.h.
#ifndef ASH_BITS_H
#define ASH_BITS_H

#include "word.h"

// How many granules a state can manage at most: a literal without suffix (annotations quote it).
#ifndef ASH_GRANULES
#define ASH_GRANULES 1048576
#endif

#define ASH_WORDS ((ASH_GRANULES + ASH_WORD_BITS - 1) / ASH_WORD_BITS)

struct ash_bits {
    ash_word word[ASH_WORDS];
};

#ifdef __FRAMAC__
#include "../proofs/logic/bits.acsl"
#endif

// i, from and to are bit numbers in the whole array.

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
