// SPDX-License-Identifier: MIT
// A definition that no function satisfies: Frama-C takes any equation for one.

//@ logic integer more(integer n) = more(n) + 1;

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures more(n) > more(0) || \result == n + 1;
*/
int trap(int n)
{
    return n;
}
