// SPDX-License-Identifier: MIT
#include "bump.h"

size_t ash_bump_init(struct ash_bump *s, size_t capacity)
{
    s->next = 0;
    s->count = 0;
    ash_blocks_init(&s->blocks, capacity);
    /*@ ghost
      size_t i = 0;
      /@ loop invariant 0 <= i <= s->blocks.limit;
         loop invariant ash_count(s->blocks.start, i) == 0;
         loop assigns i;
         loop variant s->blocks.limit - i;
      @/
      while (i < s->blocks.limit) i++;
    */
    return s->blocks.limit * ASH_GRANULE;
}

size_t ash_bump_alloc(struct ash_bump *s, size_t size, size_t align)
{
    size_t n = ash_request_granules(size);
    size_t a = ash_request_align(align);
    if (n == 0 || a == 0) return ASH_NONE;
    size_t first = ash_align_up(s->next, a);
    if (first > s->blocks.limit || n > s->blocks.limit - first) return ASH_NONE;
    ash_blocks_mark(&s->blocks, first, n);
    /*@ ghost
      size_t i = 0;
      /@ loop invariant 0 <= i <= s->blocks.limit;
         loop invariant 0 <= ash_count(\at(s->blocks.start, Pre), i) <= i;
         loop invariant ash_count(s->blocks.start, i) ==
           ash_count(\at(s->blocks.start, Pre), i) + (i > first ? 1 : 0);
         loop assigns i;
         loop variant s->blocks.limit - i;
      @/
      while (i < s->blocks.limit) i++;
    */
    s->next = first + n;
    s->count++;
    return ash_request_offset(first, align);
}

enum ash_status ash_bump_free(struct ash_bump *s, size_t offset)
{
    enum ash_status verdict = ash_blocks_free(&s->blocks, offset);
    if (verdict != ASH_OK) return verdict;
    /*@ ghost
      size_t i = 0;
      /@ loop invariant 0 <= i <= s->blocks.limit;
         loop invariant 0 <= ash_count(s->blocks.start, i);
         loop invariant ash_count(s->blocks.start, i) ==
           ash_count(\at(s->blocks.start, Pre), i) - (i > offset / ASH_GRANULE ? 1 : 0);
         loop invariant ash_count(s->blocks.start, i) == 0 ==>
           \forall integer j; 0 <= j < i ==> !ash_used(s->blocks, j);
         loop invariant (\forall integer j; 0 <= j < i ==> !ash_starts(s->blocks, j)) ==>
           ash_count(s->blocks.start, i) == 0;
         loop assigns i;
         loop variant s->blocks.limit - i;
      @/
      while (i < s->blocks.limit) i++;
    */
    s->count--;
    if (s->count == 0) s->next = 0;
    return ASH_OK;
}

enum ash_status ash_bump_resize(struct ash_bump *s, size_t offset, size_t size)
{
    size_t end = (offset + ash_blocks_usable(&s->blocks, offset)) / ASH_GRANULE;
    enum ash_status verdict = ash_blocks_resize(&s->blocks, offset, size);
    if (verdict != ASH_OK) return verdict;
    /*@ ghost
      size_t i = 0;
      /@ loop invariant 0 <= i <= s->blocks.limit;
         loop invariant ash_count(s->blocks.start, i) == ash_count(\at(s->blocks.start, Pre), i);
         loop assigns i;
         loop variant s->blocks.limit - i;
      @/
      while (i < s->blocks.limit) i++;
    */
    size_t to = offset / ASH_GRANULE + ash_request_granules(size);
    if (end == s->next || to > s->next) s->next = to;
    return ASH_OK;
}

size_t ash_bump_usable(const struct ash_bump *s, size_t offset)
{
    return ash_blocks_usable(&s->blocks, offset);
}

struct ash_stats ash_bump_stats(const struct ash_bump *s)
{
    return ash_blocks_stats(&s->blocks);
}

bool ash_bump_check(const struct ash_bump *s)
{
    if (!ash_blocks_check(&s->blocks)) return false;
    if (s->next > s->blocks.limit || (s->count == 0 && s->next != 0)) return false;
    if (ash_bits_next(&s->blocks.used, s->next, s->blocks.limit, true) != s->blocks.limit)
        return false;
    return s->count == ash_blocks_stats(&s->blocks).blocks;
}
