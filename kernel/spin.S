// SPDX-License-Identifier: MIT
// The two stretches of known length of port.h, in the words that all assemblers know.
    .text
    .balign 4
    .globl port_spin_1
port_spin_1:
    ret

    .balign 4
    .globl port_spin_100
port_spin_100:
    .rept 99
    nop
    .endr
    ret
