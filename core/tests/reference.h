// SPDX-License-Identifier: MIT
// reference: what each design must answer, written down as plainly as possible. A table of
// block lengths and loops over single granules; no bits, no words, nothing of core/ but
// the names of the statuses. Only for tiny heaps.
#ifndef ASH_REFERENCE_H
#define ASH_REFERENCE_H

#include "allocator.h"
#include "bucket.h" // ASH_GRANULES, ASH_SPAN, ASH_SLOT_MOST
#include "plain_heap.h"

struct reference {
    unsigned char limit;                // granules managed
    unsigned char next;                 // bump: the granule from which blocks are cut
    unsigned char length[ASH_GRANULES]; // granules of the block that starts here; 0: none does
    unsigned char slot[ASH_GRANULES];   // bucket: and of the slot it was taken with; 0: none
    struct plain_heap heap;             // heap: all that it goes by
};

enum rules { RULES_REFUSE, RULES_BUMP, RULES_FIRST_FIT, RULES_BUCKET, RULES_HEAP };

enum call { CALL_INIT, CALL_ALLOC, CALL_FREE, CALL_RESIZE };

// One call with its arguments; those that the call does not have are 0.
struct step {
    enum call call;
    size_t offset;
    size_t size; // init: the capacity
    size_t align;
};

// The answer that the step must get: an offset, a capacity or a status. Changes the model
// as the step must change the allocator.
size_t reference_step(struct reference *m, enum rules rules, const struct step *step);

enum ash_status reference_verdict(const struct reference *m, size_t offset);
size_t reference_usable(const struct reference *m, size_t offset);
struct ash_stats reference_stats(const struct reference *m);

#endif
