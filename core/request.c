// SPDX-License-Identifier: MIT
#include "request.h"

#ifdef __FRAMAC__
#include "../proofs/logic/request.acsl"
#endif

// The greatest power of two that is not above want.
/*@ requires 1 <= want <= 0x1FFFFFFFFFFFFFFF;
    terminates \true;
    assigns \nothing;
    ensures ash_power_of_two(\result) && \result <= want < 2 * \result;
*/
static uint64_t power_below(uint64_t want)
{
    uint64_t a = want >= 0x100000000 ? 0x100000000 : 1;
    if (want >= a * 0x10000) a *= 0x10000;
    if (want >= a * 0x100) a *= 0x100;
    //@ assert wide: a <= want < a * 0x100 && ash_power_of_two(a) && a <= 0x100000000000000;
    if (want >= a * 0x10) a *= 0x10;
    if (want >= a * 4) a *= 4;
    if (want >= a * 2) a *= 2;
    return a;
}

size_t ash_request_align(size_t align)
{
    if (align <= ASH_GRANULE) return align != 0 && ASH_GRANULE % align == 0 ? 1 : 0;
    size_t want = align / ASH_GRANULE;
    size_t a = (size_t)power_below(want);
    //@ assert same: ash_power_of_two(want) <==> a == want;
    //@ assert power: ash_power_of_two(align) <==> align % ASH_GRANULE == 0 && a == want;
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
