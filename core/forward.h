// SPDX-License-Identifier: MIT
// forward: one design's functions behind the types of the table in designs.c, which includes
// this file once for each design with DESIGN defined as its name. A forwarder does nothing of
// its own. Its contract is the interface's: what every design promises, in words that are the same
// for all (proofs/logic/designs.acsl), and so all that a client may build on who does not know
// which it has. What a design promises beyond that, and when its alloc
// fails, is proved of the design's own functions.
// No include guard, because it is a template; who includes it takes DESIGN back afterwards.
#define PASTE(a, b) a##b
#define NAME(prefix, design) PASTE(prefix, design)
#define FORWARD(op) NAME(DESIGN, NAME(_, op))
#define OF(op) NAME(ash_, FORWARD(op))

#ifdef __FRAMAC__
#include "../proofs/logic/forward.acsl"
#endif

/*@ requires \valid(s);
    terminates \true;
    assigns s->DESIGN;
    ensures OF(wf)(s->DESIGN) && \result == OF(capacity)(s->DESIGN);
    ensures nothing_live: \forall integer x, y; !OF(holds)(s->DESIGN, x, y);
*/
static inline size_t FORWARD(init)(union ash_state *s, size_t capacity)
{
    return OF(init)(&s->DESIGN, capacity);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures invariant: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures refuses: \result == ASH_NONE ==> \forall integer x, y;
      OF(holds)(s->DESIGN, x, y) <==> OF(holds)(\old(s->DESIGN), x, y);
    ensures fits: \result != ASH_NONE ==> \result % ASH_GRANULE == 0 && \result % align == 0;
    ensures gains_the_block: \result != ASH_NONE ==>
      \exists integer end; OF(holds)(s->DESIGN, \result / ASH_GRANULE, end);
    ensures is_long_enough: \result != ASH_NONE ==> \forall integer end;
      OF(holds)(s->DESIGN, \result / ASH_GRANULE, end) ==>
        \result / ASH_GRANULE + ash_granules(size) <= end &&
        ASH_GRANULE * end <= OF(capacity)(s->DESIGN) &&
        (\forall integer x, y; OF(holds)(\old(s->DESIGN), x, y) ==>
          y <= \result / ASH_GRANULE || end <= x);
    ensures keeps_the_others: \result != ASH_NONE ==>
      \forall integer x, y; x != \result / ASH_GRANULE ==>
        (OF(holds)(s->DESIGN, x, y) <==> OF(holds)(\old(s->DESIGN), x, y));
*/
static inline size_t FORWARD(alloc)(union ash_state *s, size_t size, size_t align)
{
    size_t at = OF(alloc)(&s->DESIGN, size, align);
    //@ ghost OF(blocks_lie_apart)(s->DESIGN);
    /*@ assert end: at != ASH_NONE ==>
          OF(holds)(s->DESIGN, at / ASH_GRANULE, OF(end)(s->DESIGN, at, size)); */
    return at;
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures invariant: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures verdict: \result == ASH_OK <==> offset % ASH_GRANULE == 0 &&
      \exists integer end; OF(holds)(\old(s->DESIGN), offset / ASH_GRANULE, end);
    ensures changes_nothing: \result != ASH_OK ==> s->DESIGN == \old(s->DESIGN);
    ensures loses_the_block: \result == ASH_OK ==> \forall integer x, y;
      OF(holds)(s->DESIGN, x, y) <==>
        (OF(holds)(\old(s->DESIGN), x, y) && x != offset / ASH_GRANULE);
*/
static inline enum ash_status FORWARD(free)(union ash_state *s, size_t offset)
{
    //@ ghost OF(block_ends)(s->DESIGN, offset);
    return OF(free)(&s->DESIGN, offset);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns s->DESIGN;
    ensures invariant: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures verdict: \result == ASH_OK ==> size != 0 && offset % ASH_GRANULE == 0 &&
      \exists integer end; OF(holds)(\old(s->DESIGN), offset / ASH_GRANULE, end);
    ensures changes_nothing: \result != ASH_OK ==> s->DESIGN == \old(s->DESIGN);
    ensures moves_the_end: \result == ASH_OK ==>
      \exists integer end; OF(holds)(s->DESIGN, offset / ASH_GRANULE, end);
    ensures is_long_enough: \result == ASH_OK ==> \forall integer end;
      OF(holds)(s->DESIGN, offset / ASH_GRANULE, end) ==>
        offset / ASH_GRANULE + ash_granules(size) <= end &&
        ASH_GRANULE * end <= OF(capacity)(s->DESIGN) &&
        (\forall integer x, y; OF(holds)(\old(s->DESIGN), x, y) && x != offset / ASH_GRANULE ==>
          y <= offset / ASH_GRANULE || end <= x);
    ensures keeps_the_others: \result == ASH_OK ==>
      \forall integer x, y; x != offset / ASH_GRANULE ==>
        (OF(holds)(s->DESIGN, x, y) <==> OF(holds)(\old(s->DESIGN), x, y));
*/
static inline enum ash_status FORWARD(resize)(union ash_state *s, size_t offset, size_t size)
{
    //@ ghost OF(block_ends)(s->DESIGN, offset);
    enum ash_status verdict = OF(resize)(&s->DESIGN, offset, size);
    //@ ghost OF(blocks_lie_apart)(s->DESIGN);
    /*@ assert end: verdict == ASH_OK ==>
          OF(holds)(s->DESIGN, offset / ASH_GRANULE, OF(end)(s->DESIGN, offset, size)); */
    return verdict;
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns \nothing;
    ensures \result == 0 <==> !(offset % ASH_GRANULE == 0 &&
      \exists integer end; OF(holds)(s->DESIGN, offset / ASH_GRANULE, end));
    ensures \result != 0 ==> \result % ASH_GRANULE == 0 &&
      OF(holds)(s->DESIGN, offset / ASH_GRANULE, (offset + \result) / ASH_GRANULE);
*/
static inline size_t FORWARD(usable)(const union ash_state *s, size_t offset)
{
    //@ ghost OF(block_ends)(s->DESIGN, offset);
    return OF(usable)(&s->DESIGN, offset);
}

/*@ requires \valid(s) && OF(wf)(s->DESIGN);
    terminates \true;
    assigns \nothing;
    ensures \result.capacity == OF(capacity)(s->DESIGN);
    ensures \result.live + \result.free == \result.capacity;
*/
static inline struct ash_stats FORWARD(stats)(const union ash_state *s)
{
    return OF(stats)(&s->DESIGN);
}

/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> OF(wf)(s->DESIGN);
*/
static inline bool FORWARD(check)(const union ash_state *s)
{
    return OF(check)(&s->DESIGN);
}
