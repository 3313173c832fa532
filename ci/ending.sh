# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What becomes of the processes that a tool has started when the tool is ended, for jobs that have
# sourced ci/report.sh.

# The processes that one has started, and those that they have, and so on, each with its name.
family() { # PID
    ps -eo pid=,ppid=,comm= | awk -v root="$1" '
        { parent[$1] = $2; name[$1] = $3 }
        END {
            for (pid in parent) {
                for (p = pid; p != root && p in parent; ) p = parent[p]
                if (p == root && pid != root) print pid, name[pid]
            }
        }'
}

# Which of these processes are there still, a line for each.
left_of() { # FAMILY
    sleep 0.5 # who is killed takes a moment
    cut -d ' ' -f 1 <<<"$1" | xargs -I{} ps -o stat=,pid=,comm= -p {} | grep -v ^Z
}

# Starts a tool, sends it a signal once it has started a program of that name, and passes if it ends
# soon, with that status, and none of the processes that it had is left.
leaves_none() { # NAME SIGNAL STATUS PROGRAM COMMAND ARGUMENT...
    local name=$1 sign=$2 want=$3 program=$4 out pid had='' status left='' start
    shift 4
    out=build/log/ending-${name//\//-}
    set -m # or Ctrl-C would be ignored
    "$@" </dev/null >"$out" 2>&1 &
    set +m
    pid=$!
    for ((start = SECONDS; SECONDS - start < 120; )); do
        had=$(family $pid)
        ! grep -q " $program$" <<<"$had" || break
        kill -0 $pid 2>/dev/null || break
        sleep 0.1
    done
    kill "-$sign" $pid
    start=$SECONDS
    wait $pid
    status=$?
    left=$(left_of "$had")
    if ! grep -q " $program$" <<<"$had"; then
        fail "$name" "it starts no $program: $(tail -n 1 "$out")"
    elif [ "$status" -ne "$want" ] || [ $((SECONDS - start)) -gt 10 ]; then
        fail "$name" "status $status instead of $want after $((SECONDS - start)) s: $(tail -n 1 "$out")"
    elif [ -n "$left" ]; then
        fail "$name" "it leaves: ${left//$'\n'/; }"
    else
        pass "$name"
    fi
} 2>/dev/null # what the shell has to say of a program that was killed
