// SPDX-License-Identifier: MIT
// The contract does not say that the function ends.

/*@ requires n < 100;
    assigns \nothing;
    ensures \result == n;
*/
int trap(int n)
{
    return n;
}
