// SPDX-License-Identifier: MIT
// The counter of port.h, and two stretches of known length to calibrate by.
    .text
    .globl port_ticks
port_ticks:
    rdtsc
    shl $32, %rdx
    or %rdx, %rax
    ret

    .globl port_spin_1
port_spin_1:
    ret

    .globl port_spin_100
port_spin_100:
    .rept 99
    nop
    .endr
    ret
