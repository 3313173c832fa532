#!/bin/bash
# SPDX-License-Identifier: MIT
# Machines of all sizes, for ci/kernel_arch, which sources this.

# What the tour says of frames: how many are free, of how many.
frames() { # ARGUMENT...
    boot "$@" </dev/null 2>&1 | sed -n 's/^  memory  *\([0-9]*\) of \([0-9]*\) frames .*/\1 \2/p'
}

# Passes when there are so many more, or at most `slack` fewer, frames in all and free than before.
frames_change() { # NAME WAS NOW CHANGE-OF-ALL CHANGE-OF-FREE SLACK
    local was_free was_all free all
    read -r was_free was_all <<<"$2"
    read -r free all <<<"$3"
    if [ -n "$all" ] && [ $((all - was_all)) -eq "$4" ] &&
        [ $((free - was_free)) -le "$5" ] && [ $((free - was_free)) -ge $(($5 - $6)) ]; then
        pass "kernel/$arch/$1"
    else
        fail "kernel/$arch/$1" "of free and all frames there were $2, and are $3"
    fi
}

# Larger machines have as many frames more, but for the page tables that reach them (8 bytes for
# 2 MiB, and a few for the rest).
base=$(frames --mem 128M)
frames_change memory/64M "$(frames --mem 64M)" "$base" 16384 16384 8
frames_change memory/100M "$(frames --mem 100M)" "$base" 7168 7168 8
frames_change memory/1000M "$base" "$(frames --mem 1000M)" 223232 223232 8
frames_change memory/4G "$base" "$(frames --mem 4G)" 1015808 1015808 24

# A file of 1 MiB beside the kernel: the frames that it lies in are left alone.
head -c 1048576 /dev/zero >"$logs/module"
frames_change memory/module "$base" "$(frames --module "$logs/module")" 0 -256 2

# The heap is taken until it refuses: here for want of frames, there for want of addresses; and
# afterwards as many frames are free as before, which each test of the kernel is held to.
exhausted() { # MEMORY MIB WHAT
    boots "memory/exhausted/$1" 0 "^  $2 MiB in blocks of 4 MiB were taken, until the $3 ran out\$" \
        '^1 passed, 0 failed$' -- --mem "$1" --append tests=exhaust
}

exhausted 64M '(3[26]|40)' frames
exhausted 256M '2[12][0-9]' frames
exhausted 4G 1024 "heap's addresses"
notices frame_give exhaust '.* lost'

# ---- too little ----

refuses memory/1M 2 '^kernel/boot: --mem 1M: ' --mem 1M
if [ "$arch" != x86_64 ]; then
    # The loader itself refuses what the image does not fit in, so kernel/boot names the least.
    refuses memory/31M 2 '^kernel/boot: --mem 31M: ' --mem 31M
    boots memory/least 0 '^The tour ends here\.$' -- --mem 32M
    return
fi

# Where the image ends, in KiB.
end=$(($(place image_end) / 1024))
for size in 1536 2048 $((end - 100)) $((end - 4)) "$end"; do
    refuses "memory/${size}K" 1 '^ashlar: too little memory: ' --mem "${size}K"
done

# From there on a boot either refuses or does all of it, whatever the size; and both are seen.
worst=
refused=0
ran=0
for ((size = end + 4; size <= end + 512; size += 32)); do
    boot --mem "${size}K" >"$out" 2>&1
    case $?:$(tail -n 1 "$out") in
    "0:The tour ends here.") ran=$((ran + 1)) ;;
    "1:ashlar: too little memory: "*) refused=$((refused + 1)) ;;
    *) worst+=" ${size}K" ;;
    esac
done
if [ -n "$worst" ]; then
    fail "kernel/$arch/memory/sweep" "neither refused nor ran with$worst"
elif [ $refused -eq 0 ] || [ $ran -eq 0 ]; then
    fail "kernel/$arch/memory/sweep" "$refused sizes were refused, $ran ran: the border lies elsewhere"
else
    pass "kernel/$arch/memory/sweep"
fi
