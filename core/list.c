// SPDX-License-Identifier: MIT
#include "list.h"

size_t ash_list_init(struct ash_list *s, size_t capacity)
{
    size_t most = (size_t)ASH_LIST_GRANULES * ASH_GRANULE;
    ash_blocks_init(&s->blocks, capacity < most ? capacity : most);
    s->next[0] = (uint32_t)s->blocks.limit;
    s->prev[s->blocks.limit] = 0;
    return s->blocks.limit * ASH_GRANULE;
}

// The end of the hole at granule i, or i itself when no hole starts there.
/*@ requires \valid(s) && ash_list_wf(*s) && i <= s->blocks.limit;
    requires i == s->blocks.limit || ash_head(s->blocks, i);
    terminates \true;
    assigns \nothing;
    ensures i == s->blocks.limit || ash_used(s->blocks, i) ? \result == i : \result == s->next[i];
*/
static size_t hole_end(const struct ash_list *s, size_t i)
{
    if (i == s->blocks.limit || ash_bits_test(&s->blocks.used, i)) return i;
    return s->next[i];
}

// Makes the runs at i and j neighbours.
/*@ requires \valid(s) && i < j <= ASH_LIST_GRANULES;
    terminates \true;
    assigns s->next[i], s->prev[j];
    ensures s->next[i] == j && s->prev[j] == i;
*/
static void link(struct ash_list *s, size_t i, size_t j)
{
    s->next[i] = (uint32_t)j;
    s->prev[j] = (uint32_t)i;
}

// Links the runs lo .. a-1, a .. b-1 and b .. hi-1, of which the first and the last may be empty,
// where others have been before.
/*@ requires \valid(s) && ash_blocks_wf(s->blocks) && ash_outside(*s, lo, hi);
    requires lo <= a < b <= hi && ash_head(s->blocks, a) && (b == hi || ash_head(s->blocks, b));
    requires ash_run(s->blocks, lo, a);
    requires ash_run(s->blocks, a, b);
    requires ash_run(s->blocks, b, hi);
    terminates \true;
    assigns s->next[0 .. ASH_LIST_GRANULES], s->prev[0 .. ASH_LIST_GRANULES];
    ensures ash_list_wf(*s);
*/
static void lay(struct ash_list *s, size_t lo, size_t a, size_t b, size_t hi)
{
    if (lo < a) link(s, lo, a);
    link(s, a, b);
    if (b < hi) link(s, b, hi);
    //@ assert ash_list_ends(*s);
    //@ assert ash_list_bare(*s);
    //@ assert ash_list_alike(*s);
    /*@ assert heads: \forall integer i; lo <= i <= hi && ash_head(s->blocks, i) ==>
          i == lo || i == a || i == b || i == hi; */
    /*@ assert inner: \forall integer i; 0 < i < s->blocks.limit && ash_head(s->blocks, i) &&
          lo < i <= hi ==>
            s->prev[i] < i && ash_head(s->blocks, s->prev[i]) && s->next[s->prev[i]] == i; */
    /*@ assert outer: \forall integer i; 0 < i < s->blocks.limit && ash_head(s->blocks, i) &&
          !(lo < i <= hi) ==>
            s->prev[i] < i && ash_head(s->blocks, s->prev[i]) && s->next[s->prev[i]] == i; */
    /*@ assert forth: \forall integer i; 0 <= i < s->blocks.limit && ash_head(s->blocks, i) ==>
          s->prev[s->next[i]] == i; */
    //@ assert ash_list_back(*s);
}

// Turns the granules at .. at+n-1 of the hole at i into a block.
/*@ requires \valid(s) && ash_list_wf(*s);
    requires i < s->blocks.limit && ash_head(s->blocks, i) && !ash_used(s->blocks, i);
    requires i <= at && at < s->next[i] && 0 < n && n <= s->next[i] - at;
    terminates \true;
    assigns *s;
    ensures ash_list_wf(*s) && s->blocks.limit == \old(s->blocks.limit);
    ensures ash_gains(\old(s->blocks), s->blocks, at, n);
    ensures ash_marks(\old(s->blocks), s->blocks, at, n);
*/
static void cut(struct ash_list *s, size_t i, size_t at, size_t n)
{
    size_t end = s->next[i];
    ash_blocks_mark(&s->blocks, at, n);
    /*@ assert heads: \forall integer g; 0 <= g < s->blocks.limit ==>
          (ash_head(s->blocks, g) <==>
            ((ash_head(\at(s->blocks, Pre), g) && !(i < g < end)) || g == at || g == at + n)); */
    //@ assert ash_outside_ends(*s, i, end);
    //@ assert ash_outside_runs(*s, i, end);
    //@ assert ash_outside_back(*s, i, end);
    lay(s, i, at, at + n, end);
}

size_t ash_list_alloc(struct ash_list *s, size_t size, size_t align)
{
    size_t n = ash_request_granules(size);
    size_t a = ash_request_align(align);
    if (n == 0 || a == 0) return ASH_NONE;
    /*@ loop invariant 0 <= i <= s->blocks.limit;
        loop invariant a_run_each: i == s->blocks.limit || ash_head(s->blocks, i);
        loop invariant \forall integer g; 0 <= g < i && g % a == 0 ==> !ash_gap(s->blocks, g, n);
        loop assigns i;
        loop variant s->blocks.limit - i;
    */
    for (size_t i = 0; i < s->blocks.limit; i = s->next[i]) {
        size_t end = hole_end(s, i);
        size_t at = ash_align_up(i, a);
        if (at < end && n <= end - at) {
            cut(s, i, at, n);
            return ash_request_offset(at, align);
        }
        //@ assert end == i || end == s->blocks.limit || ash_used(s->blocks, end);
        /*@ assert \forall integer g; i <= g < s->next[i] && g % a == 0 ==>
              (ash_used(s->blocks, g) || g + n > end) && !ash_gap(s->blocks, g, n); */
    }
    //@ assert \forall integer g; 0 <= g && g % a == 0 ==> !ash_gap(s->blocks, g, n);
    return ASH_NONE;
}

