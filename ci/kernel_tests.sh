#!/bin/bash
# SPDX-License-Identifier: MIT
# The kernel's tests, for ci/kernel_arch, which sources this: that they pass, and that they do not
# with a seeded defect; and those of several processors.

count "kernel/$arch/tests" kernel/boot --arch "$arch" --tests --limit 1800
grep -q '^    freed by  *misuse, kernel/tests/guard\.c:' "$logs/tests.out" ||
    fail "kernel/$arch/tests" "who freed a guarded block is not named when it is freed again"
[ "$(grep -cE '^  (bump|bitmap|list|bucket|heap): .* state 0x[0-9a-f]+$' "$logs/tests.out")" -eq 5 ] ||
    fail "kernel/$arch/tests" "the states of the designs under traffic are not all printed"

notices frame_give frames '.* lost'
notices port_forget space 'map_and_unmap: '
notices tree_open tree 'damaged: '
notices stack_take tasks 'turns: '
notices stack_give tasks '.*: a block of the heap is still live'
notices lock_take interrupts 'the_lock_keeps_them_off: '
! grep -q '^ok interrupts: both_use_the_heap' "$out" ||
    fail "kernel/$arch/canary/lock_take/interrupts" "the heap was used by two at a time, and nothing noticed it"
notices line_feed line 'too_long: '
notices archive_open archive 'damaged: '
does_not_pass boot_without_closing_line

. ci/modes.sh
. ci/processors.sh
