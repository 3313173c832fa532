#!/bin/bash
# SPDX-License-Identifier: MIT
# What people see of the kernel, for ci/kernel_arch, which sources this.

# ---- the tour ----

# Kept, to be compared between the architectures.
tours() { # DESIGN PATTERN...
    local design=$1
    shift
    boots "tour/$design" 0 "${tour[@]}" "$@" -- --design "$design"
    cp "$out" "$logs/tour.$design"
}

tours heap "${granted[@]}" 'went into the gap' \
    '^  heap +1048576 KiB of addresses at 0x3444440000' '^  1000000 bytes taken +984 KiB committed, ' \
    '^  all of it: refused +0 KiB committed, ' 'slabs at 0xe000 \(slots of 4096 bytes\), 0x1e000 \(128\), ' \
    '^9\. The last slab is kept$'
tours bitmap "${granted[@]}" 'went into the gap'
tours list "${granted[@]}" 'went into the gap'
tours bucket "${granted[@]}" 'went into the gap' \
    '^  slabs at 0x0 \(slots of 128 bytes\), 0x1000 \(64\), 0x2000 \(1024\)$'
tours bump "${granted[@]}" 'leaves the gap'
tours dummy "'dummy' refused this request" 'block +none: this part of the heap is free$'

make_run() { # NAME PATTERN ARGUMENT...
    local name=kernel/$arch/$1 pattern=$2
    shift 2
    if make --silent run "$@" </dev/null >"$out" 2>&1 && grep -q "$pattern" "$out" &&
        [ "$(tail -n 1 "$out")" = 'The tour ends here.' ]; then
        pass "$name"
    else
        fail "$name" "$(tail -n 1 "$out")"
    fi
}

[ "$arch" != x86_64 ] || make_run make_run "run by the design 'heap'"
make_run make_run/list "run by the design 'list'" ARCH="$arch" DESIGN=list MEM=64M MODE=checked

# ---- the worst case ----

# The line that is held is in kernel/tests/worst.h. kernel/boot --worst 10000000 takes longer.
boots worst 0 '^  alloc: [0-9]+ at most, ' '^  free: [0-9]+ at most, ' -- --worst 1000000
grep -E ' at most, ' "$out"
boots worst/bitmap 0 '^the worst case of bitmap, ' '^  alloc: [0-9]+ at most, ' -- --worst 20000 --design bitmap
boots worst/without_counting 1 '^  nothing counts instructions here' -- --append worst=1

# ---- faults that nothing expects ----

fatal='^ashlar: stopped by a fault that nothing expected$'
boots fault/null 3 "$fatal" '^  page fault .*: writing 0x8, where no page is mapped$' \
    '^    place +the null page$' '^    instruction +0x.* in the kernel.s text$' -- --fault null
refuses fault/frame 1 "^ashlar: frame $(($(place image_text) / 4096)) given back: it lies in the kernel\$" \
    --fault frame
refuses fault/lock 1 "^ashlar: the lock 'heap' is taken twice by processor 0\$" --fault lock
boots fault/stack 3 "$fatal" '^  (double|page) fault .*: writing 0x' 'the stack has overflowed$' -- --fault stack

# ---- bad input ----

refuses unknown_design 1 "no design 'nonsense'; there are dummy, bump, bitmap, list, bucket, heap" \
    --design nonsense
refuses no_design 1 "no design ''" --append heap=
refuses unknown_word 1 "unknown word 'nonsense=1'" --append nonsense=1
refuses long_word 1 "unknown word 'x{31}'" --append "$(printf 'x%.0s' {1..300})"
refuses worst/not_a_number 1 'worst=many: must be a number' --append worst=many
boots no_such_tests 1 '^ashlar: tests=nonsense: there is no such subject$' -- --append tests=nonsense
refuses no_subject 1 '^ashlar: tests=: must name a subject$' --append tests=

# ---- the monitor, fuzz inputs, memory, what the machine is described by ----

. ci/monitor.sh
. ci/console.sh
. ci/terminal.sh
. ci/replay.sh
. ci/guest.sh
. ci/memory.sh
if [ "$arch" = x86_64 ]; then
    . ci/iso.sh
else
    . ci/trees.sh
fi
