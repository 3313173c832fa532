// SPDX-License-Identifier: MIT
// WP takes two pointers for pointers at different things, and nobody has said that they are.

/*@ requires \valid(a) && \valid(b);
    terminates \true;
    assigns *a, *b;
    ensures *a == 1 && *b == 2;
*/
void trap(int *a, int *b)
{
    *a = 1;
    *b = 2;
}
