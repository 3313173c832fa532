// SPDX-License-Identifier: MIT
// A cast of pointers: in WP's memory an int and its bytes are unrelated.

/*@ requires \valid(a);
    terminates \true;
    assigns *a;
    ensures *a == 1;
*/
void trap(unsigned *a)
{
    *a = 1;
    *(unsigned char *)a = 2;
}
