# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# kernel/boot on a terminal, for ci/kernel_arch, which sources this: the tour, then the monitor, which
# nothing but a terminal brings up.

. ci/ending.sh
typed=$logs/typed

# Boots on a terminal until the monitor's prompt is there.
on_terminal() { # sets terminal (the process that is one), keys (what types there) and had (all processes)
    rm -f "$typed"
    mkfifo "$typed"
    TERM=dumb timeout 120 script -qefc "exec kernel/boot --arch $arch" /dev/null <"$typed" >"$out" 2>&1 &
    terminal=$!
    exec {keys}>"$typed"
    for ((i = 0; i < 300; i++)); do
        grep -aq '^> ' "$out" && break
        kill -0 $terminal 2>/dev/null || break
        sleep 0.2
    done
    had=$(family $terminal)
}

# Passes if it ended with that status, and nothing that it had started is left.
ends_on_terminal() { # NAME STATUS
    local name=kernel/$arch/terminal/$1 status left
    wait $terminal
    status=$?
    exec {keys}>&-
    left=$(left_of "$had")
    if ! grep -aq '^> ' "$out"; then
        fail "$name" "the monitor does not come: $(tail -n 1 "$out")"
    elif [ $status -ne "$2" ] || [ -n "$left" ]; then
        fail "$name" "status $status instead of $2; left: ${left//$'\n'/; }"
    else
        pass "$name"
    fi
}

on_terminal
(echo exit >&"$keys") 2>/dev/null # a shell of its own: who reads may be gone
ends_on_terminal exit 0

on_terminal
kill "$(awk '$2 == "boot" { print $1 }' <<<"$had")" 2>/dev/null
ends_on_terminal ended 143
