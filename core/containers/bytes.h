// SPDX-License-Identifier: MIT
// bytes: what the containers do to memory. A place is an index into one array of bytes, as an
// offset is, so that no two pointers have to be known apart.
#ifndef ASH_BYTES_H
#define ASH_BYTES_H

#include "allocator.h"

// The n bytes from `from` on are then also those from `to` on; the two may overlap.
// Work: a step a byte.
void ash_bytes_move(unsigned char *base, size_t to, size_t from, size_t n);

// The n bytes from `at` on become 0. Work: a step a byte.
void ash_bytes_zero(unsigned char *base, size_t at, size_t n);

// The n bytes from `at` on, written to `out`, which lies elsewhere. Work: a step a byte.
void ash_bytes_out(unsigned char *out, const unsigned char *base, size_t at, size_t n);

// A number in the four bytes from `at` on, the lowest first. Work: four steps.
uint32_t ash_bytes_number(const unsigned char *base, size_t at);

// Writes such a number. Work: four steps.
void ash_bytes_put_number(unsigned char *base, size_t at, uint32_t value);

#endif
