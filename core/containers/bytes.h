// SPDX-License-Identifier: MIT
// bytes: what the containers do to memory. A place is an index into one array of bytes, as an
// offset is, so that no two pointers have to be known apart.
#ifndef ASH_BYTES_H
#define ASH_BYTES_H

#include "allocator.h"

#ifdef __FRAMAC__
#include "../../proofs/logic/bytes.acsl"
#endif

// The n bytes from `from` on are then also those from `to` on; the two may overlap.
// Work: a step a byte.
/*@ requires \valid(base + (to .. to + n - 1)) && to + n <= SIZE_MAX;
    requires \valid_read(base + (from .. from + n - 1)) && from + n <= SIZE_MAX;
    terminates \true;
    assigns base[to .. to + n - 1];
    ensures ash_moved{Pre,Post}(base, to, from, n);
*/
void ash_bytes_move(unsigned char *base, size_t to, size_t from, size_t n);

// The n bytes from `at` on become 0. Work: a step a byte.
/*@ requires \valid(base + (at .. at + n - 1)) && at + n <= SIZE_MAX;
    terminates \true;
    assigns base[at .. at + n - 1];
    ensures \forall integer j; at <= j < at + n ==> base[j] == 0;
*/
void ash_bytes_zero(unsigned char *base, size_t at, size_t n);

// The n bytes from `at` on, written to `out`, which lies elsewhere. Work: a step a byte.
/*@ requires \valid_read(base + (at .. at + n - 1)) && at + n <= SIZE_MAX;
    requires \valid(out + (0 .. n - 1));
    requires \separated(out + (0 .. n - 1), base + (at .. at + n - 1));
    terminates \true;
    assigns out[0 .. n - 1];
    ensures \forall integer j; 0 <= j < n ==> out[j] == base[at + j];
*/
void ash_bytes_out(unsigned char *out, const unsigned char *base, size_t at, size_t n);

// A number in the four bytes from `at` on, the lowest first. Work: four steps.
/*@ requires \valid_read(base + (at .. at + 3)) && at + 3 <= SIZE_MAX;
    terminates \true;
    assigns \nothing;
    ensures \result == ash_number(base, at);
*/
uint32_t ash_bytes_number(const unsigned char *base, size_t at);

// Writes such a number. Work: four steps.
/*@ requires \valid(base + (at .. at + 3)) && at + 3 <= SIZE_MAX;
    terminates \true;
    assigns base[at .. at + 3];
    ensures ash_number(base, at) == value;
*/
void ash_bytes_put_number(unsigned char *base, size_t at, uint32_t value);

#endif
