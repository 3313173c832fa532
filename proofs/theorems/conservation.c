// SPDX-License-Identifier: MIT
// Conservation: after each operation of each design, what is live and what is free make the
// capacity, which is what it was. What is lost to rounding is live, and what a slot or a slab has
// to spare is free: there is no third kind. It follows from the contracts of forward.h alone.
#include "designs.h"

enum operation { ALLOC, FREE, RESIZE };

#define DESIGN dummy
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_dummy_wf(s->dummy);
    terminates \true;
    assigns s->dummy;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_dummy_capacity(\old(s->dummy));
    ensures again: ash_dummy_wf(s->dummy);
*/
struct ash_stats dummy_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) dummy_alloc(s, a, b);
    if (what == FREE) dummy_free(s, a);
    if (what == RESIZE) dummy_resize(s, a, b);
    return dummy_stats(s);
}

#define DESIGN bump
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_bump_wf(s->bump);
    terminates \true;
    assigns s->bump;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_bump_capacity(\old(s->bump));
    ensures again: ash_bump_wf(s->bump);
*/
struct ash_stats bump_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) bump_alloc(s, a, b);
    if (what == FREE) bump_free(s, a);
    if (what == RESIZE) bump_resize(s, a, b);
    return bump_stats(s);
}

#define DESIGN bitmap
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_bitmap_wf(s->bitmap);
    terminates \true;
    assigns s->bitmap;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_bitmap_capacity(\old(s->bitmap));
    ensures again: ash_bitmap_wf(s->bitmap);
*/
struct ash_stats bitmap_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) bitmap_alloc(s, a, b);
    if (what == FREE) bitmap_free(s, a);
    if (what == RESIZE) bitmap_resize(s, a, b);
    return bitmap_stats(s);
}

#define DESIGN list
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_list_wf(s->list);
    terminates \true;
    assigns s->list;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_list_capacity(\old(s->list));
    ensures again: ash_list_wf(s->list);
*/
struct ash_stats list_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) list_alloc(s, a, b);
    if (what == FREE) list_free(s, a);
    if (what == RESIZE) list_resize(s, a, b);
    return list_stats(s);
}

#define DESIGN bucket
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_bucket_wf(s->bucket);
    terminates \true;
    assigns s->bucket;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_bucket_capacity(\old(s->bucket));
    ensures again: ash_bucket_wf(s->bucket);
*/
struct ash_stats bucket_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) bucket_alloc(s, a, b);
    if (what == FREE) bucket_free(s, a);
    if (what == RESIZE) bucket_resize(s, a, b);
    return bucket_stats(s);
}

#define DESIGN heap
#include "forward.h"
#undef DESIGN

/*@ requires \valid(s) && ash_heap_wf(s->heap);
    terminates \true;
    assigns s->heap;
    ensures conserved: \result.live + \result.free == \result.capacity ==
      ash_heap_capacity(\old(s->heap));
    ensures again: ash_heap_wf(s->heap);
*/
struct ash_stats heap_conserves(union ash_state *s, enum operation what, size_t a, size_t b)
{
    if (what == ALLOC) heap_alloc(s, a, b);
    if (what == FREE) heap_free(s, a);
    if (what == RESIZE) heap_resize(s, a, b);
    return heap_stats(s);
}
