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
    /*@ loop invariant 0 <= i <= ASH_SET_ROOTS;
        loop invariant \forall integer j; 0 <= j < i ==> s->root[j] == 0;
        loop assigns i, s->root[0 .. ASH_SET_ROOTS - 1];
        loop variant ASH_SET_ROOTS - i;
    */
    for (size_t i = 0; i < ASH_SET_ROOTS; i++) s->root[i] = 0;
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
static inline size_t least_under(const struct ash_set *s, size_t inner, unsigned from)
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

// The least inner word from `from` on that is not zero; ASH_SET_INNER when there is none.
/*@ requires \valid(s) && ash_set_wf(*s) && from <= ASH_SET_INNER;
    terminates \true;
    assigns \nothing;
    ensures from <= \result <= ASH_SET_INNER;
    ensures \forall integer i; from <= i < \result ==> ash_empty(s->inner[i]);
    ensures \result < ASH_SET_INNER ==> !ash_empty(s->inner[\result]);
*/
static inline size_t next_inner(const struct ash_set *s, size_t from)
{
    size_t at = from % ASH_WORD_BITS;
    /*@ loop invariant from / ASH_WORD_BITS <= root;
        loop invariant root > from / ASH_WORD_BITS ==> root <= ASH_SET_ROOTS && at == 0;
        loop invariant at < ASH_WORD_BITS;
        loop invariant root == from / ASH_WORD_BITS ==> at == from % ASH_WORD_BITS;
        loop invariant \forall integer i; from <= i < root * ASH_WORD_BITS && i < ASH_SET_INNER ==>
          ash_empty(s->inner[i]);
        loop invariant at_most: ASH_SET_ROOTS - root <= ASH_SET_ROOTS;
        loop assigns root, at;
        loop variant ASH_SET_ROOTS - root;
    */
    for (size_t root = from / ASH_WORD_BITS; root < ASH_SET_ROOTS; root++) {
        unsigned k = ash_word_next(s->root[root], (unsigned)at);
        /*@ assert passed: \forall integer i; from <= i < root * ASH_WORD_BITS + k &&
              i < ASH_SET_INNER ==>
                !ash_bit(s->root[i / ASH_WORD_BITS], i % ASH_WORD_BITS) ||
                i / ASH_WORD_BITS < root; */
        /*@ assert empty: \forall integer i; from <= i < root * ASH_WORD_BITS + k &&
              i < ASH_SET_INNER ==> ash_empty(s->inner[i]); */
        size_t found = root * ASH_WORD_BITS + k;
        /*@ assert found: k < ASH_WORD_BITS ==>
              ash_bit(s->root[found / ASH_WORD_BITS], found % ASH_WORD_BITS); */
        if (k < ASH_WORD_BITS) return found;
        at = 0;
    }
    return ASH_SET_INNER;
}

size_t ash_set_least(const struct ash_set *s)
{
    size_t inner = next_inner(s, 0);
    return inner < ASH_SET_INNER ? least_under(s, inner, 0) : ASH_SET_MEMBERS;
}

size_t ash_set_next(const struct ash_set *s, size_t from)
{
    size_t leaf = from / ASH_WORD_BITS;
    // A word of which all is asked for is looked at from above.
    if (from % ASH_WORD_BITS != 0) {
        unsigned k = ash_word_next(s->leaf[leaf], from % ASH_WORD_BITS);
        if (k < ASH_WORD_BITS) return leaf * ASH_WORD_BITS + k;
        leaf++;
    }
    //@ assert leaf: \forall integer j; from <= j < leaf * ASH_WORD_BITS ==> !ash_in(*s, j);
    size_t inner = leaf / ASH_WORD_BITS;
    if (leaf % ASH_WORD_BITS != 0) {
        size_t found = least_under(s, inner, leaf % ASH_WORD_BITS);
        if (found < ASH_SET_MEMBERS) return found;
        inner++;
    }
    /*@ assert under: \forall integer j; from <= j < inner * ASH_WORD_BITS * ASH_WORD_BITS ==>
          !ash_in(*s, j); */
    size_t next = next_inner(s, inner);
    /*@ assert leaves: \forall integer i; 0 <= i < ASH_SET_LEAVES &&
          inner <= i / ASH_WORD_BITS < next ==> ash_empty(s->leaf[i]); */
    /*@ assert \forall integer j; inner * ASH_WORD_BITS * ASH_WORD_BITS <= j <
          next * ASH_WORD_BITS * ASH_WORD_BITS && j < ASH_SET_MEMBERS ==> !ash_in(*s, j); */
    return next < ASH_SET_INNER ? least_under(s, next, 0) : ASH_SET_MEMBERS;
}

