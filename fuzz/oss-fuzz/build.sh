#!/bin/bash
# SPDX-License-Identifier: MIT
# Builds a fuzz target for each design, as OSS-Fuzz and ClusterFuzzLite ask for it. The sources are in
# $SRC/ashlar; compilers, flags and engine are CC, CFLAGS, CXX, CXXFLAGS and LIB_FUZZING_ENGINE; what
# is built goes to $OUT: ashlar_DESIGN, the inputs to start from, and the engine's options.
set -eu
cd "$SRC/ashlar"

# As in fuzz.mk under sanitizers: heaps of at most 1024 granules, the validator now and then.
FLAGS='-std=c11 -Icore -Ifuzz -DASH_GRANULES=1024 -DHARNESS_EVERY=16'
DESIGNS='dummy bump bitmap list bucket heap all'
# What judges, and so is not to lead the engine; the canaries are only named by it.
ORACLE='fuzz/ops.c fuzz/model.c core/tests/plain_heap.c fuzz/call.c fuzz/look.c fuzz/harness.c fuzz/differ.c
    fuzz/mutate.c fuzz/subjects.c fuzz/tally.c'
UNSEEN=-fno-sanitize-coverage=edge,trace-pc-guard,inline-8bit-counters,pc-table,trace-cmp

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compile() { # FILE FLAG...
    local file=$1 object
    object=$work/$(tr / - <<<"${file%.c}").o
    shift
    # shellcheck disable=SC2086,SC2153 # flags are words, and CFLAGS is set from outside
    $CC $CFLAGS $FLAGS "$@" -c "$file" -o "$object"
    objects+=("$object")
}

objects=()
for file in core/*.c; do compile "$file" -fsanitize-coverage-ignorelist=fuzz/uninstrumented.txt; done
for file in $ORACLE fuzz/canary*.c; do compile "$file" $UNSEEN; done
shared=("${objects[@]}")

for design in $DESIGNS; do
    target=$OUT/ashlar_$design
    objects=("${shared[@]}")
    compile fuzz/target.c -DSUBJECT="\"$design\""
    # shellcheck disable=SC2086
    $CXX $CXXFLAGS "${objects[@]}" $LIB_FUZZING_ENGINE -o "$target"
    printf '[libfuzzer]\nmax_len = 1538\nlen_control = 0\n' >"$target.options"
    rm -f "${target}_seed_corpus.zip"
    inputs=()
    for dir in fuzz/corpus/$design fuzz/regressions/$design; do
        [[ ! -d $dir ]] || inputs+=("$dir"/*)
    done
    [[ ${#inputs[@]} -eq 0 ]] || zip -q -j "${target}_seed_corpus.zip" "${inputs[@]}"
done
