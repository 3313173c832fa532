// SPDX-License-Identifier: MIT
// The contract of a function whose code no unit has is believed.

/*@ terminates \true;
    assigns \nothing;
    ensures \result == 7;
*/
int elsewhere(int n);

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result == 7;
*/
int trap(int n)
{
    return elsewhere(n);
}
