// SPDX-License-Identifier: MIT
#include "bytes.h"

// To lower places: the lowest byte first, so that none is overwritten before it is read.
/*@ requires \valid(base + (to .. to + n - 1)) && to + n <= SIZE_MAX;
    requires \valid_read(base + (from .. from + n - 1)) && from + n <= SIZE_MAX;
    requires to <= from;
    terminates \true;
    assigns base[to .. to + n - 1];
    ensures ash_moved{Pre,Post}(base, to, from, n);
*/
static void move_down(unsigned char *base, size_t to, size_t from, size_t n)
{
    /*@ loop invariant to <= at <= to + n;
        loop invariant ash_moved{Pre,Here}(base, to, from, at - to);
        loop invariant ash_kept{Pre,Here}(base, from + (at - to), n - (at - to));
        loop assigns at, base[to .. to + n - 1];
        loop variant to + n - at;
    */
    for (size_t at = to; at < to + n; at++) base[at] = base[at - to + from];
}

// To higher places: the highest byte first.
/*@ requires \valid(base + (to .. to + n - 1)) && to + n <= SIZE_MAX;
    requires \valid_read(base + (from .. from + n - 1)) && from + n <= SIZE_MAX;
    requires from < to;
    terminates \true;
    assigns base[to .. to + n - 1];
    ensures ash_moved{Pre,Post}(base, to, from, n);
*/
static void move_up(unsigned char *base, size_t to, size_t from, size_t n)
{
    /*@ loop invariant 0 <= i <= n;
        loop invariant ash_moved{Pre,Here}(base, to + i, from + i, n - i);
        loop invariant ash_kept{Pre,Here}(base, from, i);
        loop assigns i, base[to .. to + n - 1];
        loop variant i;
    */
    for (size_t i = n; i > 0; i--) base[to + i - 1] = base[from + i - 1];
}

void ash_bytes_move(unsigned char *base, size_t to, size_t from, size_t n)
{
    if (to <= from)
        move_down(base, to, from, n);
    else
        move_up(base, to, from, n);
}

void ash_bytes_zero(unsigned char *base, size_t at, size_t n)
{
    /*@ loop invariant 0 <= i <= n;
        loop invariant \forall integer j; at <= j < at + i ==> base[j] == 0;
        loop assigns i, base[at .. at + n - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) base[at + i] = 0;
}

void ash_bytes_out(unsigned char *out, const unsigned char *base, size_t at, size_t n)
{
    /*@ loop invariant 0 <= i <= n;
        loop invariant \forall integer j; 0 <= j < i ==> out[j] == base[at + j];
        loop assigns i, out[0 .. n - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) out[i] = base[at + i];
}

uint32_t ash_bytes_number(const unsigned char *base, size_t at)
{
    return base[at] + base[at + 1] * (uint32_t)0x100 + base[at + 2] * (uint32_t)0x10000 +
           base[at + 3] * (uint32_t)0x1000000;
}

void ash_bytes_put_number(unsigned char *base, size_t at, uint32_t value)
{
    uint32_t second = value / 0x100;
    uint32_t third = second / 0x100;
    uint32_t fourth = third / 0x100;
    base[at] = (unsigned char)(value % 0x100);
    base[at + 1] = (unsigned char)(second % 0x100);
    base[at + 2] = (unsigned char)(third % 0x100);
    base[at + 3] = (unsigned char)fourth;
}
