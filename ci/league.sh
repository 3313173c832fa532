# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The bug league and the triage in short, for ci/fuzz, which has sourced ci/report.sh and ci/ending.sh and set
# log.

# Each seeded bug is one: its witness fails with it, and passes without. What is no bug is refused.
league_witnesses() {
    local said status
    said=$(timeout 300 fuzz/league/witnesses)
    status=$?
    if [ $status -eq 0 ] && [ "$(tail -n 1 <<<"$said" | cut -d ' ' -f 1)" -ge 50 ]; then
        pass fuzz/league/witnesses
    else
        fail fuzz/league/witnesses "status $status: $(tail -n 3 <<<"$said" | tr '\n' ';')"
    fi
    echo "   $(tail -n 1 <<<"$said")"
    refuses_bug canary-equivalent 'passes on its witness, so that it is no bug'
    refuses_bug canary-gone 'is in core/bits.c 0 times, not once'
    refuses_bug canary-twice 'is in core/bits.c 3 times, not once'
}

refuses_bug() { # NAME WORDS
    local said status
    said=$(timeout 60 fuzz/league/witnesses "$1")
    status=$?
    if [ $status -eq 1 ] && grep -q "^$1: .*$2" <<<"$said"; then
        pass "fuzz/league/$1"
    else
        fail "fuzz/league/$1" "status $status, and says: $(head -n 1 <<<"$said")"
    fi
}

# Some bugs, others with each commit, are found from nothing, within a minute of processor time each.
# Those of heap8 are left to `make league`: they need everything in a build of its own.
league_hunts() { # COUNT
    local from names options=() i status out=$log/league
    mapfile -t names < <(for file in fuzz/league/*.bugs; do
        [[ $file == */canary.bugs || $file == */heap8.bugs ]] || sed -n 's/^bug //p' "$file"
    done)
    from=$(git rev-parse HEAD 2>/dev/null | cksum | cut -d ' ' -f 1)
    for ((i = 0; i < $1; i++)); do
        options+=(--bug "${names[(from + i * ${#names[@]} / $1) % ${#names[@]}]}")
    done
    timeout 600 fuzz/league/run --engine libfuzzer --seeds 1 "${options[@]}" >"$out" 2>&1
    status=$?
    sed 's/^/   /' "$out"
    if [ $status -eq 0 ] && grep -q " s: $1 of $1 bugs$" "$out"; then
        pass fuzz/league/hunts
    else
        fail fuzz/league/hunts "status $status: $(tail -n 1 "$out")"
    fi
}

# Broken off, it leaves no engine running, and no hunt that had not ended on record. (A bug that libFuzzer
# without our mutator takes seconds to find.)
league_ends() { # BUG
    local bug=$1 limit=$((10000 + RANDOM)) record=build/fuzz/league/hunts.tsv
    build "build/fuzz/league/bugs/$bug/default" && build "build/fuzz/league/bugs/$bug/minimise" || return
    leaves_none fuzz/league/broken_off TERM 143 default \
        fuzz/league/run --bug "$bug" --engine default --seeds 1 --limit $limit
    if grep -qP "^$bug\t.*\t$limit\t" $record; then
        fail fuzz/league/unrecorded "$(tail -n 1 $record)"
    else
        pass fuzz/league/unrecorded
    fi
}

# A crash becomes a page: of the words of a person who reads it, of a picture, and of a test that
# fails with the bug, and passes without it.
triage_page() { # BUG OPERATIONS: of its witness, which has no more operations than that
    local name=fuzz/triage/$1 dir=build/fuzz/league/bugs/$1 out=build/fuzz/triage/$1-witness on test replay
    build "$dir/page" || return
    build "$dir/minimise" || return
    on=$(sed -n 's/^on //p' "$dir/bug")
    if ! timeout 60 fuzz/triage --bug "$1" --design "$on" "$dir/witness" >"$log/triage" 2>&1; then
        fail "$name" "$(tail -n 1 "$log/triage")"
        return
    fi
    test=$(sed -n 's/^the test *//p' "$out/README")
    replay=$(sed -n 's/^on the host *//p' "$out/README")
    if ! grep -q '^test.c *fails here$' "$out/README"; then
        fail "$name" "test.c passes with the bug"
    elif ! eval "$test" >"$log/triage" 2>&1; then
        fail "$name" "test.c fails without the bug: $(tail -n 1 "$log/triage")"
    elif $replay >"$log/triage" 2>&1 || ! cmp -s <(head -n 3 "$log/triage") <(head -n 3 "$out/operations.txt"); then
        fail "$name" "not the same again by: $replay"
    elif [ $((($(stat -c %s "$out/input") - 2) / 6)) -gt "$2" ]; then
        fail "$name" "more than $2 operations are left"
    else
        pass "$name"
    fi
}

# What only a sanitizer sees has a page as well, in the sanitizer's words.
triage_sees() { # ENGINE INPUT
    local name=fuzz/triage/$1 out=build/fuzz/triage/${2##*/}
    if ! timeout 100 fuzz/triage "$2" >"$log/triage" 2>&1; then
        fail "$name" "$(tail -n 1 "$log/triage")"
    elif ! sed -n 2p "$out/README" | grep -qE '^(Address|Memory)Sanitizer: |^runtime error: '; then
        fail "$name" "not told: $(sed -n 2p "$out/README")"
    elif ! grep -q canary_undefined.c "$out/report.txt"; then
        fail "$name" "the report does not name the place"
    elif [ "$(stat -c %s "$out/input")" -ne 8 ]; then
        fail "$name" "more than one operation is left"
    else
        pass "$name"
    fi
}

# What passes has no page, and says so.
triage_refuses() {
    local said status
    said=$(timeout 60 fuzz/triage --design bump fuzz/regressions/bump/reset-at-zero 2>&1)
    status=$?
    if [ $status -eq 1 ] && grep -q 'passes on bump: nothing to minimise' <<<"$said"; then
        pass fuzz/triage/no-crash
    else
        fail fuzz/triage/no-crash "status $status, and says: $said"
    fi
}

# What the canaries left is nobody's crash, and a person who asks next is told of none.
triage_has_nothing() {
    local said
    rm -f build/fuzz/crashes/canary*
    said=$(timeout 600 fuzz/triage 2>&1)
    if [ "$said" = "triage: no crash in build/fuzz/crashes" ]; then
        pass fuzz/triage/nothing-left
    else
        fail fuzz/triage/nothing-left "$(tail -n 1 <<<"$said")"
    fi
}
