// SPDX-License-Identifier: MIT
#include "set.h"

void ash_set_init(struct ash_set *s)
{
    /*@ loop invariant 0 <= i <= ASH_SET_LEAVES;
        loop invariant \forall integer j; 0 <= j < i ==> s->leaf[j] == 0;
        loop assigns i, s->leaf[0 .. ASH_SET_LEAVES - 1];
        loop variant ASH_SET_LEAVES - i;
    */
    for (size_t i = 0; i < ASH_SET_LEAVES; i++) s->leaf[i] = 0;
    /*@ loop invariant 0 <= i <= ASH_SET_INNER;
        loop invariant \forall integer j; 0 <= j < i ==> s->inner[j] == 0;
        loop assigns i, s->inner[0 .. ASH_SET_INNER - 1];
        loop variant ASH_SET_INNER - i;
    */
    for (size_t i = 0; i < ASH_SET_INNER; i++) s->inner[i] = 0;
    s->root = 0;
}

bool ash_set_test(const struct ash_set *s, size_t i)
{
    return ash_word_test(s->leaf[i / ASH_WORD_BITS], i % ASH_WORD_BITS);
}

void ash_set_insert(struct ash_set *s, size_t i)
{
    size_t leaf = i / ASH_WORD_BITS;
    size_t inner = leaf / ASH_WORD_BITS;
    s->leaf[leaf] = ash_word_set(s->leaf[leaf], i % ASH_WORD_BITS);
    s->inner[inner] = ash_word_set(s->inner[inner], leaf % ASH_WORD_BITS);
    s->root = ash_word_set(s->root, (unsigned)inner);
}

void ash_set_remove(struct ash_set *s, size_t i)
{
    size_t leaf = i / ASH_WORD_BITS;
    size_t inner = leaf / ASH_WORD_BITS;
    s->leaf[leaf] = ash_word_clear(s->leaf[leaf], i % ASH_WORD_BITS);
    if (!ash_word_empty(s->leaf[leaf])) return;
    s->inner[inner] = ash_word_clear(s->inner[inner], leaf % ASH_WORD_BITS);
    if (ash_word_empty(s->inner[inner])) s->root = ash_word_clear(s->root, (unsigned)inner);
}

// The least member in a leaf that is not empty.
/*@ requires \valid(s) && leaf < ASH_SET_LEAVES && !ash_empty(s->leaf[leaf]);
    terminates \true;
    assigns \nothing;
    ensures leaf * ASH_WORD_BITS <= \result < leaf * ASH_WORD_BITS + ASH_WORD_BITS;
    ensures \forall integer j; leaf * ASH_WORD_BITS <= j < \result ==> !ash_in(*s, j);
    ensures ash_in(*s, \result);
*/
static size_t least_in_leaf(const struct ash_set *s, size_t leaf)
{
    return leaf * ASH_WORD_BITS + ash_word_first(s->leaf[leaf]);
}

// The least member under an inner word from its leaf number `from` on; ASH_SET_MEMBERS when it
// has none there.
/*@ requires \valid(s) && ash_set_wf(*s) && inner < ASH_SET_INNER && from <= ASH_WORD_BITS;
    terminates \true;
    assigns \nothing;
    ensures \result <= ASH_SET_MEMBERS;
    ensures \forall integer j; j < \result &&
      (inner * ASH_WORD_BITS + from) * ASH_WORD_BITS <= j <
        (inner + 1) * ASH_WORD_BITS * ASH_WORD_BITS ==> !ash_in(*s, j);
    ensures \result < ASH_SET_MEMBERS ==> ash_in(*s, \result) &&
      (inner * ASH_WORD_BITS + from) * ASH_WORD_BITS <= \result <
        (inner + 1) * ASH_WORD_BITS * ASH_WORD_BITS;
    ensures from == 0 && !ash_empty(s->inner[inner]) ==> \result < ASH_SET_MEMBERS;
*/
static size_t least_under(const struct ash_set *s, size_t inner, unsigned from)
{
    unsigned k = ash_word_next(s->inner[inner], from);
    /*@ assert passed: \forall integer i;
          inner * ASH_WORD_BITS + from <= i < inner * ASH_WORD_BITS + k ==>
            !ash_bit(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) && ash_empty(s->leaf[i]); */
    /*@ assert \forall integer j; (inner * ASH_WORD_BITS + from) * ASH_WORD_BITS <= j <
          (inner * ASH_WORD_BITS + k) * ASH_WORD_BITS ==> !ash_in(*s, j); */
    if (k == ASH_WORD_BITS) return ASH_SET_MEMBERS;
    return least_in_leaf(s, inner * ASH_WORD_BITS + k);
}

size_t ash_set_next(const struct ash_set *s, size_t from)
{
    size_t leaf = from / ASH_WORD_BITS;
    size_t inner = leaf / ASH_WORD_BITS;
    unsigned k = ash_word_next(s->leaf[leaf], from % ASH_WORD_BITS);
    if (k < ASH_WORD_BITS) return leaf * ASH_WORD_BITS + k;
    size_t found = least_under(s, inner, leaf % ASH_WORD_BITS + 1);
    if (found < ASH_SET_MEMBERS) return found;
    k = ash_word_next(s->root, (unsigned)inner + 1);
    /*@ assert passed: \forall integer i; inner < i < k && i < ASH_SET_INNER ==>
          ash_empty(s->inner[i]); */
    /*@ assert leaves: \forall integer i; inner < i / ASH_WORD_BITS < k && i < ASH_SET_LEAVES ==>
          ash_empty(s->leaf[i]); */
    /*@ assert \forall integer j; (inner + 1) * ASH_WORD_BITS * ASH_WORD_BITS <= j <
          k * ASH_WORD_BITS * ASH_WORD_BITS && j < ASH_SET_MEMBERS ==> !ash_in(*s, j); */
    return k < ASH_WORD_BITS ? least_under(s, k, 0) : ASH_SET_MEMBERS;
}

bool ash_set_check(const struct ash_set *s)
{
    /*@ loop invariant 0 <= i <= ASH_SET_LEAVES;
        loop invariant \forall integer j; 0 <= j < i ==>
          (ash_bit(s->inner[j / ASH_WORD_BITS], j % ASH_WORD_BITS) <==> !ash_empty(s->leaf[j]));
        loop assigns i;
        loop variant ASH_SET_LEAVES - i;
    */
    for (size_t i = 0; i < ASH_SET_LEAVES; i++) {
        bool summary = ash_word_test(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS);
        if (summary == ash_word_empty(s->leaf[i])) return false;
    }
    /*@ loop invariant 0 <= i <= ASH_SET_INNER;
        loop invariant \forall integer j; 0 <= j < i ==>
          (ash_bit(s->root, j) <==> !ash_empty(s->inner[j]));
        loop assigns i;
        loop variant ASH_SET_INNER - i;
    */
    for (unsigned i = 0; i < ASH_SET_INNER; i++) {
        if (ash_word_test(s->root, i) == ash_word_empty(s->inner[i])) return false;
    }
    return ash_word_next(s->root, ASH_SET_INNER) == ASH_WORD_BITS;
}
