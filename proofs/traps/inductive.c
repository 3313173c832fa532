// SPDX-License-Identifier: MIT
// An inductive definition comes with axioms of its own, and with an induction that WP leaves out.

/*@ inductive small(integer n) {
      case all: \forall integer n; n < 7 ==> small(n);
    }
*/

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures small(\result) ==> \result < 7;
*/
int trap(int n)
{
    return n;
}
