// SPDX-License-Identifier: MIT
// The branch that would be wrong is one that the precondition shuts off.

/*@ requires n < 10;
    terminates \true;
    assigns \nothing;
    ensures \result < 10;
*/
int trap(int n)
{
    if (n >= 10) return n;
    return 0;
}
