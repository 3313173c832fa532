// SPDX-License-Identifier: MIT
// designs: every design by name, behind one set of function pointers, for those who choose
// at run time: tests, fuzzers, benchmarks, the kernel's command line.
#ifndef ASH_DESIGNS_H
#define ASH_DESIGNS_H

#include "bitmap.h"
#include "bucket.h"
#include "bump.h"
#include "dummy.h"
#include "heap.h"
#include "list.h"

// Storage for the state of any one design.
union ash_state {
    struct ash_dummy dummy;
    struct ash_bump bump;
    struct ash_bitmap bitmap;
    struct ash_list list;
    struct ash_bucket bucket;
    struct ash_heap heap;
};

#define ASH_NAME_SIZE 16

// See allocator.h for what each function promises.
struct ash_design {
    char name[ASH_NAME_SIZE];
    size_t state; // bytes of ash_state that it uses
    size_t (*init)(union ash_state *, size_t capacity);
    size_t (*alloc)(union ash_state *, size_t size, size_t align);
    enum ash_status (*free)(union ash_state *, size_t offset);
    enum ash_status (*resize)(union ash_state *, size_t offset, size_t size);
    size_t (*usable)(const union ash_state *, size_t offset);
    struct ash_stats (*stats)(const union ash_state *);
    bool (*check)(const union ash_state *);
};

#define ASH_DESIGNS 6
extern const struct ash_design ash_designs[ASH_DESIGNS];

#ifdef __FRAMAC__
#include "../proofs/logic/designs.acsl"
#endif

// The design of that name, or NULL. Work: a step a character and design.
/*@ requires ash_text(name);
    terminates \true;
    assigns \result \from name, ash_designs[0 .. ASH_DESIGNS - 1];
    ensures \result == \null <==>
      (\forall integer i; 0 <= i < ASH_DESIGNS ==> !ash_same_text(&ash_designs[i].name[0], name));
    ensures \result != \null ==>
      \exists integer i; 0 <= i < ASH_DESIGNS && \result == &ash_designs[i] &&
        ash_same_text(&ash_designs[i].name[0], name);
*/
const struct ash_design *ash_design_named(const char *name);

// The status in words: "already free" and so on. "unknown status" for any other number.
/*@ terminates \true;
    assigns \result \from status;
    ensures \result != \null;
*/
const char *ash_status_name(enum ash_status status);

#endif
