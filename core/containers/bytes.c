// SPDX-License-Identifier: MIT
#include "bytes.h"

void ash_bytes_move(unsigned char *base, size_t to, size_t from, size_t n)
{
    if (to <= from) {
        for (size_t i = 0; i < n; i++) base[to + i] = base[from + i];
    } else {
        for (size_t i = n; i > 0; i--) base[to + i - 1] = base[from + i - 1];
    }
}

void ash_bytes_zero(unsigned char *base, size_t at, size_t n)
{
    for (size_t i = 0; i < n; i++) base[at + i] = 0;
}

void ash_bytes_out(unsigned char *out, const unsigned char *base, size_t at, size_t n)
{
    for (size_t i = 0; i < n; i++) out[i] = base[at + i];
}

uint32_t ash_bytes_number(const unsigned char *base, size_t at)
{
    return base[at] + base[at + 1] * (uint32_t)0x100 + base[at + 2] * (uint32_t)0x10000 +
           base[at + 3] * (uint32_t)0x1000000;
}

void ash_bytes_put_number(unsigned char *base, size_t at, uint32_t value)
{
    base[at] = (unsigned char)(value % 0x100);
    base[at + 1] = (unsigned char)(value / 0x100 % 0x100);
    base[at + 2] = (unsigned char)(value / 0x10000 % 0x100);
    base[at + 3] = (unsigned char)(value / 0x1000000);
}
