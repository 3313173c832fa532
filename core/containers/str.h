// SPDX-License-Identifier: MIT
// str: a string, that is text that grows, in a vec of bytes, and with a 0 behind it always.
//
// (The file is not called string.h, because it would stand in the way of the C library's.)
// What is appended must not lie in the string itself: it may move while it grows.
#ifndef ASH_STR_H
#define ASH_STR_H

#include <stdarg.h>

#include "vec.h"

struct ash_string {
    struct ash_vec bytes; // none, or the text and the 0
};

#ifdef __FRAMAC__
#include "../../proofs/logic/str.acsl"
#endif

// The empty text; no block. Work: a few steps.
/*@ requires \valid(s) && \valid(pool) && ash_pool_ok(*pool);
    requires \separated(s, pool + (..));
    requires \separated(s, pool, pool->state, pool->base + (0 .. pool->capacity - 1));
    terminates \true;
    assigns *s;
    ensures ash_string_wf(*s) && s->bytes.pool == pool && ash_string_size(*s) == 0;
    ensures s->bytes.length == 0 && s->bytes.capacity == 0;
*/
void ash_string_init(struct ash_string *s, const struct ash_pool *pool);

// The text, with 0 at its end, until the next call that changes the string. Work: a few steps.
/*@ requires \valid(s) && ash_string_wf(*s);
    terminates \true;
    assigns \result \from *s;
    ensures \valid_read(\result + (0 .. ash_string_size(*s)));
    ensures \result[ash_string_size(*s)] == 0;
*/
const char *ash_string_text(const struct ash_string *s);

// Bytes of the text, without the 0. Work: a few steps.
/*@ requires \valid(s) && ash_string_wf(*s);
    terminates \true;
    assigns \nothing;
    ensures \result == ash_string_size(*s);
*/
size_t ash_string_length(const struct ash_string *s);

// Each of these appends all that it is given; or it is false, and nothing changes. To append
// nothing never fails. Work: as ash_vec_reserve, and a step a byte.

// n bytes of text; none of them need be 0. Fails only if ash_vec_reserve does.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    requires \valid_read(text + (0 .. n - 1)) && \separated(s, text + (..));
    requires \separated(text + (0 .. n - 1), s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures changes_nothing: \result == false ==> *s == \old(*s) &&
      ash_kept{Pre,Post}(s->bytes.pool->base, 0, s->bytes.pool->capacity);
    ensures grows: \result == true ==> ash_string_size(*s) == ash_string_size(\old(*s)) + n;
    ensures keeps: \result == true ==> ash_moved{Pre,Post}(s->bytes.pool->base, s->bytes.at,
      \old(s->bytes.at), ash_string_size(\old(*s)));
    ensures appends: \result == true ==> \forall integer j; 0 <= j < n ==>
      s->bytes.pool->base[s->bytes.at + ash_string_size(\old(*s)) + j] ==
        (\old(text[j]) < 0 ? \old(text[j]) + 256 : \old(text[j]));
    ensures n == 0 ==> \result == true;
*/
bool ash_string_append_bytes(struct ash_string *s, const char *text, size_t n);

// Text up to its 0. Fails only if ash_vec_reserve does.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    requires ash_text(text) && \separated(s, text + (..));
    requires \forall integer n; 0 <= n && \valid_read(text + (0 .. n - 1)) ==>
      \separated(text + (0 .. n - 1), s, s->bytes.pool, s->bytes.pool->state,
        s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures changes_nothing: \result == false ==> *s == \old(*s) &&
      ash_kept{Pre,Post}(s->bytes.pool->base, 0, s->bytes.pool->capacity);
    ensures grows: \result == true ==> ash_string_size(\old(*s)) <= ash_string_size(*s);
    ensures keeps: \result == true ==> ash_moved{Pre,Post}(s->bytes.pool->base, s->bytes.at,
      \old(s->bytes.at), ash_string_size(\old(*s)));
*/
bool ash_string_append(struct ash_string *s, const char *text);

// One character. Fails only if ash_vec_reserve does.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures changes_nothing: \result == false ==> *s == \old(*s) &&
      ash_kept{Pre,Post}(s->bytes.pool->base, 0, s->bytes.pool->capacity);
    ensures grows: \result == true ==> ash_string_size(*s) == ash_string_size(\old(*s)) + 1;
    ensures keeps: \result == true ==> ash_moved{Pre,Post}(s->bytes.pool->base, s->bytes.at,
      \old(s->bytes.at), ash_string_size(\old(*s)));
    ensures appends: \result == true ==>
      s->bytes.pool->base[s->bytes.at + ash_string_size(\old(*s))] == (c < 0 ? c + 256 : c);
*/
bool ash_string_append_char(struct ash_string *s, char c);

// What the format says, see format.h; it is read twice. Fails only if ash_vec_reserve does, or
// if the format has a conversion that is not known.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
*/
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
bool ash_string_append_format(struct ash_string *s, const char *format, ...);

// The same, with the arguments in a list, which is then as va_end wants it.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
*/
bool ash_string_append_list(struct ash_string *s, const char *format, va_list args);

// The empty text; the block stays. Never fails. Work: a few steps.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures ash_string_size(*s) == 0 && s->bytes.capacity == \old(s->bytes.capacity);
*/
void ash_string_clear(struct ash_string *s);

// Gives back what the block has too much: see ash_vec_shrink.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures changes_nothing: \result == false ==> *s == \old(*s) &&
      ash_kept{Pre,Post}(s->bytes.pool->base, 0, s->bytes.pool->capacity);
    ensures fits: \result == true ==> s->bytes.length == \old(s->bytes.length) &&
      s->bytes.capacity == s->bytes.length;
    ensures keeps: \result == true ==> ash_moved{Pre,Post}(s->bytes.pool->base, s->bytes.at,
      \old(s->bytes.at), ash_string_size(*s));
*/
bool ash_string_shrink(struct ash_string *s);

// The empty text, and the block goes. Never fails. Work: a free.
/*@ requires \valid(s) && ash_string_wf(*s);
    requires \separated(s, s->bytes.pool, s->bytes.pool->state,
      s->bytes.pool->base + (0 .. s->bytes.pool->capacity - 1));
    terminates \true;
    assigns *s, *s->bytes.pool->state, s->bytes.pool->base[0 .. s->bytes.pool->capacity - 1];
    ensures invariant: ash_string_wf(*s);
    ensures same_kind: ash_vec_alike(s->bytes, \old(s->bytes));
    ensures ash_string_size(*s) == 0 && s->bytes.capacity == 0;
*/
void ash_string_drop(struct ash_string *s);

#endif
