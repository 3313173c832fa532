#!/bin/bash
# SPDX-License-Identifier: MIT
# What a job tells ci/test, for jobs that source this: a line for each result, `ok NAME` or
# `FAIL NAME: why`, and at the end `N passed, N failed`.

passed=0
failed=0

pass() { # NAME
    echo "ok $1"
    passed=$((passed + 1))
}

fail() { # NAME WHY
    echo "FAIL $1: $2"
    failed=$((failed + 1))
}

# Shows what a program has said that reports in the same way, and adds what it counted; false when
# it has not come to its closing line.
add_counts() { # FILE
    local last
    last=$(tail -n 1 "$1")
    if [[ ! $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        cat "$1"
        return 1
    fi
    sed '$d' "$1"
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
}

# Runs such a program. One that ends otherwise than it says, or says nothing, has failed.
count() { # NAME COMMAND ARGUMENT...
    local name=$1 log=build/log/$1.out status before=$failed
    shift
    mkdir -p "$(dirname "$log")"
    "$@" </dev/null >"$log" 2>&1
    status=$?
    if add_counts "$log"; then
        echo "$name: $(tail -n 1 "$log")"
        [ "$status" -eq 0 ] || [ "$failed" -ne "$before" ] || fail "$name" "exit status $status"
    else
        fail "$name" "ended with status $status and without its closing line"
    fi
}

# Passes when a command, which gets a minute and no input, says a single line, with these words in it,
# and ends with that status.
ends_with() { # NAME STATUS WORDS COMMAND ARGUMENT...
    local name=$1 status=$2 words=$3 said got
    shift 3
    said=$(timeout 60 "$@" 2>&1 </dev/null)
    got=$?
    if [ "$got" -eq "$status" ] && [ -n "$said" ] && [[ $said == *"$words"* ]] &&
        [ "$(wc -l <<<"$said")" -eq 1 ]; then
        pass "$name"
    else
        fail "$name" "status $got instead of $status, and it said: $(head -c 300 <<<"$said")"
    fi
} 2>/dev/null # what the shell has to say of a program that was killed

# Builds a file by the rules of the Makefile; says why when it cannot.
build() { # FILE
    local said
    said=$(make --silent "$1" </dev/null 2>&1) && return
    echo "$said"
    fail "$1" "cannot be built"
    return 1
}

# Builds files at the same time, as many as there are cores. What cannot be built is not said here:
# a `build` of it is still to come, and finds the others done.
build_all() { # FILE...
    make --silent --keep-going -j "$(nproc)" "$@" </dev/null >/dev/null 2>&1
}

# Runs parts of a job, each a line for the shell, as many at a time as there are cores. What a part
# says is shown, and counted, when it and those before it have ended.
at_once() { # LINE...
    local parts=("$@") said=build/log/parts.$$ pids=() shown=0 part
    mkdir -p "$said"
    for part in "${parts[@]}"; do
        while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
            wait -n
            show_ended
        done
        (passed=0 failed=0; eval "$part"; finish) </dev/null >"$said/${#pids[@]}" 2>&1 &
        pids+=($!)
    done
    wait
    show_ended
    rm -rf "$said"
}

# For at_once, in whose variables it is at home.
show_ended() {
    while [ "$shown" -lt ${#pids[@]} ] && ! kill -0 "${pids[shown]}" 2>/dev/null; do
        add_counts "$said/$shown" || fail "${parts[shown]}" "ended without its closing line"
        shown=$((shown + 1))
    done
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
