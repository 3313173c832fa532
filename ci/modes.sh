#!/bin/bash
# SPDX-License-Identifier: MIT
# What kmalloc's modes find, for ci/kernel_arch, which sources this.

# What the tests provoke is told in the words that a person needs.
told=('^  0x3444440064 was written to, 0 bytes behind the end of the block at 0x3444440000\.$'
    '^    taken by      overruns, kernel/tests/checked\.c:[0-9]+$'
    '^  0x3444440032 was written to though it was free\.$'
    '^    freed by      writes_after_free, kernel/tests/checked\.c:[0-9]+$'
    '^    before it     4096 bytes, live, 8192 bytes away$'
    '^    after it      4096 bytes, live, 53247 bytes away$'
    '^    taken by      between, kernel/tests/neighbour\.c:[0-9]+$'
    '^    before it     4096 bytes, freed, 8192 bytes away$'
    '^    freed by      between, kernel/tests/neighbour\.c:[0-9]+$'
    '^    before it     48 bytes, live, 0 bytes away: this is an overrun$'
    '^    after it      100 bytes, live, 8079 bytes away$'
    '^  3 blocks of 300 bytes in all, taken by leaks_by_site, kernel/tests/checked\.c:[0-9]+$')
missing=
for line in "${told[@]}"; do grep -Eq -- "$line" "$logs/tests.out" || missing+=" '$line'"; done
if [ -z "$missing" ]; then
    pass "kernel/$arch/told"
else
    fail "kernel/$arch/told" "no line of the tests says$missing"
fi

notices heap_hide guard 'use_after_free: there after it was freed'
notices neighbour_before neighbour 'between: '
notices heap_fill checked 'no_false_alarm: '

boots mode/checked 0 "^  blocks   are 'checked'$" "${tour[@]}" -- --append mode=checked
boots mode/guard 0 "^  blocks   are 'guard'$" "${tour[@]}" -- --append mode=guard
refuses mode/unknown 1 '^ashlar: mode=nonsense: must be fast, checked or guard$' --append mode=nonsense
refuses mode/none 1 '^ashlar: mode=: must be ' --append mode=

# What is live at the end is reported, by who took it.
if printf 'alloc 100\nalloc 30\nexit\n' | boot --monitor |
    sed '1,/^ashlar: blocks that nobody freed:$/d' |
    grep -Eq '^  2 blocks of 130 bytes in all, taken by .*, kernel/monitor\.c:[0-9]+$'; then
    pass "kernel/$arch/leaks"
else
    fail "kernel/$arch/leaks" "the blocks that the monitor left are not reported"
fi
