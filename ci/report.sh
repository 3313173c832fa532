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

# Runs a program that reports in the same way, and adds what it counted. One that ends
# otherwise than it says, or says nothing, has failed.
count() { # NAME COMMAND ARGUMENT...
    local name=$1 log=build/log/$1.out status last
    shift
    mkdir -p "$(dirname "$log")"
    "$@" </dev/null >"$log" 2>&1
    status=$?
    last=$(tail -n 1 "$log")
    if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        sed '$d' "$log"
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        echo "$name: $last"
        [ "$status" -eq 0 ] || [ "${BASH_REMATCH[2]}" -ne 0 ] || fail "$name" "exit status $status"
    else
        cat "$log"
        fail "$name" "ended with status $status and without its closing line"
    fi
}

# Builds a file by the rules of the Makefile; says why when it cannot.
build() { # FILE
    local log=build/log/make.out
    mkdir -p build/log
    make --silent "$1" </dev/null >"$log" 2>&1 && return
    cat "$log"
    fail "$1" "cannot be built"
    return 1
}

# Builds files at the same time, as many as there are cores. What cannot be built is not said here:
# a `build` of it is still to come, and finds the others done.
build_all() { # FILE...
    make --silent --keep-going -j "$(nproc)" "$@" </dev/null >/dev/null 2>&1
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
