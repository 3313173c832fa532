// SPDX-License-Identifier: MIT
// An assumption that the text does not show: annotations are preprocessed, too.
#define NOTE admit

/*@ requires n < 100;
    terminates \true;
    assigns \nothing;
    ensures \result >= 0;
*/
int trap(int n)
{
    //@ NOTE n >= 0;
    return n;
}
