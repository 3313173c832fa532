#!/bin/bash
# SPDX-License-Identifier: MIT
# Fuzzing the guest against the host, for ci/kernel_arch, which sources this: a batch on which they
# agree, a kernel with a defect that must be found, and that it can be stopped.

guest() { # ARGUMENT...
    timeout 200 fuzz/guest --arch "$arch" --design list --time 1 --seed 1 "$@" </dev/null >"$out" 2>&1
}

guest
status=$?
if [ $status -eq 0 ] && grep -qE "^$arch: [1-9][0-9]{2,} inputs, [0-9]+ operations in [1-9] batches, .*: 0 differences\$" "$out"; then
    pass "kernel/$arch/guest"
    tail -n 1 "$out"
else
    fail "kernel/$arch/guest" "status $status: $(tail -n 1 "$out")"
fi

# A bit of a state that no answer goes by: kernel/tests/canary.c. It must be found, made short, and
# shown by the command that is said.
canary=build/$arch/canary-replay_ash_list_resize.$file
if build "$canary"; then
    guest --kernel "$canary"
    status=$?
    left=$(sed -nE 's/^found: .*: ([0-9]+) operations are left$/\1/p' "$out")
    command=$(sed -n 's/^    in the guest: //p' "$out")
    # shellcheck disable=SC2086 # split as a shell would when a person pastes it
    if [ $status -ne 1 ] || [ "${left:-99}" -gt 40 ] || ! grep -q '^    guest  .* operations, answers ' "$out"; then
        fail "kernel/$arch/guest/canary" "status $status: $(tail -n 1 "$out")"
    elif timeout 60 $command >"$out" 2>&1 </dev/null; then
        fail "kernel/$arch/guest/canary" "passes: $command"
    elif ! grep -q "^$arch does not agree with the host:\$" "$out"; then
        fail "kernel/$arch/guest/canary" "no difference from: $command"
    else
        pass "kernel/$arch/guest/canary"
    fi
fi

if [ "$arch" = x86_64 ]; then
    ends_with guest/refuses/design 2 'unknown design heap8: in the guest' fuzz/guest --design heap8
    ends_with guest/refuses/arch 2 'unknown architecture m68k: ' fuzz/guest --arch m68k
    ends_with guest/refuses/time 2 '--time 0: not a number' fuzz/guest --time 0

    # Ctrl-C: the summary, and nothing left behind.
    fuzz/guest --design list --time 60 --seed 1 </dev/null >"$out" 2>&1 &
    session=$!
    for ((i = 0; i < 150; i++)); do
        grep -q ' 0 differences$' "$out" && break
        sleep 0.2
    done
    kill -INT $session
    SECONDS=0
    wait $session
    status=$?
    if [ $status -ne 130 ] || [ $SECONDS -gt 10 ] || ! tail -n 1 "$out" | grep -q '^x86_64: .*: 0 differences$'; then
        fail guest/interrupt "status $status after $SECONDS s: $(tail -n 1 "$out")"
    elif pgrep -f "kernel/replay --arch x86_64 --design list build/fuzz/guest" >"$out.left"; then
        fail guest/interrupt "left behind: $(tr '\n' ' ' <"$out.left")"
    else
        pass guest/interrupt
    fi
fi
