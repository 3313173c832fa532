#!/bin/bash
# SPDX-License-Identifier: MIT
# Fuzz inputs in the guest, for ci/kernel_arch, which sources this: all that are committed must
# come to what they come to on the host; archives that cannot be used; and changes that must be
# noticed.

build build/fuzz/replay-guest

replays() { # DESIGN FOLDER...
    local name=kernel/$arch/replay/$1 design=$1 known=$logs/known inputs
    shift
    rm -rf "$known"
    mkdir -p "$known"
    cp -R --parents "$@" "$known"
    inputs=$(find "$@" -type f | wc -l)
    if ! kernel/replay --arch "$arch" --design "$design" "$known" </dev/null >"$out" 2>&1 ||
        [ "$(tail -n 1 "$out")" != "$arch and the host agree on $inputs inputs" ]; then
        fail "$name" "$(tail -n 3 "$out" | tr '\n' ' ')"
    else
        pass "$name"
        grep " $inputs inputs, " "$out" | head -n 1
    fi
}

# All inputs on all designs, each of whose states is in the hash; then, by itself, each design on
# the inputs that were found for it.
replays all fuzz/corpus fuzz/regressions
for design in dummy bump bitmap list bucket heap; do
    replays $design fuzz/{corpus,regressions}/"$design"*
done

# ---- what must not pass for agreement ----

# An input that fails does so on both, and is told in the same words.
witness=fuzz/regressions/canary-heap/witness
kernel/replay --arch "$arch" --design canary-heap $witness </dev/null >"$out" 2>&1
if [ $? -eq 1 ] && grep -q '^canary-heap: .*: the invariant does not hold$' "$out" &&
    [ "$(tail -n 1 "$out")" = "$arch and the host agree on 1 inputs" ]; then
    pass "kernel/$arch/replay/canary-heap"
else
    fail "kernel/$arch/replay/canary-heap" "$(tail -n 1 "$out")"
fi

# A bit of a state that no answer goes by: kernel/tests/canary.c.
canary=build/$arch/canary-replay_ash_list_init.$file
if build "$canary"; then
    kernel/replay --arch "$arch" --design list --kernel "$canary" $witness </dev/null >"$out" 2>&1
    if [ $? -eq 1 ] && grep -q '^list: 1 inputs, .* 0 failed' "$out" &&
        grep -q "^$arch does not agree with the host:\$" "$out"; then
        pass "kernel/$arch/replay/canary/state"
    else
        fail "kernel/$arch/replay/canary/state" "it was not noticed: $(tail -n 1 "$out")"
    fi
fi

# A byte of one input among many: its heap is a smaller one.
archive=$logs/archive
(cd fuzz/regressions/heap && printf '%s\0' * | LC_ALL=C sort -z | cpio -o -0 -H newc --quiet) >"$archive"
first=$(printf '%s\n' fuzz/regressions/heap/* | LC_ALL=C sort | head -n 1)
name_size=$(basename "$first" | wc -c)
boot --replay heap --module "$archive" </dev/null >"$out.before" 2>&1
cp "$archive" "$archive.other"
printf '\14' | dd of="$archive.other" bs=1 seek=$(((110 + name_size + 3) / 4 * 4)) conv=notrunc status=none
boot --replay heap --module "$archive.other" </dev/null >"$out" 2>&1
changed=$(diff "$out.before" "$out" | grep -c '^>')
if [ "$changed" -eq 2 ] && grep -q "^heap: $(basename "$first"): .* state 0x" "$out"; then
    pass "kernel/$arch/replay/canary/input"
else
    fail "kernel/$arch/replay/canary/input" "$changed lines changed, not that of the input and the last"
fi

# ---- archives that cannot be used ----

# The archive of above, for the commands to change: cut to some bytes, or with others written in.
refuses_archive() { # NAME PATTERN COMMAND ARGUMENT...
    local name=$1 pattern=$2
    shift 2
    cp "$archive" "$archive.other"
    "$@"
    refuses "replay/$name" 1 "^ashlar: $pattern" --replay heap --module "$archive.other"
}

cut_to() { # BYTES
    head -c "$1" "$archive" >"$archive.other"
}

put_at() { # BYTE TEXT
    printf '%s' "$2" | dd of="$archive.other" bs=1 seek="$1" conv=notrunc status=none
}

of() { # FILE: cpio's archive of files that are there, or of nothing
    (cd "$logs" && printf '%s' "$1" | cpio -o -0 -H "${2:-newc}" --quiet) >"$archive.other"
}

follow() {
    cat "$archive" "$archive" >"$archive.other"
}

noise() {
    head -c 100000 build/fuzz/replay-guest >"$archive.other"
}

bad='the module is no archive: at byte [0-9]+:'
whole=$(wc -c <"$archive")
refuses_archive cut/header "$bad it ends where a header must be\$" cut_to 50
refuses_archive cut/name "$bad it ends within a name\$" cut_to 112
refuses_archive cut/file "$bad it ends within a file\$" cut_to $((110 + name_size + 8))
refuses_archive cut/half "$bad it ends " cut_to $((whole / 2))
refuses_archive magic "$bad a header is not one of the format newc\$" put_at 5 2
refuses_archive digits "$bad a number in a header is none\$" put_at 20 x
refuses_archive size "$bad it ends within a file\$" put_at 54 FFFFFFFF
refuses_archive name/size "$bad a name is too long\$" put_at 94 FFFFFFFF
refuses_archive name/none "$bad a file has no name\$" put_at 94 00000000
refuses_archive name/control "$bad a name is not plain text\$" put_at 112 $'\e'
refuses_archive two "$bad something follows its end\$" follow
refuses_archive other_format "$bad a header is not one of the format newc\$" of known odc
refuses_archive noise "$bad a header is not one of the format newc\$" noise
refuses_archive no_file 'the module is an archive without a file$' of known
refuses replay/no_module 1 '^ashlar: there is no module beside the kernel' --replay heap
refuses replay/unknown_design 1 '^ashlar: replay=nonsense: there are dummy bump ' --replay nonsense
refuses replay/no_design 1 'replay=: must name a design' --append replay=

# ---- inputs that cannot be used ----

refuses_input() { # NAME PATTERN INPUT
    if kernel/replay --arch "$arch" "$3" </dev/null >"$out" 2>&1 || [ "$(wc -l <"$out")" -ne 1 ] ||
        ! grep -Eq "^kernel/replay: $2" "$out"; then
        fail "kernel/$arch/replay/input/$1" "$(tail -n 1 "$out")"
    else
        pass "kernel/$arch/replay/input/$1"
    fi
}

mkdir -p "$logs/empty"
refuses_input missing "there is no $logs/none\$" "$logs/none"
refuses_input unnamed 'INPUT must be one file or folder' ''
refuses_input empty_folder "there is no file in $logs/empty\$" "$logs/empty"
refuses_input device '/dev/null is neither a file nor a folder$' /dev/null
