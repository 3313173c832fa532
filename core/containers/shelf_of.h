// SPDX-License-Identifier: MIT
// shelf_of: the shelf over one design, which shelf.c includes for each, as forward.h; DESIGN is
// its name. No design's contract but that of forward.h is used.
// No include guard, because it is a template.

/*@
  // Granules x .. y-1 are a live block, and not that of the shelf.
  predicate OF(foreign)(struct ash_shelf v, struct NAME(ash_, DESIGN) d, integer x, integer y) =
    OF(holds)(d, x, y) && ASH_GRANULE * x != v.at;

  // The n bytes from `at` on lie in the live block that starts there.
  predicate OF(lie_in)(struct NAME(ash_, DESIGN) d, integer at, integer n) =
    \exists integer end; OF(holds)(d, at / ASH_GRANULE, end) && at + n <= ASH_GRANULE * end;

  // They meet no other.
  predicate OF(lie_apart)(struct NAME(ash_, DESIGN) d, integer at, integer n) =
    \forall integer x, y; OF(holds)(d, x, y) && ASH_GRANULE * x != at ==>
      ASH_GRANULE * y <= at || at + n <= ASH_GRANULE * x;

  // The invariant of a shelf: it is empty, or its bytes lie in a block of its own.
  predicate OF(shelved)(struct ash_shelf v, struct NAME(ash_, DESIGN) d) =
    v.length <= v.room && ((v.room == 0 && v.at == ASH_NONE) ||
      (v.room != 0 && v.at % ASH_GRANULE == 0 && v.at + v.room <= OF(capacity)(d) &&
        OF(lie_in)(d, v.at, v.room) && OF(lie_apart)(d, v.at, v.room)));

  // The blocks of others are live as before, and none is new.
  predicate OF(others_live)(struct ash_shelf old, struct ash_shelf now,
                            struct NAME(ash_, DESIGN) before, struct NAME(ash_, DESIGN) after) =
    \forall integer x, y; OF(foreign)(now, after, x, y) <==> OF(foreign)(old, before, x, y);

  // What lies in them is what it was.
  predicate OF(others_keep){A,B}(struct ash_shelf v, struct NAME(ash_, DESIGN) d,
                                 unsigned char *memory) =
    \forall integer x, y; OF(foreign)(v, d, x, y) ==>
      ash_kept{A,B}(memory, ASH_GRANULE * x, ASH_GRANULE * (y - x));
*/

// Moves to a block of its own, of `want` bytes, what is on the shelf.
/*@ requires \valid(v) && \valid(s) && OF(wf)(s->DESIGN) && OF(shelved)(*v, s->DESIGN);
    requires \valid(memory + (0 .. OF(capacity)(s->DESIGN) - 1));
    requires \separated(v, s, memory + (..));
    requires v->room < want;
    terminates \true;
    assigns *v, s->DESIGN, memory[0 .. OF(capacity)(s->DESIGN) - 1];
    ensures design: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures invariant: OF(shelved)(*v, s->DESIGN);
    ensures refused: \result == false ==> *v == \old(*v);
    ensures has_room: \result == true ==> v->length == \old(v->length) && v->room == want;
    ensures keeps_bytes: ash_moved{Pre,Post}(memory, v->at, \old(v->at), v->length);
    ensures others_live: OF(others_live)(\old(*v), *v, \old(s->DESIGN), s->DESIGN);
    ensures others_keep: OF(others_keep){Pre,Post}(\old(*v), \old(s->DESIGN), memory);
*/
static bool FORWARD(move)(struct ash_shelf *v, union ash_state *s, unsigned char *memory,
                          size_t want)
{
    //@ ghost OF(blocks_lie_apart)(s->DESIGN);
    //@ assert mine: v->room != 0 ==> v->at == ASH_GRANULE * (v->at / ASH_GRANULE);
    size_t at = FORWARD(alloc)(s, want, 1);
    if (at == ASH_NONE) {
        //@ assert as_it_was: OF(shelved)(*v, s->DESIGN);
        return false;
    }
    //@ assert place: at == ASH_GRANULE * (at / ASH_GRANULE);
    /*@ assert clear: \forall integer x, y; OF(holds)(\at(s->DESIGN, Pre), x, y) ==>
          ASH_GRANULE * y <= at || at + want <= ASH_GRANULE * x; */
    /*@ assert gained: \forall integer x, y; OF(holds)(s->DESIGN, x, y) && ASH_GRANULE * x != at <==>
          OF(holds)(\at(s->DESIGN, Pre), x, y); */
    //@ assert inside: at + want <= OF(capacity)(s->DESIGN);
    ash_bytes_move(memory, at, v->at, v->length);
    FORWARD(free)(s, v->at); // of an empty shelf ASH_NONE, which is refused
    //@ assert new: OF(lie_in)(s->DESIGN, at, want);
    /*@ assert others: \forall integer x, y; OF(holds)(s->DESIGN, x, y) && ASH_GRANULE * x != at <==>
          OF(foreign)(\at(*v, Pre), \at(s->DESIGN, Pre), x, y); */
    //@ assert around: OF(lie_apart)(s->DESIGN, at, want);
    v->at = at;
    v->room = want;
    //@ assert moved: OF(shelved)(*v, s->DESIGN);
    return true;
}

