// SPDX-License-Identifier: MIT
// A lemma that is not proved is used all the same by the goals after it.

//@ lemma small: \forall integer n; n < 7;

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result < 7;
*/
int trap(int n)
{
    return n;
}
