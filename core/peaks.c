// SPDX-License-Identifier: MIT
#include "peaks.h"

void ash_peaks_init(struct ash_peaks *p)
{
    /*@ loop invariant 0 <= k <= 2 * ASH_REGIONS;
        loop invariant \forall integer j; 0 <= j < k ==> p->node[j] == 0;
        loop assigns k, p->node[0 .. 2 * ASH_REGIONS - 1];
        loop variant 2 * ASH_REGIONS - k;
    */
    for (size_t k = 0; k < 2 * (size_t)ASH_REGIONS; k++) p->node[k] = 0;
}

void ash_peaks_set(struct ash_peaks *p, size_t r, size_t height)
{
    size_t k = ASH_REGIONS + r;
    p->node[k] = (ash_unit)height;
    /*@ loop invariant 1 <= k < 2 * ASH_REGIONS;
        loop invariant \forall integer j; 1 <= j < ASH_REGIONS && j != k / 2 ==>
          ash_peaks_node(*p, j);
        loop invariant \forall integer q; 0 <= q < ASH_REGIONS ==>
          ash_peak(*p, q) == (q == r ? height : ash_peak(\at(*p, Pre), q));
        loop assigns k, p->node[0 .. 2 * ASH_REGIONS - 1];
        loop variant k;
    */
    while (k > 1) {
        k = k / 2;
        ash_unit left = p->node[2 * k];
        ash_unit right = p->node[2 * k + 1];
        ash_unit higher = left > right ? left : right;
        p->node[k] = higher;
        //@ assert this: ash_peaks_node(*p, k);
        /*@ assert others: \forall integer j; 1 <= j < ASH_REGIONS && j != k / 2 ==>
              ash_peaks_node(*p, j); */
    }
}

size_t ash_peaks_find(const struct ash_peaks *p, size_t height)
{
    if (p->node[1] < height) {
        /*@ ghost
          size_t i = 1;
          /@ loop invariant 1 <= i <= ASH_REGIONS;
             loop invariant \forall integer j; 1 <= j < 2 * i ==> p->node[j] < height;
             loop assigns i;
             loop variant ASH_REGIONS - i;
          @/
          while (i < ASH_REGIONS) {
            /@ assert ash_peaks_node(*p, i); @/
            /@ assert p->node[2 * i] < height && p->node[2 * i + 1] < height; @/
            i++;
          }
        */
        return ASH_REGIONS;
    }
    size_t k = 1;
    /*@ loop invariant 1 <= k < 2 * ASH_REGIONS && p->node[k] >= height;
        loop assigns k;
        loop variant 2 * ASH_REGIONS - k;
    */
    while (k < ASH_REGIONS) k = 2 * k + (p->node[2 * k] < height ? 1 : 0);
    return k - ASH_REGIONS;
}

bool ash_peaks_check(const struct ash_peaks *p)
{
    /*@ loop invariant 1 <= k <= ASH_REGIONS;
        loop invariant \forall integer j; 1 <= j < k ==> ash_peaks_node(*p, j);
        loop assigns k;
        loop variant ASH_REGIONS - k;
    */
    for (size_t k = 1; k < ASH_REGIONS; k++) {
        ash_unit left = p->node[2 * k];
        ash_unit right = p->node[2 * k + 1];
        if (p->node[k] != (left > right ? left : right)) return false;
    }
    return true;
}
