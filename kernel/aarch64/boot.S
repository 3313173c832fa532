// SPDX-License-Identifier: MIT
// The entry, the way from a trap to C, and the probe: what C cannot say.
//
// The image begins with the header of Linux's boot protocol for arm64 (booting.rst, "Call the
// kernel image"), so that a loader gives it a device tree and a module: entered at EL1, paging
// off, x0 = the device tree.
    .section .text.start, "ax"
    .globl start
start:
    b entry
    .long 0
    .quad 0                      // how far above a border of 2 MiB it is to lie
    .quad image_size             // of memory that it takes up
    .quad 0b1010                 // little endian, pages of 4 KiB, anywhere
    .quad 0, 0, 0
    .ascii "ARM\x64"
    .long 0

    .text
entry:
    ldr x1, =vectors
    msr vbar_el1, x1
    msr tpidr_el1, xzr // see port_cpu
    isb
    // The loader has seen that there is memory up to the end of the image.
    ldr x1, =image_bss
    adrp x2, image_end
1:  str xzr, [x1], #8
    cmp x1, x2
    b.lo 1b
    adrp x1, boot_tree
    str x0, [x1, :lo12:boot_tree]

    // The first GiB, which is devices, and 7 GiB of memory as they are, and again at the window
    // (see window.c), for as long as it takes to make better tables.
    adrp x0, early_root
    bl use_paging
    adrp x1, stack_top
    mov sp, x1
    bl kernel_main // does not return

// Where the firmware starts the other processors: paging off, x0 = the root of the page tables.
// See processors.c.
    .globl cpu_entry
cpu_entry:
    ldr x1, =vectors
    msr vbar_el1, x1
    bl use_paging
    adrp x1, cpu_stack
    ldr x1, [x1, :lo12:cpu_stack]
    mov sp, x1
    adrp x1, cpu_starting
    ldr w0, [x1, :lo12:cpu_starting]
    msr tpidr_el1, x0
    bl cpu_main // does not return

// x0 = the root.
use_paging:
    ldr x1, =0x00FF // kind 0 of memory: written back to caches; kind 1: devices
    msr mair_el1, x1
    // 39 bits of addresses (25 are not used), walks through the caches, nothing in the upper
    // half, physical addresses of 40 bits.
    ldr x1, =25 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23 | 2 << 32
    msr tcr_el1, x1
    msr ttbr0_el1, x0
    tlbi vmalle1
    dsb ish
    isb
    mrs x1, sctlr_el1
    mov x2, #1 << 0 | 1 << 2 // paging, data caches
    orr x1, x1, x2
    mov x2, #1 << 12 // instruction caches
    orr x1, x1, x2
    msr sctlr_el1, x1
    isb
    ret

// void exit(uint64_t status): ends QEMU by semihosting's SYS_EXIT; where nobody answers that
// the machine is turned off.
    .globl exit
exit:
    ldr x1, =exit_block
    ldr x2, [x1, #16]
    cbnz x2, 1f // here for the second time: it was a trap
    str x0, [x1, #16]
    str x0, [x1, #8]
    mov w0, #0x18
    hlt #0xF000
1:  ldr w0, =0x84000008 // PSCI: SYSTEM_OFF
    hvc #0
2:  wfi
    b 2b

// A fault is either fatal or a probe's, and a probe is abandoned: nothing to save here. A stack
// that has overflowed can hold no report, so each processor has another one for it.
    .balign 2048
vectors:
    .set n, 0
    .rept 16
    .balign 128
    .if n == 5 // an interrupt
    b interrupt_entry
    .endif
    mov x0, #n
    .set n, n + 1
    b trap_entry
    .endr
trap_entry:
    ldr x1, =trap_stack_top
    mrs x2, tpidr_el1
    sub x1, x1, x2, lsl #12
    mov sp, x1
    bl trap
    adrp x1, probe_stack
    ldr x1, [x1, :lo12:probe_stack]
    mov sp, x1
    mov w0, #1
    b probe_end

// An interrupt returns to where it came, with what C may change as it was, and by the state that a
// probe's fault would write over.
interrupt_entry:
    .macro changed op
    \op x0, x1, [sp]
    \op x2, x3, [sp, #16]
    \op x4, x5, [sp, #32]
    \op x6, x7, [sp, #48]
    \op x8, x9, [sp, #64]
    \op x10, x11, [sp, #80]
    \op x12, x13, [sp, #96]
    \op x14, x15, [sp, #112]
    \op x16, x17, [sp, #128]
    \op x18, x30, [sp, #144]
    .endm
    sub sp, sp, #176
    changed stp
    mrs x0, elr_el1
    mrs x1, spsr_el1
    stp x0, x1, [sp, #160]
    bl gic_interrupt
    ldp x0, x1, [sp, #160]
    msr elr_el1, x0
    msr spsr_el1, x1
    changed ldp
    add sp, sp, #176
    eret

// What C expects a function to keep.
    .macro kept op
    \op x29, x30, [sp]
    \op x19, x20, [sp, #16]
    \op x21, x22, [sp, #32]
    \op x23, x24, [sp, #48]
    \op x25, x26, [sp, #64]
    \op x27, x28, [sp, #80]
    .endm

    .globl port_switch
port_switch:
    sub sp, sp, #96
    kept stp
    mov x2, sp
    str x2, [x0]
    mov sp, x1
    kept ldp
    add sp, sp, #96
    ret
    .balign 8
    .globl port_flow
port_flow:
    .quad 12, 1

// See probe.h.
    .globl probe
probe:
    sub sp, sp, #96
    kept stp
    adrp x2, probe_stack
    mov x3, sp
    str x3, [x2, :lo12:probe_stack]
    cmp w0, #1
    b.eq 2f
    b.hi 3f
    ldrb w0, [x1]
    b 4f
2:  strb wzr, [x1]
    b 4f
3:  blr x1
4:  mov w0, #0
probe_end:
    adrp x2, probe_stack
    str xzr, [x2, :lo12:probe_stack]
    kept ldp
    add sp, sp, #96
    ret

    .data
    .balign 4096
early_root: // entries of 1 GiB, accessed, shared within the machine; see paging.c
    .macro gigas
    .quad 1 | 1 << 2 | 1 << 10
    .set gib, 1
    .rept 7
    .quad gib << 30 | 1 | 3 << 8 | 1 << 10
    .set gib, gib + 1
    .endr
    .endm
    gigas
    .skip 8 * (256 - 8)
    gigas
    .skip 8 * (256 - 8)
    .globl boot_tree
boot_tree:
    .quad 0
exit_block:
    .quad 0x20026, 0 // the program has ended by itself, with this status
    .quad 0          // and not 0 once that was said

    .bss
    .balign 16
    .skip 8 * 4096 // PORT_CPUS of them
trap_stack_top:
