// SPDX-License-Identifier: MIT
// The entry, the trap stubs and the probe: what C cannot say.
//
// Two kinds of loaders jump to the same place in 32-bit protected mode, paging off, no stack.
// PVH: it finds the entry in an ELF note; ebx = the address of hvm_start_info.
// Multiboot2, as GRUB is one: it finds a header in the first 32 KiB of the file and takes the ELF's
// own entry; eax = MULTIBOOT_LOADED, ebx = the address of its information.
    .section .note.Xen, "a", @note
    .balign 4
    .long 4, 4, 18 // lengths of the name and of the content; 18: the 32-bit entry
    .asciz "Xen"
    .long start

    .section .text.header, "a"
    .balign 8
header: // the magic number, for i386, how long it is, and what makes the sum 0; then the last tag
    .long 0xE85250D6, 0, header_end - header, -(0xE85250D6 + header_end - header)
    .long 0, 8
header_end:

    .section .text.start, "ax"
    .code32
    .globl start
start:
    // Is there memory up to the end of the image? Here nothing but registers can be relied on.
    movl $0x12345678, image_end - 4
    cmpl $0x12345678, image_end - 4
    jne no_memory
    cld
    mov %eax, start_magic
    mov %ebx, start_info
    // On a small machine the firmware has put tables of its own where .bss is.
    xor %eax, %eax
    mov $image_bss, %edi
    mov $image_end, %ecx
    sub %edi, %ecx
    shr $2, %ecx
    rep stosl

    // The first 4 GiB in pages of 2 MiB, at 0 and again at the window (see window.c), for as long
    // as it takes to make better tables. GRUB may put its information anywhere there.
    movl $early_pdpt + 3, early_root
    movl $early_pdpt + 3, early_root + 256 * 8
    .irp gib, 0, 1, 2, 3
    movl $early_pd + \gib * 4096 + 3, early_pdpt + \gib * 8
    .endr
    mov $0x83, %eax // present, writable, 2 MiB
    mov $early_pd, %edi
1:  mov %eax, (%edi)
    add $8, %edi
    add $0x200000, %eax
    jnc 1b

    mov $early_root, %eax
    mov %eax, %cr3
    mov %cr4, %eax
    or $1 << 5, %eax // physical address extension
    mov %eax, %cr4
    mov $0xC0000080, %ecx // EFER
    rdmsr
    or $1 << 8 | 1 << 11, %eax // long mode, no-execute pages
    wrmsr
    mov %cr0, %eax
    or $1 << 31 | 1 << 16, %eax // paging, and read-only binds the kernel too
    mov %eax, %cr0
    lgdt gdt_pointer
    ljmp $8, $long_mode

no_memory:
    mov $no_memory_text, %esi
    mov $0x3F8, %edx
1:  lodsb
    out %al, %dx
    cmp $'\n', %al
    jne 1b
    mov $0x11, %al // PORT_FAIL
    out %al, $0xF4
    hlt
no_memory_text: // on the smallest machines .rodata lies where the firmware has its tables
    .ascii "ashlar: too little memory: the kernel's image does not fit\n"

    .code64
long_mode:
    xor %eax, %eax
    mov %eax, %ss // what an interrupt returns to; the other segments mean nothing from here on
    mov $stack_top, %rsp
    call kernel_main // does not return

    .text
// One stub of 16 bytes for each vector. It completes what the processor pushes by an error
// code, for the vectors that have none (those whose bit in the mask is 0), and by the vector.
    .balign 16
    .globl trap_stubs
trap_stubs:
    .set vector, 0
    .rept 32
    .balign 16
    .if ((0x60227D00 >> vector) & 1) == 0
    push $0
    .endif
    push $vector
    jmp trap_common
    .set vector, vector + 1
    .endr

// An interrupt returns to where it came, with what C may change as it was. The processor has
// left five words on a stack that it has aligned; with these nine it is aligned again.
    .macro interrupt name, handler
    .globl \name
\name:
    .irp r, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
    push %\r
    .endr
    call \handler
    .irp r, r11, r10, r9, r8, rdi, rsi, rdx, rcx, rax
    pop %\r
    .endr
    iretq
    .endm
    interrupt timer_stub, apic_timer
    interrupt forget_stub, forget_as_asked

    .globl spurious_stub
spurious_stub:
    iretq

// A fault is either fatal or a probe's, and a probe is abandoned: nothing to save here.
trap_common:
    mov %rsp, %rdi
    and $-16, %rsp
    call trap
    mov probe_stack, %rsp
    mov $1, %eax
    jmp probe_end

// What C expects a function to keep.
    .macro keep
    .irp r, rbx, rbp, r12, r13, r14, r15
    push %\r
    .endr
    .endm
    .macro kept
    .irp r, r15, r14, r13, r12, rbp, rbx
    pop %\r
    .endr
    .endm

    .globl port_switch
port_switch:
    keep
    mov %rsp, (%rdi)
    mov %rsi, %rsp
    kept
    ret
    .globl port_flow
port_flow: // a stack is one word off a multiple of 16 when a function begins
    .quad 8, 6

// See probe.h.
    .globl probe
probe:
    keep
    mov %rsp, probe_stack
    cmp $1, %edi
    je 2f
    ja 3f
    mov (%rsi), %al
    jmp 4f
2:  movb $0, (%rsi)
    jmp 4f
3:  call *%rsi
4:  xor %eax, %eax
probe_end:
    movq $0, probe_stack
    kept
    ret

    .data
    .balign 8
    .globl gdt
gdt:
    .quad 0, 0x00AF9A000000FFFF // null, code
    .fill 16, 8, 0              // PORT_CPUS task states: traps.c
    .globl gdt_limit
gdt_limit = . - gdt - 1
gdt_pointer:
    .word gdt_limit
    .quad gdt
    .globl start_info, start_magic
start_info:
    .quad 0
start_magic:
    .long 0

    .bss
    .balign 4096
early_root:
    .skip 4096
early_pdpt:
    .skip 4096
early_pd:
    .skip 4 * 4096
