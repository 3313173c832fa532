#!/bin/bash
# SPDX-License-Identifier: MIT
# Machines of several processors, for ci/kernel_arch, which sources this. Where the host has fewer
# cores, who waits for a lock keeps the one from running who has it: hence the limits.

count "kernel/$arch/processors" kernel/boot --arch "$arch" --cpus 4 --append tests=processors --limit 600

# All use one heap; with blocks that are looked after, pages go with a block while others work on
# theirs, and what is read at each alloc is what others have just written.
shares() { # MODE
    local name=kernel/$arch/sharing/$1
    count "$name" kernel/boot --arch "$arch" --cpus 4 --append "tests=sharing mode=$1" --limit 600
    grep -A 1 '^  4 processors and a timer: .* taken [1-9]' "build/log/$name.out" ||
        fail "$name" "how often they met at the heap's lock is not told"
}

shares fast
[ "$arch" = aarch64 ] || for mode in checked guard; do shares $mode; done

notices lock_take processors 'the_lock_keeps_others_out: what one wrote was lost' --cpus 4 --limit 60
# On aarch64 the machine tells the others, and no kernel can leave that out.
[ "$arch" = aarch64 ] || notices cpus_others processors 'no_stale_pages: ' --cpus 4

boots cpus/fewer 1 '^ashlar: there is no processor 1$' -- --append 'tests=processors cpus=2'
refuses cpus/none 1 '^ashlar: cpus=0: must be a number from 1 to 8$' --append cpus=0
refuses cpus/too_many 2 '^kernel/boot: --cpus 9: must be ' --cpus 9
