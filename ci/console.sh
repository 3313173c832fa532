#!/bin/bash
# SPDX-License-Identifier: MIT
# What is pleasant in the monitor, for ci/kernel_arch, which sources this after ci/monitor.sh: the
# keys of its line editor, colour, traffic, costs, faults on purpose.

# What the monitor answers, without the lines that are typed: the keys write over those.
answers() { # COMMANDS
    monitor "$1" | grep -av '^> '
}

# Passes when the answers have a line for each pattern, and the monitor ended well.
says() { # NAME COMMANDS PATTERN...
    local name=$1 said
    said=$(monitor "$2")
    shift 2
    said "$name" "$said" "$@"
}

# The same of what it has said.
said() { # NAME OUTPUT PATTERN...
    local name=kernel/$arch/console/$1 said=$2 missing=
    shift 2
    for pattern in '^> bye$' '^status 0$' "$@"; do
        grep -aEq -- "$pattern" <<<"$said" || missing+=" '$pattern'"
    done
    if [ -z "$missing" ]; then
        pass "$name"
    else
        fail "$name" "no line says$missing"
    fi
}

# ---- keys ----

same "kernel/$arch/console/keys" "\
the design is now bitmap
offset 0x0, 64 bytes
offset 0x40, 64 bytes
offset 0x80, 1024 bytes
bump  bitmap  bucket
freed 64 bytes
refused: offset 0x0 is already free
bitmap: reserved 1073741824, committed 4096, live 1088, waste 3008 bytes; 2 blocks
at the peak: committed 4096, live 1152 bytes
status 0" "$(answers 'nonsense\025des\tbitm\t\nalloc 00\033[D1\n\033[A\n\033[A\033[H\033[C\033[C\033[C\033[C\033[C\033[C1\n
desi\tb\t\003\033free 0\n\033[A\033\n\033[99;99;99~stat\t\n')"

# Every byte there is, in two orders; then an answer still comes.
bytes=$(printf '\\%03o' {255..5} {5..255})
says keys/any_bytes "$bytes\n\003\ndesign\n" '^the design is heap; there are '

# ---- colour ----

# (What it costs is looked into below.)
all=$(monitor 'help\nalloc 100\nmap\nwatch\n\nfree 0\nbench\ncheck\n')
if grep -aq $'\033' <<<"$all"; then
    fail "kernel/$arch/console/colourless" "a sequence for a terminal was written to a pipe"
else
    pass "kernel/$arch/console/colourless"
fi
printf 'alloc 100\nalloc 20000\nmap\n' >"$logs/commands"
boot --monitor --append colour <"$logs/commands" >"$out" 2>&1
if grep -aq $'|\033\\[32ma\033\\[90m\\.*\033\\[0m *|' "$out" && grep -aq $'|\033\\[36mb*\033' "$out" &&
    grep -aq $'\033\\[32ma block in a slab\033\\[0m  \033\\[36ma block by itself' "$out"; then
    pass "kernel/$arch/console/colour"
else
    fail "kernel/$arch/console/colour" "the map is not in colour, or has no legend"
fi

# ---- traffic ----

same "kernel/$arch/console/stress" "\
> alloc 100
offset 0x0, 128 bytes
> stress 20000
20000 operations: 8742 blocks taken, 2826 resized, 8742 freed, 0 requests refused
at most 322 blocks and 1835392 bytes were live
each block held what was written to it; the heap is intact
> stats
heap: reserved 1073741824, committed 12288, live 128, waste 12160 bytes; 1 blocks
at the peak: committed 2240512, live 1847680 bytes
> bye
status 0" "$(monitor 'alloc 100\nstress 20000\nstats\n')"

says stress/designs 'design list\nstress 2000\ndesign bump\nstress 2000\ndesign dummy\nstress 100\n' \
    '^at most 313 blocks and 1450880 bytes were live$' \
    '^100 operations: 0 blocks taken, 0 resized, 0 freed, 100 requests refused$'
says stress/until_a_key 'stress\n\ndesign\n' '^[1-9][0-9]* operations: .* 0 requests refused$' '^the design is '
# More than is kept of what is typed ahead: none of it is lost.
same "kernel/$arch/console/stress/typed_ahead" 30 \
    "$(monitor "stress 3000\n$(printf 'check\\n%.0s' {1..30})" | grep -c '^the heap is intact$')"
says stress/stopped 'stress 18446744073709551614\n\003design\n' '^[1-9][0-9]* operations: ' '^the design is '
says watch 'watch\n\nwatch stats\n\ndesign\n' '^  0x300000  \| w   x   y\+a\+cd ' \
    '^heap: .*, live 1645824, .*; 300 blocks$' '^the design is '

canary=build/$arch/canary-krealloc_at.$file
if build "$canary"; then
    echo 'stress 2000' >"$logs/commands"
    boot --monitor --kernel "$canary" <"$logs/commands" >"$out" 2>&1
    if [ $? -eq 1 ] && grep -aq '^WRONG: a block does not hold what was written to it$' "$out"; then
        pass "kernel/$arch/canary/krealloc_at"
    else
        fail "kernel/$arch/canary/krealloc_at" "a stress did not notice it, or the exit status does not tell"
    fi
fi

# ---- costs ----

said bench "$all" '^heap, operations in a second:$' '^  small  .*: [1-9][0-9]*$' \
    '^  medium .*: [1-9][0-9]*$' '^  large  .*: [1-9][0-9]*$' '^the heap is intact$'
boot --monitor --count >"$out" 2>&1 <<<bench
if [ "$(grep -aEc '^  (small|medium|large) .*: alloc [0-9]+, [0-9]+ at most; free [0-9]+, [0-9]+ at most$' "$out")" -eq 3 ]; then
    pass "kernel/$arch/console/bench/counted"
    grep -aE '^  (small|medium|large) ' "$out"
else
    fail "kernel/$arch/console/bench/counted" "$(tail -n 1 "$out")"
fi

# ---- faults on purpose: those that ci/kernel_arch has not yet ----

forbidden="where the page.s rights forbid it$"
boots fault/overrun 3 "$fatal" 'writing 0x3444441000, .* no page' 'this is an overrun$' \
    '^    taken by +overrun, kernel/blunder' -- --fault overrun
boots fault/between 3 "$fatal" 'writing 0x3444443000, .* no page' '^    block +none, but next to it:$' \
    '^    before it +4096 bytes, live, 8192 bytes away$' '^    after it +4096 bytes, live, 53247 bytes away$' \
    '^    taken by +between, kernel/blunder' -- --fault between
boots fault/text 3 "$fatal" "writing 0x.*, $forbidden" '^    place +the kernel.s text$' -- --fault text
boots fault/constant 3 "$fatal" "writing 0x.*, $forbidden" 'the kernel.s read-only data$' -- --fault constant
boots fault/data 3 "$fatal" "executing 0x3444440000, $forbidden" 'block +64 bytes, live$' -- --fault data
boots fault/heap 3 "$fatal" 'writing 0x348443ffff, .* no page' 'this part of the heap is free$' -- --fault heap
refuses fault/nonsense 1 "no fault 'nonsense'; there are null, overrun, freed" --fault nonsense
echo 'fault freed' >"$logs/commands"
boot --monitor <"$logs/commands" >"$out" 2>&1
if [ $? -eq 3 ] && grep -aq 'freed: this is a use after free$' "$out"; then
    pass "kernel/$arch/console/fault"
else
    fail "kernel/$arch/console/fault" "$(tail -n 1 "$out")"
fi

# ---- bad input ----

same "kernel/$arch/console/bad_input" "\
> stress ten
usage: stress [N]
> stress 18446744073709551616
usage: stress [N]
> stress 1 2
usage: stress [N]
> watch nonsense
there is no view 'nonsense'; there are map, stats
> bench 1
usage: bench
> map map
usage: map
> bye
status 0" "$(monitor 'stress ten\nstress 18446744073709551616\nstress 1 2\nwatch nonsense\nbench 1\nmap map\n')"
says bad_input/fault 'fault nonsense\n' "^there is no fault 'nonsense'; there are$" '^  null +write'

# ---- the screen ----

refuses display/control 2 '^kernel/boot: --control build/none: there are no pipes ' --control build/none
if [ "$arch" != x86_64 ]; then
    refuses display/none_here 2 '^kernel/boot: --display: only a PC has a screen' --display none
    return
fi
if said=$(ci/screenshot 2>&1); then
    pass "kernel/$arch/screenshot"
else
    fail "kernel/$arch/screenshot" "$said"
fi
# The design that grants nothing leaves the map empty, whatever the stress.
if said=$(PATIENCE=4 ci/screenshot --design dummy 2>&1); then
    fail "kernel/$arch/canary/screenshot" "an empty map was taken for one under traffic"
elif [[ $said == 'ci/screenshot: the screen shows no blocks: '* ]]; then
    pass "kernel/$arch/canary/screenshot"
else
    fail "kernel/$arch/canary/screenshot" "$said"
fi
