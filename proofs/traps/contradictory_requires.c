// SPDX-License-Identifier: MIT
// A precondition that no caller can meet: of nothing, everything is true.

/*@ requires n < 1 && n > 2;
    terminates \true;
    assigns \nothing;
    ensures \result == 5;
*/
int trap(int n)
{
    return n;
}
