// SPDX-License-Identifier: MIT
// A number that does not fit loses its upper half on the way.

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result <= 255;
*/
unsigned trap(unsigned n)
{
    unsigned char small = (unsigned char)n;
    return small;
}
