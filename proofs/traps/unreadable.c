// SPDX-License-Identifier: MIT
// An annotation that Frama-C cannot read is left out, with a warning.

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures no_such_predicate(n);
*/
int trap(int n)
{
    return n;
}
