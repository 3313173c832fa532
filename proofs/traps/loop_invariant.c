// SPDX-License-Identifier: MIT
// A loop invariant that cannot be: in the loop and after it everything is true.

/*@ requires n > 0;
    terminates \true;
    assigns \nothing;
    ensures \result == 100;
*/
unsigned trap(unsigned n)
{
    unsigned i = 0;
    /*@ loop invariant i < n && n < i;
        loop assigns i;
        loop variant n - i;
    */
    while (i < n) i++;
    return i;
}
