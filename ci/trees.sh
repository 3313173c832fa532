#!/bin/bash
# SPDX-License-Identifier: MIT
# Device trees that surprise, for ci/kernel_arch, which sources this: the emulator's own tree, with
# something added to its source or taken away. What the emulator or the firmware reads itself
# must stay sound; trees that are damaged all over are for kernel/tests/tree.c.

own=$logs/own
other=$logs/other.dtb
case $arch in
riscv64) machine=virt processor=rv64 start=0x80000000 ;;
aarch64) machine=virt processor=cortex-a72 start=0x40000000 ;;
esac
if ! timeout 30 "qemu-system-$arch" -machine "$machine,dumpdtb=$own.dtb" -cpu "$processor" -m 128M \
    -display none >"$out" 2>&1 || ! dtc -q -I dtb -O dts -o "$own.dts" "$own.dtb" >>"$out" 2>&1; then
    fail "kernel/$arch/tree" "the emulator does not say what its tree is: $(tail -n 1 "$out")"
    return
fi

# Adds that to the root of the tree.
add() { # SOURCE
    { cat "$own.dts" && echo "/ { $1 };"; } | dtc -q -f -I dts -O dtb -o "$other" - ||
        fail "kernel/$arch/tree" "cannot be made: $1"
}

refuses_tree() { # NAME PATTERN SOURCE
    add "$3"
    refuses "tree/$1" 1 "^ashlar: $2" --tree "$other"
}

cells="#address-cells = <2>; #size-cells = <2>; ranges;"

# A reserved range: its source, from so many bytes after the start of memory.
kept() { # BYTES SIZE
    echo "kept@$1 { reg = <0 $((start + $1)) 0 $2>; };"
}

add ""
boots tree/own 0 '^The tour ends here\.$' -- --tree "$other"
before=$(frames --tree "$other")
add "reserved-memory { $cells $(kept 0x6000000 0x100000) };"
frames_change tree/reserved "$before" "$(frames --tree "$other")" 0 -256 4
add "reserved-memory { $cells unplaced { size = <0 0x100000>; }; };"
frames_change tree/reserved_nowhere "$before" "$(frames --tree "$other")" 0 0 0
add "reserved-memory { $cells $(kept 0x6000001 0xffffe) };"
frames_change tree/reserved_across_frames "$before" "$(frames --tree "$other")" 0 -256 4
add "reserved-memory { $cells off@0 { status = \"disabled\"; reg = <0 $((start + 0x6000000)) 0 0x100000>; }; };"
frames_change tree/reserved_disabled "$before" "$(frames --tree "$other")" 0 0 0

refuses_tree reserved_kernel 'too little memory: part of the kernel lies in memory that the firmware keeps$' \
    "reserved-memory { $cells $(kept 0x300000 0x1000) };"
refuses_tree reserved_half 'the device tree cannot be used: a range of memory is not made of ' \
    "reserved-memory { $cells half@0 { reg = <0 0 0>; }; };"
refuses_tree reserved_high 'the device tree cannot be used: a range of memory is not made of ' \
    "reserved-memory { #address-cells = <4>; #size-cells = <1>; ranges; far@1 { reg = <0 1 0 0 1>; }; };"
refuses_tree reserved_cells 'the device tree cannot be used: it does not say how long addresses are$' \
    'reserved-memory { #address-cells = <7>; #size-cells = <2>; ranges; };'
refuses_tree reserved_no_cells 'the device tree cannot be used: it does not say how long addresses are$' \
    'reserved-memory { #address-cells = <0>; #size-cells = <0>; ranges; };'
many=
for i in {1..70}; do many+=$(kept $((0x5000000 + i * 0x2000)) 0x1000); done
refuses_tree reserved_often 'the memory map has [0-9]+ ranges; 63 is the most$' \
    "reserved-memory { $cells $many };"

refuses_tree words "unknown word 'surprise' on the command line" 'chosen { bootargs = "surprise"; };'
refuses_tree words_no_text 'the device tree cannot be used: its command line is no text$' \
    'chosen { bootargs = [74 6f 75 72]; };'
refuses_tree module_without_end 'the device tree cannot be used: it does not say where the module lies$' \
    'chosen { linux,initrd-start = <0x81000000>; };'
refuses_tree module_backwards 'the device tree cannot be used: it does not say where the module lies$' \
    'chosen { linux,initrd-start = <0x86000000>; linux,initrd-end = <0x85000000>; };'

# Only who asks for the module sees where it lies.
module_at() { # FROM TO
    add "chosen { linux,initrd-start = <$1>; linux,initrd-end = <$2>; };"
}

module_at '0 0x1000' '0 0x2000'
boots tree/module_nowhere/unread 0 '^The tour ends here\.$' -- --tree "$other"
refuses tree/module_nowhere 1 '^ashlar: the module lies where the machine has no memory$' --tree "$other" --replay heap
module_at "0 $((start + 0x5000000))" '0xffffffff 0xffffffff'
refuses tree/module_without_limit 1 '^ashlar: the module lies where the machine has no memory$' --tree "$other" \
    --replay heap
module_at "0 $((start + 0x5000001))" "0 $((start + 0x5000003))"
refuses tree/module_of_2_bytes 1 '^ashlar: the module is no archive: at byte 0: it ends where a header must be$' \
    --tree "$other" --replay heap

# Loaded as an ELF, the kernel is told of no tree, and finds what is at address 0. How much memory
# there is the emulator writes down itself.
if [ "$arch" = aarch64 ]; then
    refuses tree/none 1 '^ashlar: the device tree cannot be used: it has no header$' \
        --kernel build/aarch64/kernel.elf
    return
fi
memory=memory@80000000

refuses_tree memory_half 'the device tree cannot be used: a range of memory is not made of ' \
    "$memory { reg = <0 0x80000000 0>; };"
refuses_tree memory_none 'too little memory: the memory map has none that is usable$' \
    "$memory { status = \"disabled\"; };"
refuses_tree memory_elsewhere 'too little memory: part of the kernel lies in a hole in memory$' \
    "$memory { reg = <0 0x90000000 0 0x1000000>; };"
add "$memory { reg = <0 0x80000000 0 0x4000000 0 0x86000000 0 0x2000000>; };"
frames_change tree/memory_with_a_hole "$before" "$(frames --tree "$other")" -8192 -8192 8
add "$memory { reg = <0 0x80000000 4 0>; };"
boots tree/memory_of_16_GiB 0 '^ +8192 MiB lie further up and are left alone$' -- --tree "$other"
add "$memory { reg = <0 0x80000000 0xffffffff 0xffffffff>; };"
boots tree/memory_without_end 0 'MiB lie further up and are left alone$' -- --tree "$other"
