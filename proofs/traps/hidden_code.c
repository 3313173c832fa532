// SPDX-License-Identifier: MIT
// The provers and the compiler see different code. No compiler defines this without -O, and
// Frama-C never does.

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result == 1;
*/
int trap(int n)
{
#ifdef __OPTIMIZE__
    return n;
#endif
    return n - n + 1;
}