enum ash_status ash_list_free(struct ash_list *s, size_t offset)
{
    enum ash_status verdict = ash_blocks_verdict(&s->blocks, offset);
    if (verdict != ASH_OK) return verdict;
    size_t first = offset / ASH_GRANULE;
    size_t end = s->next[first];
    size_t to = hole_end(s, end);
    bool join = first > 0 && !ash_bits_test(&s->blocks.used, first - 1);
    size_t from = join ? s->prev[first] : first;
    ash_blocks_drop(&s->blocks, first, end);
    /*@ assert heads: \forall integer g; 0 <= g < s->blocks.limit ==>
          (ash_head(s->blocks, g) <==> (ash_head(\at(s->blocks, Pre), g) && !(from < g < to))); */
    //@ assert ash_outside_ends(*s, from, to);
    //@ assert ash_outside_runs(*s, from, to);
    //@ assert ash_outside_back(*s, from, to);
    lay(s, from, from, to, to);
    return ASH_OK;
}

enum ash_status ash_list_resize(struct ash_list *s, size_t offset, size_t size)
{
    enum ash_status verdict = ash_blocks_verdict(&s->blocks, offset);
    if (verdict != ASH_OK) return verdict;
    if (size == 0) return ASH_BAD_SIZE;
    size_t first = offset / ASH_GRANULE;
    size_t n = ash_request_granules(size);
    size_t end = s->next[first];
    size_t most = hole_end(s, end);
    if (n > most - first) return ASH_NO_ROOM;
    ash_blocks_move_end(&s->blocks, first, end, first + n);
    /*@ assert heads: \forall integer g; 0 <= g < s->blocks.limit ==>
          (ash_head(s->blocks, g) <==>
            ((ash_head(\at(s->blocks, Pre), g) && !(first < g < most)) || g == first + n)); */
    //@ assert \forall integer g; first + n <= g < most ==> !ash_used(s->blocks, g);
    //@ assert ash_outside_ends(*s, first, most);
    //@ assert ash_outside_runs(*s, first, most);
    //@ assert ash_outside_back(*s, first, most);
    lay(s, first, first, first + n, most);
    return ASH_OK;
}

size_t ash_list_usable(const struct ash_list *s, size_t offset)
{
    if (ash_blocks_verdict(&s->blocks, offset) != ASH_OK) return 0;
    size_t first = offset / ASH_GRANULE;
    return (s->next[first] - first) * ASH_GRANULE;
}

struct ash_stats ash_list_stats(const struct ash_list *s)
{
    return ash_blocks_stats(&s->blocks);
}

// Is the run at head i as the invariant says?
/*@ requires \valid(s) && ash_blocks_wf(s->blocks) && s->blocks.limit <= ASH_LIST_GRANULES;
    requires i < s->blocks.limit && ash_head(s->blocks, i);
    terminates \true;
    assigns \nothing;
    ensures \result == true <==>
      (i < s->next[i] <= s->blocks.limit && s->prev[s->next[i]] == i &&
       (s->next[i] == s->blocks.limit || ash_head(s->blocks, s->next[i])) &&
       (\forall integer j; i < j < s->next[i] ==>
         !ash_head(s->blocks, j) && (ash_used(s->blocks, j) <==> ash_used(s->blocks, i))));
*/
static bool run_sound(const struct ash_list *s, size_t i)
{
    size_t end = s->next[i];
    if (end <= i || end > s->blocks.limit || s->prev[end] != i) return false;
    bool used = ash_bits_test(&s->blocks.used, i);
    if (ash_bits_next(&s->blocks.used, i, end, !used) != end) return false;
    if (used && ash_bits_next(&s->blocks.start, i + 1, end, true) != end) return false;
    if (end == s->blocks.limit) return true;
    return ash_bits_test(&s->blocks.used, end) != used || ash_bits_test(&s->blocks.start, end);
}

bool ash_list_check(const struct ash_list *s)
{
    if (!ash_blocks_check(&s->blocks) || s->blocks.limit > ASH_LIST_GRANULES) return false;
    /*@ loop invariant 0 <= i <= s->blocks.limit;
        loop invariant i == s->blocks.limit || ash_head(s->blocks, i);
        loop invariant \forall integer g; 0 <= g < i && ash_head(s->blocks, g) ==>
          g < s->next[g] <= i &&
          (s->next[g] == s->blocks.limit || ash_head(s->blocks, s->next[g]));
        loop invariant \forall integer g, j; 0 <= g < i && ash_head(s->blocks, g) ==>
          g < j < s->next[g] ==> !ash_head(s->blocks, j) &&
            (ash_used(s->blocks, j) <==> ash_used(s->blocks, g));
        loop invariant \forall integer g; 0 <= g < i && ash_head(s->blocks, g) ==>
          s->prev[s->next[g]] == g;
        loop invariant \forall integer g; 0 < g <= i && g < s->blocks.limit &&
          ash_head(s->blocks, g) ==> s->prev[g] < g && ash_head(s->blocks, s->prev[g]) &&
            s->next[s->prev[g]] == g;
        loop assigns i;
        loop variant s->blocks.limit - i;
    */
    for (size_t i = 0; i < s->blocks.limit; i = s->next[i]) {
        if (!run_sound(s, i)) return false;
    }
    return true;
}