// The greatest inner word below `end` that is not zero; ASH_SET_INNER when there is none.
/*@ requires \valid(s) && ash_set_wf(*s) && end <= ASH_SET_INNER;
    terminates \true;
    assigns \nothing;
    ensures \result < end || \result == ASH_SET_INNER;
    ensures \forall integer i; 0 <= i < end && (\result < i || \result == ASH_SET_INNER) ==>
      ash_empty(s->inner[i]);
    ensures \result < ASH_SET_INNER ==> !ash_empty(s->inner[\result]);
*/
static size_t last_inner(const struct ash_set *s, size_t end)
{
    /*@ loop invariant end <= \at(end, Pre);
        loop invariant \forall integer i; end <= i < \at(end, Pre) ==> ash_empty(s->inner[i]);
        loop invariant at_most: (end + ASH_WORD_BITS - 1) / ASH_WORD_BITS <= ASH_SET_ROOTS;
        loop assigns end;
        loop variant (end + ASH_WORD_BITS - 1) / ASH_WORD_BITS;
    */
    while (end > 0) {
        size_t root = (end - 1) / ASH_WORD_BITS;
        unsigned k = ash_word_upto(s->root[root], (end - 1) % ASH_WORD_BITS);
        size_t found = root * ASH_WORD_BITS + k;
        /*@ assert found: k < ASH_WORD_BITS ==>
              ash_bit(s->root[found / ASH_WORD_BITS], found % ASH_WORD_BITS); */
        /*@ assert passed: \forall integer i; root * ASH_WORD_BITS <= i < end &&
              (k == ASH_WORD_BITS || found < i) ==>
                !ash_bit(s->root[i / ASH_WORD_BITS], i % ASH_WORD_BITS) &&
                ash_empty(s->inner[i]); */
        if (k < ASH_WORD_BITS) return found;
        end = root * ASH_WORD_BITS;
    }
    return ASH_SET_INNER;
}

// The greatest leaf below `end` that is not zero; ASH_SET_LEAVES when there is none.
/*@ requires \valid(s) && ash_set_wf(*s) && end <= ASH_SET_LEAVES;
    terminates \true;
    assigns \nothing;
    ensures \result < end || \result == ASH_SET_LEAVES;
    ensures \forall integer i; 0 <= i < end && (\result < i || \result == ASH_SET_LEAVES) ==>
      ash_empty(s->leaf[i]);
    ensures \result < ASH_SET_LEAVES ==> !ash_empty(s->leaf[\result]);
*/
static size_t last_leaf(const struct ash_set *s, size_t end)
{
    size_t inner = end / ASH_WORD_BITS;
    unsigned k = ASH_WORD_BITS;
    if (end % ASH_WORD_BITS != 0) k = ash_word_upto(s->inner[inner], end % ASH_WORD_BITS - 1);
    /*@ assert under: \forall integer i; inner * ASH_WORD_BITS <= i < end &&
          (k == ASH_WORD_BITS || inner * ASH_WORD_BITS + k < i) ==>
            !ash_bit(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) && ash_empty(s->leaf[i]); */
    if (k == ASH_WORD_BITS) {
        inner = last_inner(s, inner);
        if (inner == ASH_SET_INNER) {
            /*@ assert none: \forall integer i; 0 <= i < end ==>
                  !ash_bit(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) ||
                  i / ASH_WORD_BITS == end / ASH_WORD_BITS; */
            return ASH_SET_LEAVES;
        }
        k = ash_word_upto(s->inner[inner], ASH_WORD_BITS - 1);
    }
    size_t leaf = inner * ASH_WORD_BITS + k;
    //@ assert found: ash_bit(s->inner[leaf / ASH_WORD_BITS], leaf % ASH_WORD_BITS);
    /*@ assert passed: \forall integer i; leaf < i < end ==>
          !ash_bit(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) || ash_empty(s->leaf[i]); */
    return leaf;
}

