// SPDX-License-Identifier: MIT
#include "racks.h"

void ash_racks_init(struct ash_racks *k)
{
    k->held[0] = ASH_RACK;
    /*@ loop invariant 1 <= r <= ASH_ROWS + 1 && k->held[0] == ASH_RACK;
        loop invariant \forall integer q; 1 <= q < r ==> k->held[q] == 0;
        loop invariant \forall integer q; 1 <= q < r ==> k->rest[q] == 0;
        loop assigns r, k->held[1 .. ASH_ROWS], k->rest[0 .. ASH_ROWS], k->unit[0 .. ASH_ROWS];
        loop variant ASH_ROWS + 1 - r;
    */
    for (size_t r = 1; r <= ASH_ROWS; r++) {
        k->held[r] = 0;
        k->rest[r] = 0;
        k->unit[r] = 0;
    }
}

// Takes those of units b .. end-1 off the rack.
/*@ requires \valid(k) && ash_racks_wf(*k) && 1 <= r <= ASH_ROWS && b <= end <= 0x4000000;
    terminates \true;
    assigns k->held[r], k->slot[r][0 .. ASH_RACK - 1];
    ensures k->held[r] <= ASH_RACK && ash_rack_distinct(*k, r);
    ensures \forall integer g; ash_racked(*k, r, g) <==>
      (ash_racked(\old(*k), r, g) && !(b <= g / ASH_WORD_BITS < end));
*/
static void sort_out(struct ash_racks *k, size_t r, size_t b, size_t end)
{
    size_t n = k->held[r], left = 0;
    size_t first = b * ASH_WORD_BITS, many = end * ASH_WORD_BITS - first;
    /*@ loop invariant 0 <= left <= i <= n;
        loop invariant \forall integer j; i <= j < n ==> k->slot[r][j] == \at(k->slot[r][j], Pre);
        loop invariant \forall integer j; 0 <= j < left ==>
          !(b <= k->slot[r][j] / ASH_WORD_BITS < end) &&
          (\exists integer x; 0 <= x < i && k->slot[r][j] == \at(k->slot[r][x], Pre));
        loop invariant \forall integer x; 0 <= x < i &&
          !(b <= \at(k->slot[r][x], Pre) / ASH_WORD_BITS < end) ==>
            (\exists integer j; 0 <= j < left && k->slot[r][j] == \at(k->slot[r][x], Pre));
        loop invariant \forall integer j, x; 0 <= j < x < left ==> k->slot[r][j] != k->slot[r][x];
        loop invariant at_most: n - i <= ASH_RACK;
        loop assigns i, left, k->slot[r][0 .. ASH_RACK - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) {
        uint32_t g = k->slot[r][i];
        k->slot[r][left] = g; // without a branch, which nobody could foretell
        size_t above = (g + (0x100000000 - first)) % 0x100000000; // first; far, if it is below
        //@ assert above: above < many <==> first <= g < first + many;
        left += above < many ? 0 : 1;
    }
    k->held[r] = (uint8_t)left;
    //@ assert held: k->held[r] == left;
}

void ash_racks_purge(struct ash_racks *k, size_t r, size_t b, size_t end)
{
    sort_out(k, r, b, end);
    if (b <= k->unit[r] && k->unit[r] < end) k->rest[r] = 0;
    /*@ assert others: \forall integer q, g; 1 <= q <= ASH_ROWS && q != r ==>
          (ash_at_hand(*k, q, g) <==> ash_at_hand(\at(*k, Pre), q, g)); */
}

// Is granule g one for which there is a bit besides the rack?
/*@ requires \valid(k) && 1 <= r <= ASH_ROWS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_among(k->unit[r], k->rest[r], g);
*/
static bool besides(const struct ash_racks *k, size_t r, uint32_t g)
{
    return g / ASH_WORD_BITS == k->unit[r] && ash_word_test(k->rest[r], g % ASH_WORD_BITS);
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
        loop invariant \forall integer x; 0 <= x < j ==>
          !ash_among(k->unit[r], k->rest[r], k->slot[r][x]);
        loop assigns j;
        loop variant k->held[r] - j;
    */
    for (size_t j = 0; j < k->held[r]; j++) {
        if (besides(k, r, k->slot[r][j])) return false;
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