// Makes room for one more byte at least.
/*@ requires \valid(v) && \valid(s) && OF(wf)(s->DESIGN) && OF(shelved)(*v, s->DESIGN);
    requires \valid(memory + (0 .. OF(capacity)(s->DESIGN) - 1));
    requires \separated(v, s, memory + (..));
    requires OF(capacity)(s->DESIGN) <= SIZE_MAX / 2;
    terminates \true;
    assigns *v, s->DESIGN, memory[0 .. OF(capacity)(s->DESIGN) - 1];
    ensures design: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures invariant: OF(shelved)(*v, s->DESIGN);
    ensures refused: \result == false ==> *v == \old(*v);
    ensures has_room: \result == true ==> v->length == \old(v->length) && v->length < v->room;
    ensures keeps_bytes: ash_moved{Pre,Post}(memory, v->at, \old(v->at), v->length);
    ensures others_live: OF(others_live)(\old(*v), *v, \old(s->DESIGN), s->DESIGN);
    ensures others_keep: OF(others_keep){Pre,Post}(\old(*v), \old(s->DESIGN), memory);
*/
static bool FORWARD(grow)(struct ash_shelf *v, union ash_state *s, unsigned char *memory)
{
    size_t want = 2 * v->room + 1;
    if (FORWARD(resize)(s, v->at, want) != ASH_OK) return FORWARD(move)(v, s, memory, want);
    v->room = want;
    return true;
}

/*@ requires \valid(v) && \valid(s) && OF(wf)(s->DESIGN) && OF(shelved)(*v, s->DESIGN);
    requires \valid(memory + (0 .. OF(capacity)(s->DESIGN) - 1));
    requires \separated(v, s, memory + (..));
    requires OF(capacity)(s->DESIGN) <= SIZE_MAX / 2;
    terminates \true;
    assigns *v, s->DESIGN, memory[0 .. OF(capacity)(s->DESIGN) - 1];
    ensures design: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures invariant: OF(shelved)(*v, s->DESIGN);
    ensures refused: \result == false ==> *v == \old(*v) && v->length == v->room;
    ensures longer: \result == true ==> v->length == \old(v->length) + 1;
    ensures behind: \result == true ==> memory[v->at + v->length - 1] == byte;
    ensures keeps_bytes: ash_moved{Pre,Post}(memory, v->at, \old(v->at), \old(v->length));
    ensures others_live: OF(others_live)(\old(*v), *v, \old(s->DESIGN), s->DESIGN);
    ensures others_keep: OF(others_keep){Pre,Post}(\old(*v), \old(s->DESIGN), memory);
*/
static bool FORWARD(put)(struct ash_shelf *v, union ash_state *s, unsigned char *memory,
                         unsigned char byte)
{
    bool room = v->length < v->room || FORWARD(grow)(v, s, memory);
    if (!room) return false;
    //@ assert kept: ash_moved{Pre,Here}(memory, v->at, \at(v->at, Pre), v->length);
    //@ assert others: OF(others_keep){Pre,Here}(\at(*v, Pre), \at(s->DESIGN, Pre), memory);
    memory[v->at + v->length] = byte;
    //@ assert aside: OF(others_keep){Pre,Here}(\at(*v, Pre), \at(s->DESIGN, Pre), memory);
    //@ assert still: ash_moved{Pre,Here}(memory, v->at, \at(v->at, Pre), v->length);
    v->length++;
    return true;
}

/*@ requires \valid(v) && \valid(s) && OF(wf)(s->DESIGN) && OF(shelved)(*v, s->DESIGN);
    requires \separated(v, s);
    terminates \true;
    assigns *v, s->DESIGN;
    ensures design: OF(wf)(s->DESIGN) &&
      OF(capacity)(s->DESIGN) == \old(OF(capacity)(s->DESIGN));
    ensures empty: v->length == 0 && v->room == 0 && v->at == ASH_NONE;
    ensures others_live: OF(others_live)(\old(*v), *v, \old(s->DESIGN), s->DESIGN);
*/
static void FORWARD(clear)(struct ash_shelf *v, union ash_state *s)
{
    FORWARD(free)(s, v->at); // of an empty shelf ASH_NONE, which is refused
    v->at = ASH_NONE;
    v->length = 0;
    v->room = 0;
}
