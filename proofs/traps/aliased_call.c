// SPDX-License-Identifier: MIT
// The caller hands in one pointer twice. WP takes for granted that they differ.

/*@ requires \valid(a) && \valid(b);
    terminates \true;
    assigns *a, *b;
    ensures *a == 1 && *b == 2;
*/
static void put(int *a, int *b)
{
    *a = 1;
    *b = 2;
}

/*@ requires n < 1000;
    terminates \true;
    assigns \nothing;
    ensures \result == 1;
*/
int trap(int n)
{
    int x = n;
    put(&x, &x);
    return x;
}
