# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Fuzzing beyond one machine, in short, for ci/fuzz, which has sourced ci/report.sh and ci/ending.sh and set log.

# ---- the build for OSS-Fuzz: with the variables that it sets, and what comes of it run ----

oss_build() { # FOLDER SANITIZER FLAG...: the targets, in the folder
    local out=$PWD/$1 sanitizer=$2 src=$PWD/build/fuzz/oss/src
    shift 2
    rm -rf "$out"
    mkdir -p "$out" "$src"
    ln -sfn "$PWD" "$src/ashlar"
    env SRC="$src" OUT="$out" SANITIZER="$sanitizer" CC=clang CXX=clang++ \
        CFLAGS="-O1 -gline-tables-only -fsanitize=fuzzer-no-link -fsanitize=$sanitizer $*" \
        CXXFLAGS="-O1 -fsanitize=$sanitizer" LIB_FUZZING_ENGINE=-fsanitize=fuzzer \
        timeout 300 fuzz/oss-fuzz/build.sh >"$log/oss-$sanitizer" 2>&1 </dev/null
}

oss_fuzz() { # SANITIZER FLAG...
    local name=fuzz/oss-fuzz/$1 out=build/fuzz/oss/$1 target ran=0
    if ! oss_build "$out" "$@"; then
        fail "$name" "does not build: $(tail -n 1 "$log/oss-$1")"
        return
    fi
    for target in "$out"/ashlar_*; do
        [[ -x $target ]] || continue
        ran=$((ran + 1))
        timeout 60 "$target" -runs=150 -seed=1 -max_len=1538 -artifact_prefix="$out/" \
            >"$log/oss-$1" 2>&1 </dev/null && grep -q '^Done 150 runs' "$log/oss-$1" && continue
        fail "$name" "$target: $(tail -n 1 "$log/oss-$1")"
        return
    done
    # Of those that have a corpus, each comes with it.
    if [ $ran -eq 7 ] && [ "$(unzip -l "$out/ashlar_all_seed_corpus.zip" | wc -l)" -gt 10 ]; then
        pass "$name"
    else
        fail "$name" "$ran targets, or no corpus"
    fi
}

# With a bug of the league put before what is compiled, a target must fail on the witness: so the
# script hands on the flags, and what it builds can find something. (-D: tally.c says so too late, after
# the header.)
oss_canary() {
    local bug=build/fuzz/league/bugs/request-overflow out=build/fuzz/oss/canary
    build "$bug/replay" || return
    if ! oss_build $out undefined -O0 -D_XOPEN_SOURCE=700 -include "$PWD/$bug/request.h"; then
        fail fuzz/oss-fuzz/canary "does not build: $(tail -n 1 "$log/oss-undefined")"
    elif ! build/fuzz/oss/undefined/ashlar_bitmap "$bug/witness" >/dev/null 2>&1; then
        fail fuzz/oss-fuzz/canary "fails without the bug"
    elif { timeout 10 $out/ashlar_bitmap "$bug/witness" >/dev/null 2>&1; } 2>/dev/null; then
        fail fuzz/oss-fuzz/canary "the bug is not found"
    else
        pass fuzz/oss-fuzz/canary
    fi
}

# ---- two instances of AFL++ that share a folder ----

# Each takes over what the other has found: the second from the main one while that runs, and a main
# one from a second that has run before.
fleet() {
    local sync=build/fuzz/fleet out=$log/fleet status=0 imported
    rm -rf $sync
    {
        fuzz/fleet --sync $sync/1 --name main --main --design bump --fresh --time 7 &
        sleep 4
        fuzz/fleet --sync $sync/1 --name second --design bump --fresh --time 2 || status=1
        wait $! || status=1
        fuzz/fleet --sync $sync/2 --name second --design bump --fresh --time 3 || status=1
        fuzz/fleet --sync $sync/2 --name main --main --design bump --fresh --time 2 || status=1
    } >"$out" 2>&1 </dev/null
    sed 's/^/   /' "$out"
    imported=$(grep -c ' [1-9][0-9]* from others, 0 crashes$' "$out")
    if [ $status -eq 0 ] && [ "$imported" -ge 2 ] && [ "$(wc -l <"$out")" -eq 4 ]; then
        pass fuzz/fleet
    else
        fail fuzz/fleet "status $status, $imported of 2 took over what was found: $(tail -n 1 "$out")"
    fi
    leaves_none fuzz/fleet/broken_off TERM 0 afl-bump \
        fuzz/fleet --sync $sync/3 --name main --main --design bump --fresh --time 60
}
