// SPDX-License-Identifier: MIT
// The entry, the way from a trap to C, and the probe: what C cannot say.
//
// OpenSBI starts each hart here, in S-mode, paging off: the first with a0 = the hart, a1 = the
// device tree, the others when processors.c asks. Their entry is the same and what they need lies
// in memory, since OpenSBI 1.1 marks a hart as started before it notes where and with what: one
// that looks in between comes with what was noted before.
    .section .text.start, "ax"
    .globl start
start:
    la t0, trap_entry
    csrw stvec, t0
    csrw sie, zero
    la t0, booted
    li t1, 1
    amoswap.w.aqrl t0, t1, (t0)
    bnez t0, hart_entry
    li tp, 0 // see port_cpu
    // The loader has seen that there is memory up to the end of the image.
    la t0, image_bss
    la t1, image_end
1:  sd zero, (t0)
    addi t0, t0, 8
    bltu t0, t1, 1b
    la t0, boot_tree
    sd a1, (t0)
    la t0, boot_hart
    sd a0, (t0)

    // The first 8 GiB as they are and again at the window (see window.c), for as long as it
    // takes to make better tables.
    la t0, early_root
    srli t0, t0, 12
    li t1, 8 << 60 // Sv39
    or t0, t0, t1
    csrw satp, t0
    sfence.vma
    la sp, stack_top
    tail kernel_main // does not return

// The others; see processors.c.
hart_entry:
    la t0, hart_satp
    ld t0, (t0)
    csrw satp, t0
    sfence.vma
    la t0, hart_stack
    ld sp, (t0)
    la t0, hart_cpu
    lwu tp, (t0)
    mv a0, tp
    tail cpu_main // does not return

    .text
    .balign 4 // stvec keeps a mode in the lowest bits
trap_entry:
    csrw sscratch, t0
    csrr t0, scause
    bltz t0, interrupt_entry
// A fault is either fatal or a probe's, and a probe is abandoned: nothing to save here. A stack
// that has overflowed can hold no report, so each hart has another one for it.
    la sp, trap_stack_top
    slli t0, tp, 12
    sub sp, sp, t0
    call trap
    ld sp, probe_stack
    li a0, 1
    j probe_end

// An interrupt, which is the timer's, returns to where it came, with what C may change as it was,
// and by the state that a probe's fault would write over.
interrupt_entry:
    csrr t0, sscratch
    addi sp, sp, -144
    .macro changed op
    .set at, 0
    .irp r, ra, t0, t1, t2, t3, t4, t5, t6, a0, a1, a2, a3, a4, a5, a6, a7
    \op \r, at(sp)
    .set at, at + 8
    .endr
    .endm
    changed sd
    csrr t0, sepc
    csrr t1, sstatus
    sd t0, 128(sp)
    sd t1, 136(sp)
    call timer_interrupt
    ld t0, 128(sp)
    ld t1, 136(sp)
    csrw sepc, t0
    csrw sstatus, t1
    changed ld
    addi sp, sp, 144
    sret

// What C expects a function to keep.
    .macro kept op
    \op ra, 0(sp)
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    \op s\n, 8 + 8 * \n(sp)
    .endr
    .endm

    .globl port_switch
port_switch:
    addi sp, sp, -112
    kept sd
    sd sp, (a0)
    mv sp, a1
    kept ld
    addi sp, sp, 112
    ret
    .balign 8
    .globl port_flow
port_flow:
    .quad 14, 0

// See probe.h.
    .globl probe
probe:
    addi sp, sp, -112
    kept sd
    la t0, probe_stack
    sd sp, (t0)
    li t0, 1
    beq a0, t0, 2f
    bgtu a0, t0, 3f
    lb t0, (a1)
    j 4f
2:  sb zero, (a1)
    j 4f
3:  jalr a1
4:  li a0, 0
probe_end:
    la t0, probe_stack
    sd zero, (t0)
    kept ld
    addi sp, sp, 112
    ret

    .data
    .balign 4096
early_root: // entries of 1 GiB: valid, all rights, accessed and dirty; see paging.c
    .macro giga
    .set gib, 0
    .rept 8
    .quad gib << 28 | 0xCF
    .set gib, gib + 1
    .endr
    .endm
    giga
    .skip 8 * (256 - 8)
    giga
    .skip 8 * (256 - 8)
    .globl boot_tree
boot_tree:
    .quad 0
    .globl boot_hart
boot_hart:
    .quad 0
booted: // 1 when the first hart has come
    .word 0

    .bss
    .balign 16
    .skip 8 * 4096 // PORT_CPUS of them
trap_stack_top:
