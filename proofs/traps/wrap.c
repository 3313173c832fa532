// SPDX-License-Identifier: MIT
// A size that is rounded up wraps around to 0. Unsigned arithmetic may; a size must not.

/*@ requires size < 0xffffffff;
    terminates \true;
    assigns \nothing;
    ensures \result <= 0x10000000;
*/
unsigned trap(unsigned size)
{
    return (size + 15) / 16;
}