size_t ash_set_upto(const struct ash_set *s, size_t i)
{
    size_t leaf = i / ASH_WORD_BITS;
    unsigned k = ash_word_upto(s->leaf[leaf], i % ASH_WORD_BITS);
    if (k == ASH_WORD_BITS) {
        size_t last = last_leaf(s, leaf);
        if (last == ASH_SET_LEAVES) return ASH_SET_MEMBERS;
        leaf = last;
        k = ash_word_upto(s->leaf[leaf], ASH_WORD_BITS - 1);
    }
    return leaf * ASH_WORD_BITS + k;
}

bool ash_set_empty(const struct ash_set *s)
{
    size_t inner = next_inner(s, 0);
    /*@ assert leaves: inner == ASH_SET_INNER ==> \forall integer i; 0 <= i < ASH_SET_LEAVES ==>
          !ash_bit(s->inner[i / ASH_WORD_BITS], i % ASH_WORD_BITS) && ash_empty(s->leaf[i]); */
    if (inner == ASH_SET_INNER) return true;
    //@ assert bit: \exists integer k; 0 <= k < ASH_WORD_BITS && ash_bit(s->inner[inner], k);
    /*@ assert leaf: \forall integer k; 0 <= k < ASH_WORD_BITS && ash_bit(s->inner[inner], k) ==>
          ash_bit(s->inner[(inner * ASH_WORD_BITS + k) / ASH_WORD_BITS],
                  (inner * ASH_WORD_BITS + k) % ASH_WORD_BITS) &&
          !ash_empty(s->leaf[inner * ASH_WORD_BITS + k]); */
    /*@ assert member: \forall integer k, j; 0 <= k < ASH_WORD_BITS && 0 <= j < ASH_WORD_BITS &&
          ash_bit(s->leaf[inner * ASH_WORD_BITS + k], j) ==>
            ash_in(*s, (inner * ASH_WORD_BITS + k) * ASH_WORD_BITS + j); */
    return false;
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
          (ash_bit(s->root[j / ASH_WORD_BITS], j % ASH_WORD_BITS) <==> !ash_empty(s->inner[j]));
        loop assigns i;
        loop variant ASH_SET_INNER - i;
    */
    for (size_t i = 0; i < ASH_SET_INNER; i++) {
        bool summary = ash_word_test(s->root[i / ASH_WORD_BITS], i % ASH_WORD_BITS);
        if (summary == ash_word_empty(s->inner[i])) return false;
    }
    // The bits of the last root above the inner words.
    unsigned most = ASH_SET_INNER - (ASH_SET_ROOTS - 1) * ASH_WORD_BITS;
    unsigned k = ash_word_next(s->root[ASH_SET_ROOTS - 1], most);
    //@ ghost size_t above = (ASH_SET_ROOTS - 1) * ASH_WORD_BITS + k;
    /*@ assert above: k < ASH_WORD_BITS ==>
          ash_bit(s->root[above / ASH_WORD_BITS], above % ASH_WORD_BITS); */
    /*@ assert clear: k == ASH_WORD_BITS ==>
          \forall integer i; ASH_SET_INNER <= i < ASH_SET_ROOTS * ASH_WORD_BITS ==>
            !ash_bit(s->root[i / ASH_WORD_BITS], i % ASH_WORD_BITS); */
    return k == ASH_WORD_BITS;
}
