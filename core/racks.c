// SPDX-License-Identifier: MIT
#include "racks.h"

void ash_racks_init(struct ash_racks *k)
{
    k->held[0] = ASH_RACK;
    /*@ loop invariant 1 <= r <= ASH_ROWS + 1 && k->held[0] == ASH_RACK;
        loop invariant \forall integer q; 1 <= q < r ==> k->held[q] == 0;
        loop assigns r, k->held[1 .. ASH_ROWS];
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 1; r <= ASH_ROWS; r++) k->held[r] = 0;
}

void ash_racks_purge(struct ash_racks *k, size_t r, size_t from, size_t to)
{
    size_t n = k->held[r], left = 0;
    /*@ loop invariant 0 <= left <= i <= n;
        loop invariant \forall integer j; i <= j < n ==> k->slot[r][j] == \at(k->slot[r][j], Pre);
        loop invariant \forall integer j; 0 <= j < left ==> !(from <= k->slot[r][j] < to) &&
          (\exists integer x; 0 <= x < i && k->slot[r][j] == \at(k->slot[r][x], Pre));
        loop invariant \forall integer x; 0 <= x < i && !(from <= \at(k->slot[r][x], Pre) < to) ==>
          (\exists integer j; 0 <= j < left && k->slot[r][j] == \at(k->slot[r][x], Pre));
        loop invariant \forall integer j, x; 0 <= j < x < left ==> k->slot[r][j] != k->slot[r][x];
        loop assigns i, left, k->slot[r][0 .. ASH_RACK - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) {
        uint32_t g = k->slot[r][i];
        if (from <= g && g < to) continue;
        k->slot[r][left] = g;
        left++;
    }
    /*@ assert left: \forall integer g; ash_racked(\at(*k, Pre), r, g) && !(from <= g < to) ==>
          (\exists integer j; 0 <= j < left && k->slot[r][j] == g); */
    k->held[r] = (uint8_t)left;
    //@ assert held: k->held[r] == left;
    /*@ assert still: \forall integer j; 0 <= j < left ==> ash_racked(*k, r, k->slot[r][j]); */
    /*@ assert some: \forall integer g; ash_racked(*k, r, g) ==>
          ash_racked(\at(*k, Pre), r, g) && !(from <= g < to); */
    /*@ assert each: \forall integer g; ash_racked(\at(*k, Pre), r, g) && !(from <= g < to) ==>
          ash_racked(*k, r, g); */
    /*@ assert others: \forall integer q, g; 1 <= q <= ASH_ROWS && q != r ==>
          (ash_racked(*k, q, g) <==> ash_racked(\at(*k, Pre), q, g)); */
}

bool ash_racks_test(const struct ash_racks *k, size_t r, size_t g)
{
    /*@ loop invariant 0 <= i <= k->held[r];
        loop invariant \forall integer j; 0 <= j < i ==> k->slot[r][j] != g;
        loop assigns i;
        loop variant k->held[r] - i;
    */
    for (size_t i = 0; i < k->held[r]; i++) {
        if (k->slot[r][i] == g) return true;
    }
    return false;
}

// Is each there once?
/*@ requires \valid(k) && 1 <= r <= ASH_ROWS && k->held[r] <= ASH_RACK;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_rack_distinct(*k, r);
*/
static bool distinct(const struct ash_racks *k, size_t r)
{
    /*@ loop invariant 0 <= j <= k->held[r];
        loop invariant \forall integer x, y; 0 <= x < y < j ==> k->slot[r][x] != k->slot[r][y];
        loop assigns j;
        loop variant k->held[r] - j;
    */
    for (size_t j = 0; j < k->held[r]; j++) {
        /*@ loop invariant 0 <= i <= j;
            loop invariant \forall integer x; 0 <= x < i ==> k->slot[r][x] != k->slot[r][j];
            loop assigns i;
            loop variant j - i;
        */
        for (size_t i = 0; i < j; i++) {
            if (k->slot[r][i] == k->slot[r][j]) return false;
        }
    }
    return true;
}

bool ash_racks_check(const struct ash_racks *k)
{
    if (k->held[0] != ASH_RACK) return false;
    /*@ loop invariant 1 <= r <= ASH_ROWS + 1;
        loop invariant \forall integer q; 1 <= q < r ==> k->held[q] <= ASH_RACK;
        loop invariant \forall integer q; 1 <= q < r ==> ash_rack_distinct(*k, q);
        loop assigns r;
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        if (k->held[r] > ASH_RACK || !distinct(k, r)) return false;
    }
    return true;
}
