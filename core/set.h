// SPDX-License-Identifier: MIT
// set: a set of numbers below ASH_SET_MEMBERS, and the least of them from some number on.
//
// A bit a number, and above the words of these bits two levels of summary: a bit that is set
// exactly when the word under it is not zero. So every operation looks at one word of each
// level, or two, and at the ASH_SET_ROOTS words on top, of which there is one for each 262144
// numbers (at words of 64 bits).
#ifndef ASH_SET_H
#define ASH_SET_H

#include "bits.h"

// Inner words: enough for a member a word of granules, or as many as the roots can have. Short
// words do not make the pages and slot sizes of bucket fewer: with them, for a member a granule.
#define ASH_SET_ROOTS_MOST 16
#if ASH_WORD_BITS == 64
#define ASH_SET_WANTED ((ASH_WORDS - 1) / (ASH_WORD_BITS * ASH_WORD_BITS) + 1)
#else
#define ASH_SET_WANTED (ASH_GRANULES / (ASH_WORD_BITS * ASH_WORD_BITS) + 1)
#endif
// A power of two of them, so that there are members for all units of octaves.
#if ASH_SET_WANTED > ASH_SET_ROOTS_MOST * ASH_WORD_BITS
#define ASH_SET_INNER (ASH_SET_ROOTS_MOST * ASH_WORD_BITS)
#elif ASH_SET_WANTED > 512
#define ASH_SET_INNER 1024
#elif ASH_SET_WANTED > 256
#define ASH_SET_INNER 512
#elif ASH_SET_WANTED > 128
#define ASH_SET_INNER 256
#elif ASH_SET_WANTED > 64
#define ASH_SET_INNER 128
#elif ASH_SET_WANTED > 32
#define ASH_SET_INNER 64
#elif ASH_SET_WANTED > 16
#define ASH_SET_INNER 32
#elif ASH_SET_WANTED > 8
#define ASH_SET_INNER 16
#elif ASH_SET_WANTED > 4
#define ASH_SET_INNER 8
#elif ASH_SET_WANTED > 2
#define ASH_SET_INNER 4
#elif ASH_SET_WANTED > 1
#define ASH_SET_INNER 2
#else
#define ASH_SET_INNER 1
#endif
#define ASH_SET_ROOTS ((ASH_SET_INNER + ASH_WORD_BITS - 1) / ASH_WORD_BITS)
#define ASH_SET_LEAVES (ASH_SET_INNER * ASH_WORD_BITS)
#define ASH_SET_MEMBERS (ASH_SET_LEAVES * ASH_WORD_BITS)

struct ash_set {
    ash_word leaf[ASH_SET_LEAVES]; // bit i % ASH_WORD_BITS of leaf[i / ASH_WORD_BITS]: i is in
    ash_word inner[ASH_SET_INNER]; // likewise for each leaf: it is not zero
    ash_word root[ASH_SET_ROOTS];  // likewise for each inner word
};

#ifdef __FRAMAC__
#include "../proofs/logic/set.acsl"
#endif

// The empty set. Work: a step a word.
/*@ requires \valid(s);
    terminates \true;
    assigns *s;
    ensures ash_set_wf(*s);
    ensures \forall integer j; 0 <= j < ASH_SET_MEMBERS ==> !ash_in(*s, j);
*/
void ash_set_init(struct ash_set *s);

// Work: three steps.
/*@ requires \valid(s) && i < ASH_SET_MEMBERS;
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_in(*s, i);
    ensures \result == false <==> !ash_in(*s, i);
*/
static inline bool ash_set_test(const struct ash_set *s, size_t i)
{
    return ash_word_test(s->leaf[i / ASH_WORD_BITS], i % ASH_WORD_BITS);
}

// Adds i, if it is not in already. Work: a step a level.
/*@ requires \valid(s) && ash_set_wf(*s) && i < ASH_SET_MEMBERS;
    terminates \true;
    assigns *s;
    ensures ash_set_wf(*s);
    ensures \forall integer j; 0 <= j < ASH_SET_MEMBERS ==>
      (ash_in(*s, j) <==> (j == i || ash_in(\old(*s), j)));
*/
static inline void ash_set_insert(struct ash_set *s, size_t i)
{
    size_t leaf = i / ASH_WORD_BITS;
    size_t inner = leaf / ASH_WORD_BITS;
    s->leaf[leaf] = ash_word_set(s->leaf[leaf], i % ASH_WORD_BITS);
    s->inner[inner] = ash_word_set(s->inner[inner], leaf % ASH_WORD_BITS);
    size_t root = inner / ASH_WORD_BITS;
    s->root[root] = ash_word_set(s->root[root], inner % ASH_WORD_BITS);
}

// Work: a step a root.
/*@ requires \valid(s) && ash_set_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_set_none(*s);
*/
bool ash_set_empty(const struct ash_set *s);

