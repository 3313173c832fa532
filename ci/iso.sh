#!/bin/bash
# SPDX-License-Identifier: MIT
# The CD by which GRUB boots a PC, for ci/kernel_arch, which sources this after ci/replay.sh: the
# same ELF must do the same as by PVH. Each boot takes about a second.

iso=$logs/boot.iso

makes_iso() { # NAME ARGUMENT...
    local said name=$1
    shift
    said=$(kernel/iso "$@" "$iso" 2>&1) && return
    fail "kernel/$arch/iso/$name" "$said"
    return 1
}

# Passes when the output is that file, but for how many frames there are and are free: GRUB has
# left other things in memory.
as_by_pvh() { # NAME FILE STATUS
    local name=kernel/$arch/iso/$1 line
    line=$(diff <(sed -E 's/[0-9]+ of [0-9]+ frames/N of N frames/' "$2") \
        <(sed -E 's/[0-9]+ of [0-9]+ frames/N of N frames/' "$out") | grep -m 1 '^[<>]')
    if [ "$3" -ne 0 ]; then
        fail "$name" "ended with status $3: $(tail -n 1 "$out")"
    elif [ ! -s "$2" ] || [ -n "$line" ]; then
        fail "$name" "not as by PVH: ${line:-nothing was printed}"
    else
        pass "$name"
    fi
}

# ---- what `make iso` makes: the tour, then the monitor ----

if make --silent iso </dev/null >"$out" 2>&1; then
    made=build/x86_64/ashlar.iso
    printf 'alloc 100\n' | kernel/boot --monitor --iso $made >"$logs/iso.out" 2>&1
    status=${PIPESTATUS[1]}
    grep -q '^offset 0x0, 128 bytes$' "$logs/iso.out" ||
        fail "kernel/$arch/iso/monitor" "it took no block: $(tail -n 1 "$logs/iso.out")"
    sed '/^The tour ends here\.$/q' "$logs/iso.out" >"$out"
    as_by_pvh tour "$logs/tour.heap" "$status"
else
    fail "kernel/$arch/iso/make" "$(tail -n 1 "$out")"
fi

# ---- a module, a design, more memory, and a machine that has nothing to end it ----

if makes_iso module --module "$archive" --append replay=heap; then
    kernel/boot --iso "$iso" </dev/null >"$out" 2>&1
    as_by_pvh module "$out.before" $?
    boots iso/4G 0 '^heap: ' -- --iso "$iso" --mem 4G

    serial=$logs/iso.serial
    : >"$serial"
    timeout 60 qemu-system-x86_64 -machine q35 -m 128M -cdrom "$iso" -nodefaults -no-reboot \
        -display none -serial "file:$serial" </dev/null 2>/dev/null &
    emulator=$!
    until grep -q ' halted$' "$serial" || ! kill -0 $emulator 2>/dev/null; do sleep 0.2; done
    if kill $emulator 2>/dev/null && [ "$(grep -c ' halted$' "$serial")" -eq 1 ]; then
        pass "kernel/$arch/iso/halts"
    else
        fail "kernel/$arch/iso/halts" "it does not say that it is halted: $(tail -n 1 "$serial")"
    fi
    wait $emulator 2>/dev/null
fi

makes_iso unknown_design --append heap=nonsense &&
    refuses iso/unknown_design 1 "^ashlar: there is no design 'nonsense'; " --iso "$iso"

# ---- what must not pass ----

# The sum of the header that GRUB looks for is another one: by PVH the kernel boots as ever.
broken=$logs/broken.elf
header=$(LC_ALL=C grep -obUaP '\xD6\x50\x52\xE8\x00\x00\x00\x00' build/x86_64/kernel.elf | head -n 1 | cut -d: -f1)
cp build/x86_64/kernel.elf "$broken"
printf '\377' | dd of="$broken" bs=1 seek=$((header + 12)) conv=notrunc status=none
boots iso/canary/by_pvh 0 '^The tour ends here\.$' -- --kernel "$broken"
if makes_iso canary --kernel "$broken"; then
    kernel/boot --iso "$iso" --limit 5 </dev/null >"$out" 2>&1
    if [ $? -eq 4 ] && ! grep -q '^Ashlar' "$out"; then
        pass "kernel/$arch/iso/canary/header"
    else
        fail "kernel/$arch/iso/canary/header" "it boots without a sound header: $(tail -n 1 "$out")"
    fi
fi

# A kernel that compares with another number takes what GRUB leaves for PVH's, and must see that it
# is not. The number is found in the file by the instruction that compares with it.
magic=$(LC_ALL=C grep -obUaP '(?s)\x81\x3D....\x89\x62\xD7\x36' build/x86_64/kernel.elf | head -n 1 | cut -d: -f1)
cp build/x86_64/kernel.elf "$broken"
printf '\377' | dd of="$broken" bs=1 seek=$((magic + 6)) conv=notrunc status=none
makes_iso neither --kernel "$broken" &&
    refuses iso/neither 1 "^ashlar: the loader's information cannot be used: it is neither Multiboot2's nor PVH's\$" \
        --iso "$iso"

notices multiboot_open multiboot 'damaged: '

refuses_iso() { # NAME PATTERN ARGUMENT...
    local name=kernel/$arch/iso/$1 pattern=$2 said status
    shift 2
    said=$("$@" </dev/null 2>&1)
    status=$?
    if [ $status -eq 2 ] && [[ $said =~ $pattern ]] && [ "$(wc -l <<<"$said")" -eq 1 ]; then
        pass "$name"
    else
        fail "$name" "ended with status $status: $said"
    fi
}

refuses_iso no_kernel '^kernel/iso: there is no build/none' kernel/iso --kernel build/none "$iso"
refuses_iso no_module '^kernel/iso: there is no build/none' kernel/iso --module build/none "$iso"
refuses_iso no_output '^kernel/iso: OUTPUT must be one file' kernel/iso
# shellcheck disable=SC2016 # no shell is to see what is in it
refuses_iso words '^kernel/iso: --append .*: must be words ' kernel/iso --append 'heap=$heap' "$iso"
refuses_iso words_beside_it '^kernel/boot: --iso: ' kernel/boot --iso "$iso" --tests
