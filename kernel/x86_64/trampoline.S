// SPDX-License-Identifier: MIT
// Where another processor begins: in real mode, at the start of a page below 1 MiB to which
// processors.c has copied this. There it finds the tables, and goes on in the image.
    .section .rodata
    .code16
    .globl trampoline, trampoline_root, trampoline_end
trampoline:
    mov %cs, %ax
    mov %ax, %ds
    lgdtl gdt_here - trampoline
    mov $1 << 5, %eax // physical address extension
    mov %eax, %cr4
    mov trampoline_root - trampoline, %eax
    mov %eax, %cr3
    mov $0xC0000080, %ecx // EFER
    rdmsr
    or $1 << 8 | 1 << 11, %eax // long mode, no-execute pages
    wrmsr
    mov $1 << 31 | 1 << 16 | 1, %eax // as in boot.S, and out of real mode in the same step
    mov %eax, %cr0
    ljmpl $8, $cpu_entry
gdt_here:
    .word gdt_limit
    .long gdt
trampoline_root:
    .long 0
trampoline_end:

    .text
    .code64
cpu_entry:
    xor %eax, %eax
    mov %eax, %ss // as in boot.S
    mov cpu_stack, %rsp
    call cpu_begin // does not return
