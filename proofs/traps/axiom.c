// SPDX-License-Identifier: MIT
// An axiom is believed. This one is false, and with it all is proved.

/*@ axiomatic Numbers {
      logic integer next(integer n);
      axiom up: \forall integer n; next(n) == n + 1 && next(n) == n;
    }
*/

/*@ requires n == next(n);
    terminates \true;
    assigns \nothing;
    ensures \result == n + 1;
*/
int trap(int n)
{
    return n;
}
