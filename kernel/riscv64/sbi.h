// SPDX-License-Identifier: MIT
// Calls of the firmware: RISC-V's Supervisor Binary Interface, 1.0, chapter 3.
#ifndef SBI_H
#define SBI_H

#include <stdint.h>

// The extensions, and their functions by number.
enum { SBI_TIME = 0x54494D45, SBI_FENCE = 0x52464E43, SBI_HART = 0x48534D };
enum { SBI_SET_TIMER = 0, SBI_FENCE_PAGES = 1, SBI_HART_START = 0, SBI_HART_STOP = 1 };
enum { SBI_HART_STATUS = 2, SBI_STOPPED = 1 };

struct sbi_result {
    long error; // 0 for none
    long value;
};

static inline struct sbi_result sbi_call(long extension, long function, uint64_t a, uint64_t b,
                                         uint64_t c, uint64_t d)
{
    register uint64_t a0 __asm__("a0") = a;
    register uint64_t a1 __asm__("a1") = b;
    register uint64_t a2 __asm__("a2") = c;
    register uint64_t a3 __asm__("a3") = d;
    register long a6 __asm__("a6") = function;
    register long a7 __asm__("a7") = extension;
    __asm__ volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a2), "r"(a3), "r"(a6), "r"(a7) : "memory");
    return (struct sbi_result){(long)a0, (long)a1};
}

#endif