// Takes i out, if it is in. Is the set empty then? Work: a step a level, and one a root.
/*@ requires \valid(s) && ash_set_wf(*s) && i < ASH_SET_MEMBERS;
    terminates \true;
    assigns *s;
    ensures ash_set_wf(*s);
    ensures \result == true <==> ash_set_none(*s);
    ensures \forall integer j; 0 <= j < ASH_SET_MEMBERS ==>
      (ash_in(*s, j) <==> (j != i && ash_in(\old(*s), j)));
*/
static inline bool ash_set_remove(struct ash_set *s, size_t i)
{
    size_t leaf = i / ASH_WORD_BITS;
    size_t inner = leaf / ASH_WORD_BITS;
    size_t root = inner / ASH_WORD_BITS;
    ash_word low = ash_word_clear(s->leaf[leaf], i % ASH_WORD_BITS);
    ash_word mid = s->inner[inner], top = s->root[root];
    // Without a branch, which nobody could foretell.
    mid = ash_word_empty(low) ? ash_word_clear(mid, leaf % ASH_WORD_BITS) : mid;
    top = ash_word_empty(mid) ? ash_word_clear(top, inner % ASH_WORD_BITS) : top;
    s->leaf[leaf] = low;
    s->inner[inner] = mid;
    s->root[root] = top;
    //@ assert sound: ash_set_wf(*s);
    /*@ assert roots: \forall integer a; 0 <= a < ASH_WORD_BITS && ash_bit(top, a) ==>
          ash_bit(s->root[(root * ASH_WORD_BITS + a) / ASH_WORD_BITS],
                  (root * ASH_WORD_BITS + a) % ASH_WORD_BITS) &&
          !ash_empty(s->inner[root * ASH_WORD_BITS + a]); */
    /*@ assert inners: \forall integer a, k; 0 <= a < ASH_SET_INNER && 0 <= k < ASH_WORD_BITS &&
          ash_bit(s->inner[a], k) ==>
          ash_bit(s->inner[(a * ASH_WORD_BITS + k) / ASH_WORD_BITS],
                  (a * ASH_WORD_BITS + k) % ASH_WORD_BITS) &&
          !ash_empty(s->leaf[a * ASH_WORD_BITS + k]); */
    /*@ assert leaves: \forall integer a, k; 0 <= a < ASH_SET_LEAVES && 0 <= k < ASH_WORD_BITS &&
          ash_bit(s->leaf[a], k) ==> ash_in(*s, a * ASH_WORD_BITS + k); */
    if (!ash_word_empty(top)) return false;
#if ASH_SET_ROOTS == 1
    /*@ assert bare: \forall integer a; 0 <= a < ASH_SET_INNER ==>
          !ash_bit(s->root[a / ASH_WORD_BITS], a % ASH_WORD_BITS) && ash_empty(s->inner[a]); */
    /*@ assert none: \forall integer a; 0 <= a < ASH_SET_LEAVES ==>
          !ash_bit(s->inner[a / ASH_WORD_BITS], a % ASH_WORD_BITS) && ash_empty(s->leaf[a]); */
    return true;
#else
    return ash_set_empty(s);
#endif
}

// The least member; ASH_SET_MEMBERS when there is none. Work: three steps, and one a root.
/*@ requires \valid(s) && ash_set_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_SET_MEMBERS;
    ensures \forall integer j; 0 <= j < \result ==> !ash_in(*s, j);
    ensures \result < ASH_SET_MEMBERS ==> ash_in(*s, \result);
*/
size_t ash_set_least(const struct ash_set *s);

// The least member that is not below `from`; ASH_SET_MEMBERS when there is none. Work: at most four steps, and one a root.
/*@ requires \valid(s) && ash_set_wf(*s) && from < ASH_SET_MEMBERS;
    terminates \true;
    assigns \nothing;
    ensures from <= \result <= ASH_SET_MEMBERS;
    ensures \forall integer j; from <= j < \result ==> !ash_in(*s, j);
    ensures \result < ASH_SET_MEMBERS ==> ash_in(*s, \result);
*/
size_t ash_set_next(const struct ash_set *s, size_t from);

// The greatest member that is not above i; ASH_SET_MEMBERS when there is none. Work: as
// ash_set_next.
/*@ requires \valid(s) && ash_set_wf(*s) && i < ASH_SET_MEMBERS;
    terminates \true;
    assigns \nothing;
    ensures \result <= i || \result == ASH_SET_MEMBERS;
    ensures \forall integer j; 0 <= j <= i && (\result < j || \result == ASH_SET_MEMBERS) ==>
              !ash_in(*s, j);
    ensures \result < ASH_SET_MEMBERS ==> ash_in(*s, \result);
*/
size_t ash_set_upto(const struct ash_set *s, size_t i);

// Does the invariant hold? For any contents at all. Work: a step a word.
/*@ requires \valid(s);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==> ash_set_wf(*s);
*/
bool ash_set_check(const struct ash_set *s);

#endif
