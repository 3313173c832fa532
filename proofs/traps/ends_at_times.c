// SPDX-License-Identifier: MIT
// The contract says when the function ends, and that is not always.

/*@ requires n < 1000;
    terminates n > 0;
    assigns \nothing;
    ensures \result > 0;
*/
int trap(int n)
{
    if (n <= 0) {
        //@ loop assigns \nothing;
        while (1) {
        }
    }
    return n;
}
