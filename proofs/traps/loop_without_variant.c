// SPDX-License-Identifier: MIT
// A loop that ends only if n is even. Without a variant nobody asks.

/*@ terminates \true;
    assigns \nothing;
    ensures \result == 0;
*/
unsigned trap(unsigned n)
{
    /*@ loop invariant n <= \at(n, Pre);
        loop assigns n;
    */
    while (n != 0) n = n == 1 ? 1 : n - 2;
    return n;
}
