// SPDX-License-Identifier: MIT
// request: what a caller asks for, in units, turned into granules.
#ifndef ASH_REQUEST_H
#define ASH_REQUEST_H

#include "allocator.h"

// Granules that hold size units: 0 for size 0, and no overflow for any size.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == ash_granules(size);
*/
static inline size_t ash_request_granules(size_t size)
{
    return size / ASH_GRANULE + (size % ASH_GRANULE != 0 ? 1 : 0);
}

// The alignment in granules, at least 1; 0 when align is not a power of two.
// Work: a few steps.
/*@ terminates \true;
    assigns \nothing;
    ensures \result == 0 <==> !ash_power_of_two(align);
    ensures \result != 0 ==> \result == ash_granules(align);
    ensures \result <= 0x1000000000000000;
*/
size_t ash_request_align(size_t align);

// The offset at which granule i starts, in units.
/*@ requires i <= 0x100000000000 && ash_power_of_two(align) && ash_aligned(i, align);
    terminates \true;
    assigns \nothing;
    ensures \result == ASH_GRANULE * i && \result % align == 0;
*/
size_t ash_request_offset(size_t i, size_t align);

// The least multiple of a that is not below x.
/*@ requires 0 < a <= 0x1000000000000000 && x <= 0x1000000000000000;
    terminates \true;
    assigns \nothing;
    ensures x <= \result < x + a && \result == ash_up(x, a);
    ensures \result % a == 0;
    ensures \forall integer i; x <= i < \result ==> i % a != 0;
*/
static inline size_t ash_align_up(size_t x, size_t a)
{
    size_t past = x % a;
    //@ assert whole: x == (x / a) * a + past;
    //@ assert next: past != 0 ==> x + (a - past) == (x / a + 1) * a;
    /*@ assert between: past != 0 ==> \forall integer i; x <= i < x + (a - past) ==>
          (x / a) * a < i < (x / a) * a + a; */
    return past == 0 ? x : x + (a - past);
}

#endif
