// SPDX-License-Identifier: MIT
#include "word.h"

unsigned ash_word_upto(ash_word w, unsigned k)
{
    ash_word some = w & ash_word_range(0, k + 1);
    //@ assert same: \forall integer j; 0 <= j <= k ==> (ash_bit(some, j) <==> ash_bit(w, j));
    if (some == 0) return ASH_WORD_BITS;
    unsigned i = ash_word_guess_last(some);
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
        loop invariant at_most_in_doubt: i <= ASH_WORD_BITS - 1;
        loop assigns i;
        loop variant i;
    */
    while (i > 0 && !ash_word_test(w, i)) i--;
    return ash_word_test(w, i) ? i : ASH_WORD_BITS;
}
