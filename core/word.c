// SPDX-License-Identifier: MIT
#include "word.h"

// A guess at the greatest bit set in w; ash_word_guess tells why it is one.
/*@ terminates \true;
    assigns \nothing;
*/
static unsigned guess_last(ash_word w)
{
#ifdef __FRAMAC__
    return (unsigned)(w % ASH_WORD_BITS);
#else
    return w != 0 ? 63 - (unsigned)__builtin_clzll(w) : 0;
#endif
}

unsigned ash_word_upto(ash_word w, unsigned k)
{
    ash_word some = w & ash_word_range(0, k + 1);
    if (some == 0) return ASH_WORD_BITS;
    unsigned i = guess_last(some);
    if (i <= k && ash_word_test(some, i)) {
        if (i == k) return i;
        ash_word upper = some & ash_word_range(i + 1, ASH_WORD_BITS);
        /*@ assert \forall integer j; i < j < ASH_WORD_BITS ==>
              (ash_bit(upper, j) <==> ash_bit(some, j)); */
        if (upper == 0) return i;
    }
    i = k;
    /*@ loop invariant i <= k;
        loop invariant \forall integer j; i < j <= k ==> !ash_bit(w, j);
        loop assigns i;
        loop variant i;
    */
    while (i > 0 && !ash_word_test(w, i)) i--;
    return ash_word_test(w, i) ? i : ASH_WORD_BITS;
}
