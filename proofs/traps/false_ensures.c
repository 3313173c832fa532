// SPDX-License-Identifier: MIT
// Simply wrong. frama-c itself ends with status 0 when goals are left.

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result > n;
*/
int trap(int n)
{
    return n;
}
