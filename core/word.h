// SPDX-License-Identifier: MIT
// word: one word of ASH_WORD_BITS bits, and what happens to each of them.
#ifndef ASH_WORD_H
#define ASH_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

#ifdef __FRAMAC__
#include "../proofs/logic/word.acsl"
#endif

// k, lo and hi are bit numbers, 0 the least significant.

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
    return ((w >> k) & 1) != 0;
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

// A guess at the greatest bit set in w, likewise.
/*@ terminates \true;
    assigns \nothing;
*/
static inline unsigned ash_word_guess_last(ash_word w)
{
#ifdef __FRAMAC__
    return (unsigned)(w % ASH_WORD_BITS);
#else
    return w != 0 ? 63 - (unsigned)__builtin_clzll(w) : 0;
#endif
}

// A bit set in w, the least of them if the compiler's builtin is right; if that is not one, as when
// there is none, ASH_WORD_BITS.
/*@ terminates \true;
    assigns \nothing;
    ensures \result <= ASH_WORD_BITS;
    ensures \result < ASH_WORD_BITS ==> ash_bit(w, \result);
*/
static inline unsigned ash_word_some(ash_word w)
{
    unsigned k = ash_word_guess(w);
    return k < ASH_WORD_BITS && ash_word_test(w, k) ? k : ASH_WORD_BITS;
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
        loop invariant at_most_in_doubt: ASH_WORD_BITS - k <= ASH_WORD_BITS;
        loop assigns k;
        loop variant ASH_WORD_BITS - k;
    */
    while (k < ASH_WORD_BITS && !ash_word_test(w, k)) k++;
    return k;
}

// A bit set in w, the greatest of them if the compiler's builtin is right; ASH_WORD_BITS when w is 0.
/*@ terminates \true;
    assigns \nothing;
    ensures \result <= ASH_WORD_BITS;
    ensures \result < ASH_WORD_BITS ==> ash_bit(w, \result);
    ensures \result == ASH_WORD_BITS ==> ash_empty(w);
*/
static inline unsigned ash_word_any(ash_word w)
{
    unsigned k = ash_word_guess_last(w);
    return k < ASH_WORD_BITS && ash_word_test(w, k) ? k : ash_word_first(w);
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
    if (k == 0) return ash_word_first(w);
    return k < ASH_WORD_BITS ? ash_word_first(w & ash_word_range(k, ASH_WORD_BITS)) : k;
}

/*@ ghost
  // A word that is not 0 has a bit.
  /@ requires w != 0;
     terminates \true;
     assigns \nothing;
     ensures !ash_empty(w);
  @/
  static inline void ash_word_has_a_bit(ash_word w)
  {
    unsigned k = 0;
    /@ loop invariant k < ASH_WORD_BITS && (w >> k) != 0;
       loop invariant (w >> k) >= 0;
       loop assigns k;
       loop variant ASH_WORD_BITS - k;
    @/
    while (k < ASH_WORD_BITS - 1 && (w >> k) > 1) {
      /@ assert half: ((w >> k) >> 1) == (w >> k) / 2; @/
      /@ assert next: ((w >> k) >> 1) == (w >> (k + 1)); @/
      k++;
    }
    /@ assert last: k == ASH_WORD_BITS - 1 ==> (w >> k) == 1; @/
    /@ assert some: 0 < (w >> k); @/
    /@ assert top: (w >> k) == 1; @/
    /@ assert low: ash_bit(w >> k, 0); @/
    /@ assert bit: ash_bit(w, k); @/
  }
*/

// Is no bit set in w? Work: a step.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_empty(w);
*/
static inline bool ash_word_empty(ash_word w)
{
    //@ ghost if (w != 0) ash_word_has_a_bit(w);
    return w == 0;
}

// The greatest bit set in w that is not above k, or ASH_WORD_BITS.
/*@ requires k < ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \result <= k || \result == ASH_WORD_BITS;
    ensures \forall integer j; 0 <= j <= k ==>
              (\result < j || \result == ASH_WORD_BITS ==> !ash_bit(w, j));
    ensures \result < ASH_WORD_BITS ==> ash_bit(w, \result);
*/
unsigned ash_word_upto(ash_word w, unsigned k);

#endif
