// SPDX-License-Identifier: MIT
#include "request.h"

#ifdef __FRAMAC__
#include "../proofs/logic/request.acsl"
#endif

size_t ash_request_align(size_t align)
{
    if (align <= ASH_GRANULE) return align != 0 && ASH_GRANULE % align == 0 ? 1 : 0;
    size_t want = align / ASH_GRANULE;
    size_t a = 1;
    /*@ loop invariant ash_power_of_two(a) && a <= 0x1000000000000000;
        loop invariant a == 1 || a < 2 * want;
        loop assigns a;
        loop variant want - a;
    */
    while (a < want) a *= 2;
    return align % ASH_GRANULE == 0 && a == want ? a : 0;
}

size_t ash_request_offset(size_t i, size_t align)
{
    (void)align;
    //@ ghost size_t a = align / ASH_GRANULE;
    //@ assert align < ASH_GRANULE || (align == ASH_GRANULE * a && a == ash_granules(align));
    //@ assert align < ASH_GRANULE || ASH_GRANULE * i == (i / a) * align;
    //@ assert align < ASH_GRANULE ==> (ASH_GRANULE * i) % align == 0;
    //@ assert align >= ASH_GRANULE ==> ((i / a) * align) % align == 0;
    return i * ASH_GRANULE;
}
